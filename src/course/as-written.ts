import type { z } from 'zod';
import type { YamlPath, YamlSource } from '../source/yaml.ts';
import { valueAt } from './value.ts';

type Issue = z.core.$ZodIssue;

/**
 * Parses the value at `path` with a schema, reading plain scalars literally where text is expected: `title: 2026` is
 * “2026”, `output: 1.0` stays “1.0”.
 */
export function parseAsWritten<S extends z.ZodType>(
  schema: S,
  path: YamlPath,
  document: unknown,
  source: YamlSource,
): { readonly result: z.ZodSafeParseResult<z.output<S>>; readonly document: unknown } {
  let current = document;
  for (;;) {
    const result = schema.safeParse(valueAt(current, path));
    if (result.success) return { result, document: current };
    const written = asWritten(result.error.issues, path, current, source);
    if (written === current) return { result, document: current };
    current = written;
  }
}

/** Replaces scalars that should be text by their source text. Returns `document` itself if there are none. */
function asWritten(issues: readonly Issue[], base: YamlPath, document: unknown, source: YamlSource): unknown {
  let current = document;
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
  return (
    (issue.code === 'invalid_type' && issue.expected === 'string') ||
    (issue.code === 'invalid_value' && issue.values.every((value) => typeof value === 'string'))
  );
}

/** A copy of `value` with one path changed; everything else is shared. */
function replaceAt(value: unknown, path: YamlPath, replacement: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((item, index) => (index === step ? replaceAt(item, rest, replacement) : item));
  if (typeof value !== 'object' || value === null) return value;
  return { ...value, [step]: replaceAt((value as Record<string, unknown>)[step], rest, replacement) };
}
