import type { ListItem } from 'mdast';
import type { MdastNode } from '../markdown.ts';
import type { DirectiveContext } from './directive.ts';

/** The parts of a step: `🔌 **Handshake** Browser asks …`. */
export interface StepParts {
  /** The emoji before the title, or empty. */
  readonly mark: string;
  readonly title: MdastNode | undefined;
  /** What follows the title in the same paragraph, as HTML. */
  readonly text: string;
  /** Further blocks, as HTML. */
  readonly more: string;
}

/** Splits a list item into an optional emoji, a bold title, and text. */
export function stepParts({ children: [first, ...more] }: ListItem, { writer }: DirectiveContext): StepParts {
  if (first?.type !== 'paragraph')
    return { mark: '', title: undefined, text: '', more: writer.blocks(first === undefined ? [] : [first, ...more]) };
  const at = first.children.findIndex((child) => child.type === 'strong');
  const mark = first.children
    .slice(0, Math.max(at, 0))
    .map((child) => (child.type === 'text' ? child.value : ''))
    .join('')
    .trim();
  return {
    mark,
    title: first.children[at],
    text: writer.inline(first.children.slice(at + 1)).trim(),
    more: writer.blocks(more),
  };
}
