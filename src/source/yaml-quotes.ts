import { withoutEnd } from '../text/ends.ts';
import { quote } from './yaml-unquoted.ts';

export { quote as quoted };

/** A text that needs quotes: its range in the YAML, and how it is written. */
export interface ForgottenQuotes {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The quoted value of the line at `offset`, if it can only be a text: it contains a colon and a space, or starts with a
 * character that has no other meaning there, with Markdown emphasis or with a link or image. Undefined if quoting would
 * be a guess: a comment may follow, the text may continue on the next line, or two keys may be on one line.
 */
export function forgottenQuotes(yaml: string, offset: number): ForgottenQuotes | undefined {
  const lineStart = yaml.lastIndexOf('\n', offset - 1) + 1;
  const line = /^[^\r\n]*/.exec(yaml.slice(lineStart))?.[0] ?? '';
  const text = withoutEnd(line, /[ \t]/);
  const dashes = /^ *(?:- +)*/.exec(text)?.[0] ?? '';
  const before = dashes + (/^[\w-]+:[ \t]+/.exec(text.slice(dashes.length))?.[0] ?? '');
  const value = text.slice(before.length);
  const start = lineStart + before.length;
  // `- Note: this: that` may be one text.
  const key = /- +([\w-]+):[ \t]+$/.exec(before)?.[1];
  if (key !== undefined && !isKey(key, yaml)) return undefined;
  if (
    value === '' ||
    before.trim() === '' ||
    offset < start ||
    /[ \t]#/.test(value) ||
    !isPlainlyText(value, yaml) ||
    goesOn(yaml, lineStart + line.length, before)
  )
    return undefined;
  return { start, end: start + value.length, text: quote(value) };
}

function isPlainlyText(value: string, yaml: string): boolean {
  if (/^[@`%]/.test(value) || value.startsWith('& ')) return true;
  if (/^(\*{1,3})[^*\s](?:[^*\r\n]*[^*\s])?\1/.test(value) || /^!?\[[^\]\r\n]*\]\([^)\r\n]*\)/.test(value)) return true;
  const colon = /^[^\s"'[\]{}#&*!|>?,-].*?:(?=\s|$)/.exec(value)?.[0];
  return colon !== undefined && !isKey(/(?<![\w-])[\w-]+(?=:$)/.exec(colon)?.[0], yaml);
}

/** Whether a word before a colon may be a key: it is one elsewhere in the document, or in the format. */
function isKey(word: string | undefined, yaml: string): boolean {
  if (word === undefined) return false;
  return commonKeys.has(word) || new RegExp(`^[ ]*${word}:(?=\\s|$)`, 'm').test(yaml);
}

const commonKeys: ReadonlySet<string> = new Set([
  'answer',
  'correct',
  'description',
  'explanation',
  'feedback',
  'from',
  'id',
  'language',
  'left',
  'objective',
  'objectives',
  'options',
  'prompt',
  'right',
  'section',
  'summary',
  'text',
  'title',
  'type',
]);

/** Whether the next non-empty line belongs to this value, because it is indented further than its parent. */
function goesOn(yaml: string, lineEnd: number, before: string): boolean {
  const column = /- +$/.test(before) ? before.lastIndexOf('-') : (/^(?:[ ]*(?:- +)*)/.exec(before)?.[0].length ?? 0);
  const space = /^\s*(?=\S)/.exec(yaml.slice(lineEnd))?.[0] ?? '';
  const indent = space.slice(Math.max(space.lastIndexOf('\n'), space.lastIndexOf('\r')) + 1);
  return /^ *$/.test(indent) && indent.length > column;
}
