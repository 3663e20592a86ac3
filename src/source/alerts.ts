import type { MdastNode } from 'satteri';

type NodeOf<Type extends MdastNode['type']> = Extract<MdastNode, { type: Type }>;

/** Where the parts of `> [!NOTE]- Title` stand in the text. */
export interface AlertOpener {
  readonly name: { readonly start: number; readonly end: number };
  /** The end of the line. */
  readonly end: number;
}

/** The names that a quotation may have to be an aside: GitHub's five, and those of our own that Obsidian has. */
const names: ReadonlySet<string> = new Set([
  'note',
  'tip',
  'important',
  'warning',
  'caution',
  'info',
  'danger',
  'insight',
]);

const openers = new WeakMap<MdastNode, AlertOpener>();

/** The opener of a directive that was written as a quotation; undefined for one that was written with colons. */
export const alertOpener = (node: MdastNode): AlertOpener | undefined => openers.get(node);

/**
 * Makes quotations that GitHub and Obsidian show as asides (`> [!NOTE]`, with a title behind it, `-` for one that is
 * closed at first) the directives that they are. Positions stay those of the text.
 */
export function readAlerts(node: MdastNode, text: string): void {
  if (!('children' in node)) return;
  const children = node.children as MdastNode[];
  for (const [index, child] of children.entries()) {
    readAlerts(child, text);
    if (child.type === 'blockquote') children[index] = alertIn(child, text) ?? child;
  }
}

function alertIn(quote: NodeOf<'blockquote'>, text: string): MdastNode | undefined {
  const [paragraph, ...blocks] = quote.children;
  const [first, ...further] = paragraph?.type === 'paragraph' ? paragraph.children : [];
  if (paragraph?.type !== 'paragraph' || first?.type !== 'text') return undefined;
  const [marker, name = '', fold] = /^\[!([a-z]+)\]([+-]?)(?=[ \t\n]|$)/i.exec(first.value) ?? [];
  const start = first.position?.start.offset;
  if (marker === undefined || start === undefined || !names.has(name.toLowerCase())) return undefined;
  if (text.charAt(start) !== '[') return undefined; // `\\[!NOTE]`: meant as text
  const inline: MdastNode[] = [cutFrom(first, marker.length, text), ...further];
  const [title, rest] = atLineEnd(inline, text);
  const isTitled = title.some((node) => node.type !== 'text' || node.value.trim() !== '');
  const label: MdastNode[] = isTitled
    ? [{ ...paragraph, children: title, data: { directiveLabel: true } } as NodeOf<'paragraph'>]
    : [];
  const begin = rest[0]?.position?.start;
  const content: MdastNode[] =
    rest.length === 0 || begin === undefined || paragraph.position === undefined
      ? []
      : [{ ...paragraph, children: rest, position: { ...paragraph.position, start: begin } } as NodeOf<'paragraph'>];
  const aside = {
    type: 'containerDirective',
    name: name.toLowerCase(),
    attributes: fold === '-' ? { collapsed: '' } : {},
    children: [...label, ...content, ...blocks],
    position: quote.position,
  } as NodeOf<'containerDirective'>;
  const lineEnd = /[\r\n]|$/.exec(text.slice(start))?.index ?? 0;
  openers.set(aside, { name: { start: start + 2, end: start + 2 + name.length }, end: start + lineEnd });
  return aside;
}

/** A text without its first characters, which are on one line. */
function cutFrom(node: NodeOf<'text'>, count: number, text: string): NodeOf<'text'> {
  const value = node.value.slice(count).replace(/^[ \t]+/, '');
  const { position } = node;
  if (position?.start.offset === undefined) return { ...node, value };
  const written = text.slice(position.start.offset + count);
  const skipped = count + (/^[ \t]*/.exec(written)?.[0].length ?? 0);
  const { line, column, offset } = position.start;
  return {
    ...node,
    value,
    position: { ...position, start: { line, column: column + skipped, offset: offset + skipped } },
  };
}

/** Inline nodes up to the end of their first line, and those after it. */
function atLineEnd(nodes: readonly MdastNode[], text: string): readonly [MdastNode[], MdastNode[]] {
  for (const [index, node] of nodes.entries()) {
    if (node.type === 'break') return [nodes.slice(0, index), nodes.slice(index + 1)];
    if (node.type !== 'text') continue;
    const end = node.value.indexOf('\n');
    if (end === -1) continue;
    const after = afterLine(node, end, text);
    return [
      [...nodes.slice(0, index), { ...node, value: node.value.slice(0, end) }],
      [...(after.value === '' ? [] : [after]), ...nodes.slice(index + 1)],
    ];
  }
  return [[...nodes], []];
}

/** What follows the line break at `end` of a text's value: in the source, the marks of quotations stand before it. */
function afterLine(node: NodeOf<'text'>, end: number, text: string): NodeOf<'text'> {
  const value = node.value.slice(end + 1);
  const { position } = node;
  if (position?.start.offset === undefined) return { ...node, value };
  const written = text.slice(position.start.offset);
  const [lead] = /^[^\r\n]*(?:\r\n|\r|\n)/.exec(written) ?? [''];
  const marks = /^[ \t>]*/.exec(written.slice(lead.length))?.[0].length ?? 0;
  return {
    ...node,
    value,
    position: {
      ...position,
      start: {
        line: position.start.line + 1,
        column: marks + 1,
        offset: position.start.offset + lead.length + marks,
      },
    },
  };
}
