import type { z } from 'zod';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { YamlPath, YamlSource } from '../source/yaml.ts';
import { parseAsWritten } from './as-written.ts';
import { describeIssues } from './schema-issues.ts';
import { asMapping } from './value.ts';

type Issue = z.core.$ZodIssue;

export interface Checked<T> {
  /** The value with defaults; undefined if it is invalid. */
  readonly data: T | undefined;
  /** The valid parts. */
  readonly valid: ValidParts<T>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The valid parts of a document. */
export interface ValidParts<T> {
  /** Keys with valid values, and defaults of missing keys. */
  readonly data: Partial<T>;
  /** Invalid entries by key: indexes of a list, names of a mapping. Only for keys with independent entries. */
  readonly leftOut: ReadonlyMap<string, ReadonlySet<string | number>>;
}

/**
 * Checks one YAML document against a zod schema and reports every mistake once, at the smallest span.
 *
 * A plain scalar is read literally where text is expected: `title: 2026` is “2026”, `output: 1.0` stays “1.0”. A quoted
 * number or boolean is an error where one is expected.
 *
 * @param alone Keys with independent entries: only invalid entries are dropped. For any other key one invalid entry
 *   makes the whole value invalid.
 */
export function checkSchema<S extends z.ZodObject>(
  schema: S,
  source: YamlSource,
  value: unknown = source.value,
  alone: readonly (keyof z.output<S> & string)[] = [],
): Checked<z.output<S>> {
  const { result, document } = parseAsWritten(schema, [], value, source);
  if (result.success) return { data: result.data, valid: { data: result.data, leftOut: new Map() }, diagnostics: [] };
  const { issues } = result.error;
  return {
    data: undefined,
    valid: soundParts(schema, issues, document, alone),
    diagnostics: describeIssues(schema, issues, document, source),
  };
}

function soundParts<S extends z.ZodObject>(
  schema: S,
  issues: readonly Issue[],
  value: unknown,
  alone: readonly string[],
): ValidParts<z.output<S>> {
  const wrong = new Map<string, Set<string | number>>();
  for (const { path } of issues) {
    const [key, entry] = path as YamlPath;
    if (typeof key === 'string') wrong.set(key, (wrong.get(key) ?? new Set()).add(entry ?? ''));
  }
  const mapping = asMapping(value) ?? {};
  const data: Record<string, unknown> = {};
  const leftOut = new Map<string, ReadonlySet<string | number>>();
  for (const [key, part] of Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>)) {
    const entries = wrong.get(key);
    if (entries !== undefined && (!alone.includes(key) || !Object.hasOwn(mapping, key))) continue;
    const parsed = part.safeParse(entries === undefined ? mapping[key] : without(mapping[key], entries));
    if (entries !== undefined) leftOut.set(key, entries);
    if (parsed.success) data[key] = parsed.data;
  }
  return { data: data as Partial<z.output<S>>, leftOut };
}

/** A list or mapping without some of its entries; anything else as it is. */
function without(value: unknown, entries: ReadonlySet<string | number>): unknown {
  if (Array.isArray(value)) return value.filter((_, index) => !entries.has(index));
  const mapping = asMapping(value);
  return mapping === undefined
    ? value
    : Object.fromEntries(Object.entries(mapping).filter(([key]) => !entries.has(key)));
}
