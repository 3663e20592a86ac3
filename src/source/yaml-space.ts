import { endRun } from '../text/ends.ts';
import { Parser, type CST } from 'yaml';
import type { SourceText } from './text.ts';
import { parseYaml, type YamlRange } from './yaml.ts';

/** Trailing white space of a line, as offsets into the text. */
export interface TrailingBlanks {
  readonly start: number;
  readonly end: number;
}

/**
 * Insignificant trailing white space: all except within multi-line texts, where two spaces are a line break in
 * Markdown. Empty if the document is invalid, or if removing it would change any value.
 */
export function trailingBlanks(
  text: SourceText,
  range: YamlRange = { start: 0, end: text.text.length },
): readonly TrailingBlanks[] {
  const yaml = text.text.slice(range.start, range.end);
  const found = [...yaml.matchAll(/[^\r\n]+/g)].flatMap(({ index, 0: line }) => {
    const start = endRun(line, /[ \t]/);
    return start === line.length ? [] : [{ start: index + start, end: index + line.length }];
  });
  if (found.length === 0) return [];
  const before = parseYaml(text, range).source;
  if (before === undefined) return [];
  const texts = longTexts(yaml);
  const free = found.filter(({ start }) => !texts.some((scalar) => scalar.start <= start && start < scalar.end));
  const after = parseYaml({ ...text, text: without(yaml, free) }).source;
  if (after === undefined || JSON.stringify(after.value) !== JSON.stringify(before.value)) return [];
  return free.map(({ start, end }) => ({ start: range.start + start, end: range.start + end }));
}

/** `text` without these ranges, which must be in order. */
export function without(text: string, stretches: readonly TrailingBlanks[]): string {
  let kept = '';
  let from = 0;
  for (const { start, end } of stretches) {
    kept += text.slice(from, start);
    from = end;
  }
  return kept + text.slice(from);
}

/** The ranges of block scalars and multi-line quoted texts. */
function longTexts(yaml: string): readonly TrailingBlanks[] {
  const texts: TrailingBlanks[] = [];
  const open: CST.Token[] = [...new Parser().parse(yaml.replace(/\r(?!\n)/g, '\n'))].flatMap((token) =>
    token.type === 'document' && token.value !== undefined ? [token.value] : [],
  );
  for (let token = open.pop(); token !== undefined; token = open.pop()) {
    // The source of a block scalar starts on the line after `|`.
    if (token.type === 'block-scalar') {
      const start =
        token.offset + token.props.reduce((length, prop) => length + ('source' in prop ? prop.source.length : 0), 0);
      texts.push({ start, end: start + token.source.length });
    } else if (token.type === 'double-quoted-scalar' || token.type === 'single-quoted-scalar')
      texts.push({ start: token.offset, end: token.offset + token.source.length });
    if ('items' in token)
      for (const { key, value } of token.items)
        open.push(...[key, value].filter((child) => child !== undefined && child !== null));
  }
  return texts;
}
