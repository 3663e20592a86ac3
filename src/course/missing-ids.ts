import type { Edit } from '../diagnostics/diagnostic.ts';
import type { YamlPath, YamlSource } from '../source/yaml.ts';
import { slugOf } from './slug.ts';
import { asList, asMapping, valueAt } from './value.ts';

/** How an id is derived for an entry without one: the key of its text, and a fallback for texts without letters. */
const named: Readonly<Record<string, { readonly text: string; readonly word: string }>> = {
  questions: { text: 'prompt', word: 'question' },
  options: { text: 'text', word: 'option' },
  items: { text: 'text', word: 'item' },
  rows: { text: 'text', word: 'row' },
  criteria: { text: 'text', word: 'criterion' },
};

/** Generated ids by list: an id depends on its siblings, so a whole list is processed at once. */
const given = new WeakMap<readonly unknown[], ReadonlyMap<number, string>>();

/**
 * An edit that adds the missing id at `at` (no key, no value, or an empty text): a slug of the prompt or text, unique
 * in its list and deterministic. Nothing has been stored under it, so adding it is safe. Undefined for ids that may be
 * referenced elsewhere (objectives, categories, columns), without a text to derive it from, and if a line cannot simply be
 * inserted before the first key.
 */
export function missingIdEdit(at: YamlPath, value: unknown, source: YamlSource): Edit | undefined {
  const [list, index, key] = at.slice(-3);
  if (key !== 'id' || typeof index !== 'number' || typeof list !== 'string' || !Object.hasOwn(named, list))
    return undefined;
  const id = idsOf(list, asList(valueAt(value, at.slice(0, -2)))).get(index);
  if (id === undefined) return undefined;
  const written =
    /^[a-z]/.test(id) && !['true', 'false', 'null', 'yes', 'no', 'on', 'off'].includes(id) ? id : `'${id}'`;
  return Object.hasOwn(asMapping(valueAt(value, at.slice(0, -1))) ?? {}, 'id')
    ? fill(at, written, valueAt(value, at), source)
    : insert(at.slice(0, -1), written, value, source);
}

function idsOf(list: string, entries: readonly unknown[]): ReadonlyMap<number, string> {
  const known = given.get(entries);
  if (known !== undefined) return known;
  const { text, word } = named[list] ?? { text: 'text', word: 'entry' };
  const taken = new Set(
    entries.flatMap((entry) => [asMapping(entry)?.['id'], ...asList(asMapping(entry)?.['aliases'])]).map(String),
  );
  const ids = new Map<number, string>();
  for (const [index, entry] of entries.entries()) {
    const mapping = asMapping(entry);
    const from = mapping?.[text];
    if (mapping === undefined || typeof from !== 'string' || !isBlank(mapping['id'])) continue;
    const slug = slugOf(from) || `${word}-${index + 1}`;
    let id = slug;
    for (let next = 2; taken.has(id); next++) id = `${slug}-${next}`;
    taken.add(id);
    ids.set(index, id);
  }
  given.set(entries, ids);
  return ids;
}

function isBlank(id: unknown): boolean {
  return id === undefined || id === null || (typeof id === 'string' && id.trim() === '');
}

/** `id:` without a value, or with an empty text. */
function fill(at: YamlPath, id: string, current: unknown, source: YamlSource): Edit | undefined {
  const { start, end } = source.spanOf(at);
  if (typeof current === 'string') return { start, end, text: id };
  if (lineOf(source, end.line).charAt(end.column - 1) !== ':') return undefined;
  const after = { line: end.line, column: end.column + 1 };
  return { start: after, end: after, text: ` ${id}` };
}

/** A line (or, between braces, an entry) before the first key. */
function insert(mapping: YamlPath, id: string, value: unknown, source: YamlSource): Edit | undefined {
  const [first] = Object.keys(asMapping(valueAt(value, mapping)) ?? {});
  if (first === undefined) return undefined;
  // Integer-like keys come first in an object, regardless of their position.
  const { start } = source.keySpanOf([...mapping, first]);
  const whole = source.spanOf(mapping).start;
  if (lineOf(source, whole.line).charAt(whole.column - 1) === '{') return { start, end: start, text: `id: ${id}, ` };
  const before = lineOf(source, start.line).slice(0, start.column - 1);
  const isFirst = start.line === whole.line && start.column === whole.column;
  return isFirst && /^[- ]*$/.test(before)
    ? { start, end: start, text: `id: ${id}${lineBreak(source.text)}${' '.repeat(before.length)}` }
    : undefined;
}

function lineOf({ text }: YamlSource, line: number): string {
  return text.split(/\r\n|\r|\n/, line)[line - 1] ?? '';
}

function lineBreak(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}
