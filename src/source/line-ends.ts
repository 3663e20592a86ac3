import type { MdastNode } from 'satteri';
import { withLineFeeds } from '../text/lines.ts';

/**
 * Normalises line breaks of the texts in a tree: the engine preserves CRLF and CR. Positions stay those of the file;
 * HTML and JavaScript, which have their own positions, are not changed.
 */
export function unifyLineEnds(node: MdastNode): void {
  if (node.type === 'code' || node.type === 'inlineCode' || node.type === 'text')
    node.value = withLineFeeds(node.value);
  if ('alt' in node && typeof node.alt === 'string') node.alt = withLineFeeds(node.alt);
  if ('title' in node && typeof node.title === 'string') node.title = withLineFeeds(node.title);
  if ('children' in node) for (const child of node.children) unifyLineEnds(child);
}
