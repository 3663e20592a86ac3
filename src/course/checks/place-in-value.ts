import type { Span } from '../../diagnostics/diagnostic.ts';
import { sourceText, type SourceText } from '../../source/text.ts';
import type { YamlPath, YamlSource } from '../../source/yaml.ts';

/**
 * The position of a range of a text within its YAML value. It is found by its words, because quotes and indentation
 * shift offsets. For several lines, the first one; in a text with more to find than anybody writes, the whole value.
 */
export function placeInValue(value: string, start: number, end: number, path: YamlPath, source: YamlSource): Span {
  const piece = /^[^\r\n]*/.exec(value.slice(start, end))?.[0].trimEnd() ?? '';
  const { text, whole, from, inValue, inFile } = writtenValue(value, path, source);
  if (piece === '') return whole;
  const found = inFile.of(piece)[inValue.of(piece).indexOf(start)];
  return found === undefined ? whole : text.span(from + found, from + found + piece.length);
}

/** A value as it stands in its file. */
interface WrittenValue {
  readonly key: string;
  readonly value: string;
  readonly text: SourceText;
  readonly whole: Span;
  readonly from: number;
  readonly inValue: Occurrences;
  readonly inFile: Occurrences;
}

/** One text may be asked for thousands of its places, and all of them come one after the other. */
const last = new WeakMap<YamlSource, WrittenValue>();

function writtenValue(value: string, path: YamlPath, source: YamlSource): WrittenValue {
  const key = path.join('\0');
  const known = last.get(source);
  if (known?.key === key && known.value === value) return known;
  const text = known?.text ?? sourceText(source.file, source.text);
  const whole = source.spanOf(path);
  const from = text.offsetAt(whole.start);
  const written = source.text.slice(from, text.offsetAt(whole.end));
  const made = { key, value, text, whole, from, inValue: new Occurrences(value), inFile: new Occurrences(written) };
  last.set(source, made);
  return made;
}

/** Where pieces stand in a text: looked for once for each piece, as long as that is not too much to read. */
class Occurrences {
  readonly #text: string;
  #toRead = 50_000_000;
  readonly #found = new Map<string, readonly number[]>();

  constructor(text: string) {
    this.#text = text;
  }

  of(piece: string): readonly number[] {
    let places = this.#found.get(piece);
    if (places === undefined) {
      this.#toRead -= this.#text.length;
      if (this.#toRead < 0) return [];
      const all: number[] = [];
      for (let at = this.#text.indexOf(piece); at >= 0; at = this.#text.indexOf(piece, at + 1)) all.push(at);
      this.#found.set(piece, (places = all));
    }
    return places;
  }
}
