import type { MdastNode } from 'satteri';
import { wrap } from './highlights.ts';

/** The language of words that were written as `[mot]{lang=fr}` (BCP 47); undefined for everything else. */
export const languageOf = (node: MdastNode): string | undefined => languages.get(node);
const languages = new WeakMap<MdastNode, string>();

const attribute = /^\s*lang\s*=\s*(["']?)([A-Za-z][A-Za-z\d-]*)\1\s*$/;
const closing = /\]\{([^{}\n]*)\}/g;

/**
 * Makes `[mot]{lang=fr}` words in another language: an emphasis of its own kind, as with highlights. Both brackets are on the
 * same level, as with links. What names no language stays as it is written, and is reported like other braces.
 */
export function readForeignWords(node: MdastNode, text: string): void {
  if (!('children' in node)) return;
  const children = node.children as MdastNode[];
  for (const child of children) readForeignWords(child, text);
  for (let index = 0; index < children.length; index++) {
    const child = children[index];
    if (child?.type !== 'text' || isEscaped(child, text)) continue;
    const found = closingIn(child.value, children[index + 1]);
    const opening = found === undefined ? undefined : openingBefore(children, index, found.at);
    if (found === undefined || opening === undefined) continue;
    // In MDX the braces are an expression of their own.
    if (found.length === 1) children.splice(index + 1, 1);
    const mark = wrap(children, { ...opening, length: 1 }, { index, ...found });
    languages.set(mark, found.language);
    // What is behind it may hold more of them.
    index = children.indexOf(mark);
  }
}

function closingIn(
  value: string,
  next: MdastNode | undefined,
): { readonly at: number; readonly length: number; readonly language: string } | undefined {
  for (const { 0: whole, 1: inside = '', index } of value.matchAll(closing)) {
    const language = known(inside);
    if (language !== undefined) return { at: index, length: whole.length, language };
  }
  const language = next?.type === 'mdxTextExpression' && value.endsWith(']') ? known(next.value) : undefined;
  return language === undefined ? undefined : { at: value.length - 1, length: 1, language };
}

/** The bracket that a closing one belongs to: the last that is open before it. */
function openingBefore(
  nodes: readonly MdastNode[],
  from: number,
  before: number,
): { readonly index: number; readonly at: number } | undefined {
  let depth = 0;
  for (let index = from; index >= 0; index--) {
    const node = nodes[index];
    if (node?.type !== 'text') continue;
    for (let at = (index === from ? before : node.value.length) - 1; at >= 0; at--) {
      if (node.value[at] === ']') depth++;
      if (node.value[at] === '[' && depth-- === 0) return { index, at };
    }
  }
  return undefined;
}

/** The language that braces name, if it is one. */
function known(inside: string): string | undefined {
  const language = attribute.exec(inside)?.[2];
  try {
    return language === undefined ? undefined : Intl.getCanonicalLocales(language)[0];
  } catch {
    return undefined;
  }
}

const isEscaped = ({ position }: MdastNode, text: string): boolean =>
  position !== undefined && /\\[[\]{]/.test(text.slice(position.start.offset, position.end.offset));
