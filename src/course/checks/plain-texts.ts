import type { TextUse } from '../../../schemas/texts.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { parseQuizText, rangeOf, type MdastNode } from '../../source/markdown.ts';
import { referencedCharacter } from '../../source/quiz-text.ts';
import type { YamlSource } from '../../source/yaml.ts';
import { problem } from '../problem.ts';
import { placeInValue } from './place-in-value.ts';
import { rawUsesInPlainText } from './raw-syntax/check.ts';
import { quoted } from './raw-syntax/kind.ts';

/** Markup needs at least one of these characters. */
const mayHoldMarkup = /[*_`~<[&$=^#\r\n]/;

/** Reports markup in texts that are shown as written: titles, summaries, objectives, drop-downs. `texts` are those of the document. */
export function checkPlainTexts(texts: readonly TextUse[], source: YamlSource): Diagnostic[] {
  return texts.flatMap((use) => (use.kind === 'plain' && mayHoldMarkup.test(use.text) ? checkText(use, source) : []));
}

function checkText({ path, text }: TextUse, source: YamlSource): Diagnostic[] {
  const tree = parseQuizText(text);
  if (tree === undefined) return [];
  const written = markupIn(tree, text);
  const elsewhere = rawUsesInPlainText(tree, text).filter(
    ({ start, end }) => !written.some((markup) => markup.start < end && start < markup.end),
  );
  return [
    ...written.map(({ start, end, plain }) => {
      const name = nameOf(path);
      return problem('raw-markdown', placeInValue(text, start, end, path, source), {
        message: `${quoted(text.slice(start, end))} is shown as written: ${name} is plain text`,
        why: 'learners would see the marks around the words',
        fix: `${plain.trim() === '' ? 'remove it' : `write ${quoted(plain)} without them`}${otherWay(path)}`,
      });
    }),
    ...elsewhere.map(({ code, start, end, words }) =>
      problem(code, placeInValue(text, start, end, path, source), words),
    ),
  ];
}

interface Markup {
  readonly start: number;
  readonly end: number;
  /** The text without its markup. */
  readonly plain: string;
}

/** The outermost pieces of markup in a text. A list with one entry does not count: `1. Names`. */
function markupIn(tree: MdastNode, text: string): Markup[] {
  const found: Markup[] = [];
  const visit = (node: MdastNode): void => {
    const [start, end] = rangeOf(node);
    if (isMarkup(node, start, end, text)) found.push({ start, end, plain: wordsOf(node) });
    else if (node.type === 'text') found.push(...references(text.slice(start, end), start));
    else if ('children' in node) {
      found.push(...elementsIn(node.children, text));
      for (const child of node.children)
        if (!found.some((markup) => markup.start <= rangeOf(child)[0] && rangeOf(child)[1] <= markup.end)) visit(child);
    }
  };
  visit(tree);
  return found;
}

function isMarkup(node: MdastNode, start: number, end: number, text: string): boolean {
  switch (node.type) {
    case 'inlineCode':
    case 'image':
    case 'table':
      return true;
    case 'heading':
      return text.charAt(start) === '#';
    case 'code':
      return /[`~]/.test(text.charAt(start));
    case 'list':
      return node.children.length > 1;
    case 'link':
      return /[[<]/.test(text.charAt(start));
    case 'emphasis':
    case 'strong':
    case 'delete':
      // `2*3*4`, `__init__` and `_private_` are meant literally.
      return text.charAt(start) === '_'
        ? /\s/.test(text.slice(start, end))
        : !(/[\p{L}\d]/u.test(text.charAt(start - 1)) && /[\p{L}\d]/u.test(text.charAt(end)));
    default:
      return false;
  }
}

/** Elements around words, `<b>so</b>`. A single tag is probably meant literally, in a text about HTML. */
function elementsIn(nodes: readonly MdastNode[], text: string): Markup[] {
  return nodes.flatMap((node, index) => {
    if (node.type === 'html' && index > 0 && index < nodes.length - 1 && /^<br\s*\/?>$/i.test(node.value))
      return [{ start: rangeOf(node)[0], end: rangeOf(node)[1], plain: ' ' }];
    const name = node.type === 'html' ? /^<([a-z][a-z0-9]*)[\s>]/i.exec(node.value)?.[1]?.toLowerCase() : undefined;
    if (name === undefined) return [];
    const close = nodes.findIndex(
      (other, at) => at > index && other.type === 'html' && other.value.toLowerCase().startsWith(`</${name}`),
    );
    const end = nodes[close];
    if (end === undefined) return [];
    return [{ start: rangeOf(node)[0], end: rangeOf(end)[1], plain: text.slice(rangeOf(node)[1], rangeOf(end)[0]) }];
  });
}

function references(written: string, start: number): Markup[] {
  return [...written.matchAll(/&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]*);/g)].flatMap(
    ({ 0: reference, index }) => {
      const plain = referencedCharacter(reference);
      return plain === reference ? [] : [{ start: start + index, end: start + index + reference.length, plain }];
    },
  );
}

function wordsOf(node: MdastNode): string {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  if (node.type === 'image') return node.alt ?? '';
  const between = node.type === 'list' || node.type === 'listItem' || node.type.startsWith('table') ? ' ' : '';
  if (node.type === 'code') return node.value;
  return 'children' in node ? node.children.map(wordsOf).join(between) : '';
}

/** The name of the position in a sentence. */
function nameOf(path: TextUse['path']): string {
  const keys = path.filter((step) => typeof step === 'string');
  const key = keys.at(-1) ?? '';
  if (keys.includes('blanks')) return 'what a drop-down offers';
  if (keys.includes('pairs')) return 'the right side of a pair';
  return `\`${keys.includes('objectives') || keys.includes('results') || keys.includes('categories') ? `${keys[0] ?? ''} … ${key}` : key}\``;
}

function otherWay(path: TextUse['path']): string {
  if (path.includes('blanks')) return ', or ask with `single-choice`, whose options are Markdown';
  return path.includes('pairs') || path.includes('distractors')
    ? ', or swap the two sides: the left one is Markdown'
    : '';
}
