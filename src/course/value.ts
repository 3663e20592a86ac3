import type { YamlPath, YamlSource } from '../source/yaml.ts';

/** The value at `path` in plain data; undefined if there is none. Only own keys count. */
export function valueAt(value: unknown, path: YamlPath): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}

/** `value` as a mapping, or undefined if it is anything else. */
export function asMapping(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/** `value` as a list; anything else is an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The text at `path`: a plain number or boolean counts as written. */
export function textAt(source: YamlSource, path: YamlPath): string | undefined {
  const value = valueAt(source.value, path);
  return typeof value === 'string' ? value : value === undefined ? undefined : source.writtenAt(path);
}
