import { endRun } from '../text/ends.ts';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import { isSoundYaml } from './yaml-compose.ts';

type Place = (start: number, end: number) => Span;

/** Longer lines are skipped: no text of a quiz is that long on one line. */
const longestLine = 2000;

/** A line of the block style up to its value: `- key: ` or `- `. */
const blockValue = /^([ ]*(?:- +)*(?:[\w-]+|"[^"]*"|'[^']*')[ ]*:[ ]+|[ ]*(?:- +)+)(?=\S)/;

/** A value of a flow mapping, from the bracket or comma before its key on. */
const flowValue = /[{,]\s*(?:[\w-]+|"[^"]*"|'[^']*')\s*:\s+(?=[^\s,{}])/g;

/** An entry of a flow list that starts with an indicator. */
const flowEntry = /([[,][ ]*)([*&!%@`|>][^[\]{},]*)(?=[,\]])/g;

/**
 * Finds a text that needs quotes in YAML, because of how it starts (`*so* it is`) or what it contains within brackets
 * (`{ text: see #12 }`): a value on the line at `noticed` whose quoting makes the line valid.
 */
export function unquotedText(yaml: string, noticed: number, place: Place): Diagnostic | undefined {
  const start = yaml.lastIndexOf('\n', noticed - 1) + 1;
  const end = lineEnd(yaml, start);
  if (end - start > longestLine) return undefined;
  const line = yaml.slice(start, end).trimEnd();
  const found = unquotedIn(line);
  if (found === undefined) return cutByComment(yaml, start, end, place);
  const [from, to] = [start + found.start, start + found.end];
  const text = line.slice(found.start, found.end);
  const quoted = quote(text);
  const goesOn = found.isBlock && continues(yaml, end, /^ *(?:- +)*/.exec(line)?.[0].length ?? 0);
  const certain = !goesOn && isCertain(text, found.isBlock);
  return {
    ...place(from, to),
    code: 'yaml-unquoted',
    severity: 'error',
    message: `this text needs quotes around it: ${reason(text)}`,
    why: 'without them YAML reads something else, and the rest of the file cannot be checked',
    fix: goesOn ? goesOnFix(text) : `${writeQuoted(text)}${otherWay(text)}`,
    ...(certain ? { edit: { start: place(from, to).start, end: place(from, to).end, text: quoted } } : {}),
  };
}

/** A multi-line text that contains a comment: the line at `start` continues it, which is not possible. */
function cutByComment(yaml: string, start: number, end: number, place: Place): Diagnostic | undefined {
  const before = yaml.lastIndexOf('\n', start - 2) + 1;
  if (end - before > longestLine) return undefined;
  const whole = yaml.slice(before, Math.max(before, start - 1)).trimEnd();
  let cut = whole.lastIndexOf(' #');
  while (cut > 0 && whole.charAt(cut - 1).trim() === '') cut = whole.lastIndexOf(' #', cut - 1);
  if (cut <= 0) return undefined;
  const [text, comment] = [whole.slice(0, cut), whole.slice(cut + 1)];
  const next = yaml.slice(start, end);
  if (isSoundYaml(`${text} ${comment}\n${next}`) || !isSoundYaml(`${text}\n${next}`)) return undefined;
  const from = before + text.length + 1;
  return {
    ...place(from, from + comment.length),
    code: 'yaml-unquoted',
    severity: 'error',
    message: 'this text needs quotes around it: a `#` behind a space begins a comment',
    why: 'a comment ends the text, so the next line belongs to nothing',
    fix: 'put quotes around the whole text, or move the comment to a line of its own above it',
  };
}

interface Unquoted {
  readonly start: number;
  readonly end: number;
  readonly isBlock: boolean;
}

/** The range of a line that needs quotes: the line is invalid without and valid with them. */
function unquotedIn(line: string): Unquoted | undefined {
  const head = blockValue.exec(line)?.[0].length;
  const mayBe = head !== undefined && needsQuotes(line.slice(head));
  if ((!mayBe && !/[{[]/.test(line)) || isSoundYaml(line)) return undefined;
  if (mayBe && isMended(line, head, line.length)) return { start: head, end: line.length, isBlock: true };
  // The innermost invalid value is one of the last ones.
  for (const { index, 0: key } of [...line.matchAll(flowValue)].slice(-4).toReversed()) {
    const start = index + key.length;
    for (const end of endsOfFlowText(line, start))
      if (mayBeOne(line.slice(start, end)) && isMended(line, start, end)) return { start, end, isBlock: false };
  }
  // Each entry of a list is checked independently.
  const entries = !isBalanced(line)
    ? []
    : [...line.matchAll(flowEntry)].map(({ index, 1: before = '', 2: text = '' }) => ({
        start: index + before.length,
        end: index + before.length + text.trimEnd().length,
        isBlock: false,
      }));
  return entries.find(({ start, end }) => !isSoundYaml(`[${line.slice(start, end)}]`));
}

/** Whether a value starts like something other than text, and continues like text. */
function needsQuotes(value: string): boolean {
  // `'It's so'`: quoted, but an apostrophe ends the text.
  if (/^'.*'$/.test(value) && /\p{L}'\p{L}/u.test(value)) return false;
  if (/^[%@`,\]}]|^[|>](?![-+\d]{0,2}\s*(?:#|$))|^[?-](?:\s|$)/.test(value)) return true;
  // `!tag text` may be an intended tag.
  if (/^[*&!]/.test(value)) return !/^!!?[\w/:.-]+(?:\s|$)/.test(value);
  return /^\[[^[\]]*\]\s*[^\s,#:\]}]|^\[\[.*\]\]\s*[^\s,#:\]}]|^\{[^{}]*\}\s*[^\s,#:\]}]|^"(?:[^"\\]|\\.)*"\s*[^\s,#:\]}]|^'[^']*'\s*[^\s,#:'\]}]/.test(
    value,
  );
}

/** Possible ends of a text within brackets: before the closing bracket, or before a comma followed by another key. */
function endsOfFlowText(line: string, start: number): readonly number[] {
  const first = endRun(line, /[\s}\],]/);
  const closers = Array.from({ length: Math.min(4, line.length - first) }, (_, index) => line.length - 1 - index);
  const commas = [...line.slice(start).matchAll(/,\s*(?=[\w-]+\s*:\s)/g)].map(({ index }) => start + index);
  return [...commas.slice(0, 2), ...closers]
    .map((end) => start + line.slice(start, end).trimEnd().length)
    .filter((end) => end > start);
}

/** Whether a range of a mapping may be one text: not if it contains unbalanced brackets, a key or a list. */
function mayBeOne(text: string): boolean {
  return isBalanced(text) && !/,\s*[\w-]+\s*:(?:\s|$)|^\[[^[\]]*\]$|^\{[^{}]*\}$/.test(text);
}

function isBalanced(text: string): boolean {
  const count = (sign: string): number => text.split(sign).length;
  return count('[') === count(']') && count('{') === count('}');
}

/** Whether quoting a range makes a line valid. */
function isMended(line: string, start: number, end: number): boolean {
  return isSoundYaml(`${line.slice(0, start)}${quote(line.slice(start, end))}${line.slice(end)}`);
}

/** Whether text on the next lines belongs to a value whose key is at `column`. */
function continues(yaml: string, end: number, column: number): boolean {
  const next = /^\s*?\n( *)(\S?)/.exec(yaml.slice(end, end + longestLine));
  return next !== null && next[2] !== '' && next[2] !== '#' && (next[1]?.length ?? 0) > column;
}

/** Quotes a text with double quotes, unless it contains characters that would need escaping. */
export function quote(text: string): string {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}

/**
 * Whether quoting is the only possible fix: a text that looks like a list, or like two quoted texts, may be intended as
 * such.
 */
function isCertain(text: string, isBlock: boolean): boolean {
  if (/^(?:-(?:\s|$)|[|>])/.test(text) || (isBlock && /\s#/.test(text))) return false;
  if (/^["']/.test(text)) return !text.endsWith(text.charAt(0));
  return !/^[[{]/.test(text) || /^\[[^,\]]*\]\(|^\[\[/.test(text) || !isBlock;
}

function otherWay(text: string): string {
  if (/^-(?:\s|$)/.test(text)) return ', or begin a list on the next line';
  return /^[[{]/.test(text) && !/^\[[^,\]]*\]\(|^\[\[/.test(text)
    ? '; if it is a list or mapping, remove what stands behind it'
    : '';
}

function reason(text: string): string {
  const first = text.charAt(0);
  if (/^["']/.test(first)) return 'it goes on behind the quotes it begins with';
  if (first === '*') return 'it begins with `*`, which names a value that stands elsewhere';
  if (first === '&') return 'it begins with `&`, which gives a value a name';
  if (first === '!') return 'it begins with `!`, which says what kind a value is';
  if (first === '[' || first === '{') return `it begins with \`${first}\`, like a list or mapping`;
  if (first === '|' || first === '>') return `it begins with \`${first}\`, which announces a text of several lines`;
  if (/[%@`,\]}?-]/.test(first)) return `it begins with ${first === '`' ? 'a backtick' : `\`${first}\``}`;
  if (/\s#/.test(text)) return 'a `#` after a space begins a comment, which swallows the closing bracket';
  return 'between brackets, `[`, `]`, `{`, `}` and `: ` have a meaning of their own';
}

function goesOnFix(text: string): string {
  return /^[|>]/.test(text)
    ? 'write `|` alone behind the key, and the whole text on the lines below it'
    : 'put quotes around the whole text, or write `|` behind the key and the text on the lines below it';
}

/** “write `"…"`”, with the complete text if it is short. */
export function writeQuoted(text: string): string {
  const quoted = quote(text);
  if (quoted.length <= 60 && !/[\r\n]/.test(quoted)) return `write \`${quoted}\``;
  return quoted.startsWith('"')
    ? 'put the whole text between `"` and `"`'
    : "put the whole text between `'` and `'`, and double each `'` inside";
}

function lineEnd(yaml: string, offset: number): number {
  const end = yaml.indexOf('\n', offset);
  return end < 0 ? yaml.length : end;
}
