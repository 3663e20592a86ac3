import type { MdastNode } from 'satteri';
import { codeSpansIn } from '../text/code-spans.ts';
import { lineStarts } from '../text/lines.ts';

/** A formula as it stands in a text: with its dollar signs, and what is between them. */
export interface Formula {
  readonly start: number;
  readonly end: number;
  readonly tex: string;
  /** Where the TeX begins. */
  readonly texStart: number;
  readonly isDisplay: boolean;
}

/** A text in which the Markdown engine sees no formulas, so that it cannot take `_`, `*`, `|` or `{` in them for its own. */
export interface WithoutFormulas {
  /** As long as the text; in the place of each formula is a word of private characters. */
  readonly text: string;
  readonly formulas: readonly Formula[];
}

const [first, filler, zero, base] = ['\uE8F0', '\uE8F1', 0xe900, 1000];
const inWords = /[\uE8F0\uE8F1\uE900-\uECE7]/;

/**
 * Takes the formulas out of a text: `$…$` within a paragraph, `$$…$$` also over lines. By Pandoc's rule, there is no space
 * inside of single dollar signs, and no letter or digit around them: prices stay text, as does what is escaped (`\\$`) and
 * what is code.
 */
export function withoutFormulas(text: string): WithoutFormulas {
  if (!text.includes('$') || inWords.test(text)) return { text, formulas: [] };
  const formulas: Formula[] = [];
  let shown = '';
  let taken = 0;
  const spanEnds = new Map(codeSpansIn(text).map(({ start, end }) => [start, end]));
  let isLineStart = true;
  for (let at = 0; at < text.length;) {
    const fence = isLineStart ? fenceEnd(text, at) : undefined;
    const letter = text.charAt(at);
    isLineStart = letter === '\n' || letter === '\r';
    if (fence !== undefined) at = fence;
    else if (letter === '\\') at += /[\r\n]/.test(text.charAt(at + 1)) ? 1 : 2;
    else if (letter === '`') {
      const end = spanEnds.get(at);
      while (text.charAt(at) === '`') at++;
      at = end ?? at;
    } else if (letter === '$') {
      const formula = formulaAt(text, at);
      if (formula === undefined || formulas.length >= base * base) {
        while (text.charAt(at) === '$') at++;
        continue;
      }
      shown += text.slice(taken, at) + word(formulas.length, formula.end - at);
      formulas.push(formula);
      at = taken = formula.end;
    } else at++;
  }
  return { text: shown + text.slice(taken), formulas };
}

function word(number: number, length: number): string {
  const digits = String.fromCharCode(zero + Math.floor(number / base), zero + (number % base));
  return (first + digits).padEnd(length, filler);
}

/** The end of the fence that begins with the line at an offset; undefined where none does. */
function fenceEnd(text: string, lineStart: number): number | undefined {
  const opener = /[ \t>*+-]*(?:\d+\.[ \t]+)?(`{3,}|~{3,}(?!~))/y;
  opener.lastIndex = lineStart;
  const marks = opener.exec(text)?.[1];
  if (marks === undefined) return undefined;
  for (let at = nextLine(text, opener.lastIndex); at < text.length; at = nextLine(text, at)) {
    const closer = /[ \t>]*(`{3,}|~{3,})/y;
    closer.lastIndex = at;
    if (closer.exec(text)?.[1]?.startsWith(marks) === true) return closer.lastIndex;
  }
  return text.length;
}

/** The offset behind the line break that follows. */
function nextLine(text: string, from: number): number {
  const found = /\r\n?|\n/g;
  found.lastIndex = from;
  return found.exec(text) === null ? text.length : found.lastIndex;
}

function formulaAt(text: string, start: number): Formula | undefined {
  const isDisplay = text.startsWith('$$', start);
  const mark = isDisplay ? '$$' : '$';
  const texStart = start + mark.length;
  if (!isDisplay && (/\s/.test(text.charAt(texStart)) || /[\p{L}\d]/u.test(text.charAt(start - 1)))) return undefined;
  for (let at = texStart; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '\\') at++;
    else if (letter === '\n' || letter === '\r') {
      // A formula ends with its paragraph; one between lines of two dollar signs may have empty lines.
      if (!isDisplay && /^(?:\r\n|\n|\r)[ \t]*(?:[\r\n]|$)/.test(text.slice(at, at + 200))) return undefined;
    } else if (letter === '$') {
      if (isDisplay && text.charAt(at + 1) !== '$') continue;
      const end = at + mark.length;
      const isLoose = !isDisplay && (/\s/.test(text.charAt(at - 1)) || /[\p{L}\d$]/u.test(text.charAt(end)));
      const tex = text.slice(texStart, at);
      if (tex.trim() === '') return undefined;
      if (!isLoose) return { start, end, tex, texStart, isDisplay };
      if (!isDisplay) return undefined;
    }
  }
  return undefined;
}

