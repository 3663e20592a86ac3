/** The values of scalars, as pure functions of how they are written. Sections are those of YAML 1.2.2. */

/** The value of a plain scalar in the core schema (10.3.2): null, a boolean, a number, or the text itself. */
export function coreValue(text: string): string | number | boolean | null {
  // Fast path: most texts start with a letter that starts no other value.
  if (!maySpeakOfMore.test(text)) return text;
  if (/^(?:~|[Nn]ull|NULL)?$/.test(text)) return null;
  if (/^(?:[Tt]rue|TRUE)$/.test(text)) return true;
  if (/^(?:[Ff]alse|FALSE)$/.test(text)) return false;
  if (/^[-+]?[0-9]+$/.test(text)) return Number.parseInt(text, 10);
  if (/^0o[0-7]+$/.test(text)) return Number.parseInt(text.slice(2), 8);
  if (/^0x[0-9a-fA-F]+$/.test(text)) return Number.parseInt(text.slice(2), 16);
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(text)) return Number.parseFloat(text);
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text))
    return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return Number.NaN;
  return text;
}

const maySpeakOfMore = /^(?:[-+.0-9~]|[nN](?:ull|ULL)$|[tT](?:rue|RUE)$|[fF](?:alse|ALSE)$|$)/;

/**
 * Line folding in plain and quoted scalars (6.5, 7.3): a line break becomes a space, each empty line after it a line
 * break. White space around a break is not content.
 */
export function foldFlow(text: string): string {
  if (!text.includes('\n')) return text;
  const lines = text.split('\n');
  const last = lines.length - 1;
  let folded = '';
  let empty = 0;
  for (const [index, line] of lines.entries()) {
    const content = line.slice(
      index === 0 ? 0 : blanksBefore(line),
      index === last ? line.length : line.length - blanksAfter(line),
    );
    if (index === 0) folded = content;
    else if (content === '' && index < last) empty++;
    else {
      folded += (empty === 0 ? ' ' : '\n'.repeat(empty)) + content;
      empty = 0;
    }
  }
  return folded;
}

function blanksBefore(line: string): number {
  return /^[ \t]*/.exec(line)?.[0].length ?? 0;
}

/** The carriage return of a line that ended in CRLF counts as white space. */
function blanksAfter(line: string): number {
  let length = 0;
  while (length < line.length && ' \t\r'.includes(line.charAt(line.length - 1 - length))) length++;
  return length;
}

/** Resolves the escapes of double-quoted scalars (5.7), except escaped line breaks. Undefined if one is unknown. */
export function unescape(text: string): string | undefined {
  if (!text.includes('\\')) return text;
  let known = true;
  const value = text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([^]))/g,
    (_, byte: string | undefined, unit: string | undefined, letter: string | undefined) => {
      const digits = byte ?? unit;
      if (digits !== undefined) return String.fromCharCode(Number.parseInt(digits, 16));
      const meant = letter === undefined ? undefined : escapes.get(letter);
      known &&= meant !== undefined;
      return meant ?? '';
    },
  );
  return known ? value : undefined;
}

const escapes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '0': '\0',
    a: '\x07',
    b: '\b',
    t: '\t',
    '\t': '\t',
    n: '\n',
    v: '\v',
    f: '\f',
    r: '\r',
    e: '\x1b',
    ' ': ' ',
    '"': '"',
    '/': '/',
    '\\': '\\',
    N: '\x85',
    _: '\xa0',
    L: '\u2028',
    P: '\u2029',
  }),
);
