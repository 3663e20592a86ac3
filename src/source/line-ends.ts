import type { MdastNode } from 'satteri';
import { withLineFeeds } from '../text/lines.ts';

/**
 * Makes the texts in a tree the same whatever ends the lines of the file it was read from: the engine hands on CRLF and
 * CR. Positions stay those of the file; HTML and JavaScript, which have positions of their own, stay as they are.
 */
export function unifyLineEnds(node: MdastNode): void {
  if (node.type === 'code' || node.type === 'inlineCode' || node.type === 'text')
    node.value = withLineFeeds(node.value);
  if ('alt' in node && typeof node.alt === 'string') node.alt = withLineFeeds(node.alt);
  if ('title' in node && typeof node.title === 'string') node.title = withLineFeeds(node.title);
  if ('children' in node) for (const child of node.children) unifyLineEnds(child);
}