/** Puts the formulas of a text back into its tree: as formulas where they are text, as they were written anywhere else. */
export function putFormulas(tree: MdastNode, formulas: readonly Formula[], text: string): void {
  if (formulas.length === 0) return;
  const starts = lineStarts(text);
  const written = (value: string): string =>
    value.replaceAll(/\uE8F0([\uE900-\uECE7])([\uE900-\uECE7])\uE8F1*/g, (_, high: string, low: string) => {
      const formula = formulas[(high.charCodeAt(0) - zero) * base + low.charCodeAt(0) - zero];
      return formula === undefined ? '' : text.slice(formula.start, formula.end);
    });
  const restore = (value: unknown): unknown => {
    if (typeof value === 'string') return inWords.test(value) ? written(value) : value;
    if (Array.isArray(value)) return value.map(restore);
    if (typeof value !== 'object' || value === null) return value;
    for (const [key, inside] of Object.entries(value))
      if (key !== 'children' && key !== 'position') (value as Record<string, unknown>)[key] = restore(inside);
    return value;
  };
  const visit = (node: MdastNode): void => {
    if ('children' in node) {
      const children = (node.children as MdastNode[]).flatMap((child) =>
        child.type === 'text' && inWords.test(child.value) ? parts(child, formulas, starts) : [child],
      );
      (node as { children: MdastNode[] }).children = children;
      for (const child of children) visit(child);
      if (node.type === 'root' || node.type === 'blockquote' || node.type === 'listItem' || 'attributes' in node)
        (node as { children: MdastNode[] }).children = children.map(asBlock);
    }
    if (node.type !== 'inlineMath') restore(node);
  };
  visit(tree);
  if (formulas.some(({ tex }) => /[\r\n]/.test(tex))) placeLines(tree, starts);
}

/** Formulas that were written between two dollar signs each. */
const displays = new WeakSet<MdastNode>();

/** A paragraph with nothing in it but a formula of two dollar signs is a block. */
function asBlock(node: MdastNode): MdastNode {
  if (node.type !== 'paragraph' || node.children.length !== 1) return node;
  const [only] = node.children;
  return only?.type === 'inlineMath' && displays.has(only)
    ? ({ type: 'math', value: only.value, meta: null, position: only.position } as MdastNode)
    : node;
}

function parts(
  node: Extract<MdastNode, { type: 'text' }>,
  formulas: readonly Formula[],
  starts: Uint32Array,
): MdastNode[] {
  const found: MdastNode[] = [];
  let before = node.position?.start;
  const pieces = node.value.split(/(\uE8F0[\uE900-\uECE7]{2}\uE8F1*)/);
  const pointAt = (offset: number) => ({ ...lineAndColumn(starts, offset), offset });
  for (const [index, piece] of pieces.entries()) {
    const number = (piece.charCodeAt(1) - zero) * base + piece.charCodeAt(2) - zero;
    const formula = index % 2 === 1 ? formulas[number] : undefined;
    if (formula !== undefined) {
      const inline = {
        type: 'inlineMath',
        value: formula.tex.trim(),
        position: { start: pointAt(formula.start), end: pointAt(formula.end) },
      } as MdastNode;
      if (formula.isDisplay) displays.add(inline);
      found.push(inline);
      before = pointAt(formula.end);
    } else if (piece !== '') {
      const next = index + 1 < pieces.length ? (pieces[index + 1] ?? '') : '';
      const nextFormula = formulas[(next.charCodeAt(1) - zero) * base + next.charCodeAt(2) - zero];
      const end = nextFormula === undefined ? node.position?.end : pointAt(nextFormula.start);
      const position = before === undefined || end === undefined ? undefined : { start: before, end };
      found.push({ ...node, value: piece, ...(position === undefined ? {} : { position }) });
    }
  }
  return found;
}

function lineAndColumn(starts: Uint32Array, offset: number): { readonly line: number; readonly column: number } {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/** Where formulas go over lines, the engine counted their lines as one. */
function placeLines(tree: MdastNode, starts: Uint32Array): void {
  const place = (point: { line: number; column: number; offset?: number | undefined }): void => {
    if (point.offset === undefined) return;
    Object.assign(point, lineAndColumn(starts, point.offset));
  };
  const visit = (node: MdastNode): void => {
    if (node.position !== undefined) {
      node.position = { start: { ...node.position.start }, end: { ...node.position.end } };
      place(node.position.start);
      place(node.position.end);
    }
    if ('children' in node) node.children.forEach(visit);
  };
  visit(tree);
}
