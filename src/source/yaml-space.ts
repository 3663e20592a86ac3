import { Parser, type CST } from 'yaml';
import type { SourceText } from './text.ts';
import { parseYaml, type YamlRange } from './yaml.ts';

/** A stretch of blanks at the end of a line: offsets into the text. */
export interface TrailingBlanks {
  readonly start: number;
  readonly end: number;
}

/**
 * The blanks and tabs at line ends that mean nothing: all but those inside texts that run over several lines, where
 * two blanks are a line break in Markdown. None in a document that cannot be read, and none unless the document
 * without them holds the very same values.
 */
export function trailingBlanks(
  text: SourceText,
  range: YamlRange = { start: 0, end: text.text.length },
): readonly TrailingBlanks[] {
  const yaml = text.text.slice(range.start, range.end);
  const found = [...yaml.matchAll(/[ \t]+(?=[\r\n]|$)/g)].map(({ index, 0: blanks }) => ({
    start: index,
    end: index + blanks.length,
  }));
  if (found.length === 0) return [];
  const before = parseYaml(text, range).source;
  if (before === undefined) return [];
  const texts = longTexts(yaml);
  const free = found.filter(({ start }) => !texts.some((scalar) => scalar.start <= start && start < scalar.end));
  const after = parseYaml({ ...text, text: without(yaml, free) }).source;
  if (after === undefined || JSON.stringify(after.value) !== JSON.stringify(before.value)) return [];
  return free.map(({ start, end }) => ({ start: range.start + start, end: range.start + end }));
}

/** `text` with these stretches, in order, taken out. */
export function without(text: string, stretches: readonly TrailingBlanks[]): string {
  let kept = '';
  let from = 0;
  for (const { start, end } of stretches) {
    kept += text.slice(from, start);
    from = end;
  }
  return kept + text.slice(from);
}

/** Where block scalars and quoted texts of several lines stand. */
function longTexts(yaml: string): readonly TrailingBlanks[] {
  const texts: TrailingBlanks[] = [];
  const open: CST.Token[] = [...new Parser().parse(yaml.replace(/\r(?!\n)/g, '\n'))].flatMap((token) =>
    token.type === 'document' && token.value !== undefined ? [token.value] : [],
  );
  for (let token = open.pop(); token !== undefined; token = open.pop()) {
    // The source of a block scalar begins on the line after `|`.
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
