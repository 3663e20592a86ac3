import { rangeOf, type MdastNode, type NodeOf } from '../../../source/markdown.ts';
import { replaceCodeSpans } from '../../../text/code-spans.ts';

export type Block = NodeOf<'paragraph' | 'heading' | 'tableCell'>;

/**
 * A block of running text with everything that is not plain text blanked out: code, images, elements, the syntax of
 * links and emphasis, escaped characters. Anything in `text` that still looks like syntax is shown to learners
 * literally.
 */
export interface Run {
  readonly block: Block;
  /** The parent of the block, and its previous sibling. */
  readonly parent: MdastNode;
  readonly before: MdastNode | undefined;
  /** As long as `written`, with the same offsets. */
  readonly text: string;
  readonly written: string;
  /** Their offset in the complete text. */
  readonly start: number;
}

/** Placeholders for what was blanked out: private-use characters, which no pattern matches. */
export const blank = {
  mark: '\uE000',
  link: '\uE001',
  image: '\uE002',
  code: '\uE003',
  element: '\uE004',
  escaped: '\uE005',
} as const;

/** A block's plain text. `source` is the text that the tree was parsed from. */
export function runOf(block: Block, parent: MdastNode, before: MdastNode | undefined, source: string): Run {
  const [start, end] = rangeOf(block);
  let text = '';
  const blankTo = (to: number, sign: string): void => {
    text += blanked(source.slice(start + text.length, to), sign);
  };
  const write = (node: MdastNode, around: string): void => {
    const [from, to] = rangeOf(node);
    blankTo(from, around);
    // An autolink consists only of its URL.
    if (node.type === 'link' && source.charAt(from) !== '[') blankTo(to, blank.link);
    else if (around === blank.code) blankTo(to, blank.code);
    else if (node.type === 'text') text += plain(source.slice(from, to), node.value);
    else if (node.type === 'textDirective') text += source.slice(from, to);
    else {
      const own = signOf(node);
      if ('children' in node) writeAll(node.children, own);
      blankTo(to, own);
    }
  };
  const writeAll = (nodes: readonly MdastNode[], around: string): void => {
    let element: string | undefined;
    for (const node of nodes) {
      write(node, element === undefined ? around : blank.code);
      if (node.type !== 'html') continue;
      if (element === undefined) element = opensCode.exec(node.value)?.[1]?.toLowerCase();
      else if (node.value.toLowerCase().startsWith(`</${element}`)) element = undefined;
    }
  };
  writeAll(block.children, blank.mark);
  blankTo(end, blank.mark);
  return { block, parent, before, text, written: source.slice(start, end), start };
}

/** Elements whose text is code, as in backticks. */
const opensCode = /^<(code|kbd|samp|tt|var)\b[^>]*(?<!\/)>$/i;

function signOf(node: MdastNode): string {
  const { type } = node;
  if ('name' in node && typeof node.name === 'string' && opensCode.test(`<${node.name}>`)) return blank.code;
  switch (type) {
    case 'inlineCode':
      return blank.code;
    case 'image':
    case 'imageReference':
      return blank.image;
    case 'link':
    case 'linkReference':
      return blank.link;
    default:
      return type === 'html' || type.startsWith('mdx') ? blank.element : blank.mark;
  }
}

/** Text as written, without escaped characters and quotation markers at the start of lines. */
function plain(piece: string, value: string): string {
  if (piece === value) return piece;
  const values = value.split(/\r\n|\r|\n/);
  let line = 0;
  return piece
    .replace(/(\r\n|\r|\n)([ \t]*(?:>[ \t]*)*)/g, (_, end: string, prefix: string) => {
      line += 1;
      return end + (values[line]?.startsWith('>') === true ? prefix : blanked(prefix, blank.mark));
    })
    .replace(/\\[!-/:-@[-`{-~]/g, (escape) => blanked(escape, blank.escaped))
    .replace(/&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]*);/g, (reference) =>
      blanked(reference, blank.escaped),
    );
}

function blanked(piece: string, sign: string): string {
  return /[\r\n]/.test(piece) ? piece.replace(/[^\r\n]/g, sign) : sign.repeat(piece.length);
}

/**
 * Removes unambiguous, valid Markdown from a text: fences, paired code spans, plain links, emphasis that starts and ends
 * with a letter. If the rest contains the characters of a kind, the text needs a full check; most do not.
 */
export function skimmed(text: string): string {
  let rest = /`{3}|~{3}/.test(text) ? withoutFences(text) : text;
  if (rest.includes('`')) rest = replaceCodeSpans(rest, blank.code, 2);
  if (rest.includes('](')) rest = rest.replace(/(?<![\\!\]])\[([^[\]\r\n]*)\]\([^()\s]*\)(?!\{)/g, `${blank.link}$1`);
  if (rest.includes('*'))
    rest = rest.replace(/(?<![\p{L}\d*\\])(\*\*?)(?=[\p{L}\d])([^*\r\n]*[\p{L}\d])\1(?![\p{L}\d*])/gu, '$2');
  return rest;
}

/** A text without the code of its fences, whose openers stay without their mark; all that stands below an open one stays. */
function withoutFences(text: string): string {
  const kept: string[] = [];
  let code: string[] = [];
  let opener: RegExpExecArray | null = null;
  for (const line of text.split('\n')) {
    if (opener === null) {
      opener = /^([ \t]*)(`{3,}|~{3,}(?!~))([^`\r]*)\r?$/.exec(line);
      (opener === null ? kept : code).push(line);
    } else if (closes(line.trim(), opener[2]!)) {
      kept.push(`${opener[1]}${blank.code}${opener[3]}`);
      [code, opener] = [[], null];
    } else code.push(line);
  }
  return [...kept, ...code].join('\n');
}

const closes = (line: string, mark: string): boolean => line.startsWith(mark) && /^[`~]*$/.test(line);
