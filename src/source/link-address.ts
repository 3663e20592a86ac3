import { closingBracket } from '../text/brackets.ts';

/**
 * The range of the URL in the source of a link, image or definition (`[text](url "title")`), which the engine does not
 * provide.
 */
export function addressRange(text: string, start: number, end: number): readonly [number, number] {
  const source = text.slice(start, end);
  if (source.startsWith('<')) return [start + 1, end - 1];
  const open = source.startsWith('!') ? 1 : 0;
  if (source.charAt(open) !== '[') return [start, end];
  const close = closingBracket(source, open, { within: 'text', skipsCode: true });
  const next = source.charAt(close + 1);
  if (next !== '(' && next !== ':') return [start, end];
  let at = close + 2;
  while (/\s/.test(source.charAt(at))) at++;
  if (source.charAt(at) === '<') {
    const closing = source.indexOf('>', at);
    return [start + at + 1, start + (closing < 0 ? source.length : closing)];
  }
  const from = at;
  let depth = 0;
  for (; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === '\\') at++;
    else if (/\s/.test(char)) break;
    else if (char === '(') depth++;
    else if (char === ')' && depth-- === 0) break;
  }
  return [start + from, start + Math.min(at, source.length)];
}
