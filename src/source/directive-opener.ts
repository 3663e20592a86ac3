import { closingBracket } from '../text/brackets.ts';

/** The parsed opening line of a directive, with offsets into the text. */
export interface DirectiveOpener {
  readonly colons: number;
  readonly name: { readonly start: number; readonly end: number };
  readonly attributes: readonly WrittenAttribute[];
  /** End of the opener: after its name, label and attributes, as far as they are adjacent. */
  readonly end: number;
}

export interface WrittenAttribute {
  readonly name: string;
  readonly value: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** Reads `:::name[label]{a="b" c}` at `offset`; the Markdown engine returns the values, but not their positions. */
export function readOpener(text: string, offset: number): DirectiveOpener {
  let at = offset;
  while (text.charAt(at) === ':') at++;
  const colons = at - offset;
  const nameStart = at;
  while (/[\p{L}\p{N}_-]/u.test(text.charAt(at))) at++;
  const name = { start: nameStart, end: at };
  if (text.charAt(at) === '[') {
    const close = closingBracket(text, at, { within: 'line', skipsCode: false });
    if (text.charAt(close) !== ']') return { colons, name, attributes: [], end: at };
    at = close + 1;
  }
  if (text.charAt(at) !== '{') return { colons, name, attributes: [], end: at };
  const attributes = readAttributes(text, at + 1);
  const last = attributes.at(-1)?.end ?? at + 1;
  const close = /^[ \t]*\}/.exec(text.slice(last, last + 200));
  return { colons, name, attributes, end: close === null ? at : last + close[0].length };
}

function readAttributes(text: string, start: number): WrittenAttribute[] {
  const found: WrittenAttribute[] = [];
  const attribute =
    /[ \t]*(?:([#.])([^\s#.}=]+)|([^\s"'<>/=}{]+)(?:[ \t]*=[ \t]*(?:"([^"\r\n]*)"|'([^'\r\n]*)'|([^\s"'=<>`}]+)))?)/y;
  attribute.lastIndex = start;
  for (let match = attribute.exec(text); match !== null; match = attribute.exec(text)) {
    const [whole, shorthand, shortValue, name, double, single, bare] = match;
    const end = match.index + whole.length;
    const begin = match.index + whole.length - whole.trimStart().length;
    if (shorthand !== undefined) {
      found.push({
        name: shorthand === '#' ? 'id' : 'class',
        value: shortValue,
        start: begin,
        end,
        valueStart: begin + 1,
        valueEnd: end,
      });
      continue;
    }
    const value = double ?? single ?? bare;
    const quote = double !== undefined || single !== undefined ? 1 : 0;
    const valueStart = value === undefined ? begin : end - quote - value.length;
    found.push({
      name: name ?? '',
      value,
      start: begin,
      end,
      valueStart,
      valueEnd: value === undefined ? end : end - quote,
    });
  }
  return found;
}
