import type { Span } from '../../diagnostics/diagnostic.ts';
import { sourceText } from '../../source/text.ts';
import type { YamlPath, YamlSource } from '../../source/yaml.ts';

/**
 * The position of a range of a text within its YAML value. It is found by its words, because quotes and indentation
 * shift offsets. For several lines, the first one.
 */
export function placeInValue(value: string, start: number, end: number, path: YamlPath, source: YamlSource): Span {
  const whole = source.spanOf(path);
  const piece = /^[^\r\n]*/.exec(value.slice(start, end))?.[0].trimEnd() ?? '';
  if (piece === '') return whole;
  const text = sourceText(source.file, source.text);
  const from = text.offsetAt(whole.start);
  const written = source.text.slice(from, text.offsetAt(whole.end));
  let nth = 0;
  for (let at = value.indexOf(piece); at >= 0 && at < start; at = value.indexOf(piece, at + 1)) nth++;
  let found = written.indexOf(piece);
  for (; nth > 0 && found >= 0; nth--) found = written.indexOf(piece, found + 1);
  return found < 0 ? whole : text.span(from + found, from + found + piece.length);
}
