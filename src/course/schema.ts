import type { z } from 'zod';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { YamlPath, YamlSource } from '../source/yaml.ts';
import { describeIssues } from './schema-issues.ts';
import { valueAt } from './value.ts';

type Issue = z.core.$ZodIssue;

export interface Checked<T> {
  /** The value with every default filled in; undefined where the schema refuses it. */
  readonly data: T | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks one YAML document against a zod schema and reports every mistake once, at the smallest span.
 *
 * A plain scalar where text is expected is taken as written: `title: 2026` is “2026”, `output: 1.0` stays “1.0”.
 * A quoted number or boolean where one is expected stays a mistake.
 */
export function checkSchema<T>(schema: z.ZodType<T>, source: YamlSource, value: unknown = source.value): Checked<T> {
  let current = value;
  for (;;) {
    const result = schema.safeParse(current);
    if (result.success) return { data: result.data, diagnostics: [] };
    const { issues } = result.error;
    const written = asWritten(issues, [], current, source);
    if (written === current) return { data: undefined, diagnostics: describeIssues(schema, issues, current, source) };
    current = written;
  }
}

/** `value` with every scalar that should have been text replaced by its spelling; `value` itself if there was none. */
function asWritten(issues: readonly Issue[], base: YamlPath, value: unknown, source: YamlSource): unknown {
  let current = value;
  for (const issue of issues) {
    const path = [...base, ...(issue.path as YamlPath)];
    if (issue.code === 'invalid_union') {
      for (const branch of issue.errors) current = asWritten(branch, path, current, source);
    } else if (expectsText(issue) && typeof valueAt(current, path) !== 'string') {
      const text = source.writtenAt(path);
      if (text !== undefined) current = replaceAt(current, path, text);
    }
  }
  return current;
}

function expectsText(issue: Issue): boolean {
  return (issue.code === 'invalid_type' && issue.expected === 'string') || (issue.code === 'invalid_value' && issue.values.every((value) => typeof value === 'string'));
}

/** A copy of `value` with one place changed; what does not lie on the way is shared. */
function replaceAt(value: unknown, path: YamlPath, replacement: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return replacement;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? replaceAt(item, rest, replacement) : item));
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, [step]: replaceAt((value as Record<string, unknown>)[step], rest, replacement) };
}
