import type { YamlNode } from '../yaml-tree.ts';

/** A node and its plain value. */
export interface Read {
  readonly node: YamlNode;
  readonly value: unknown;
}

/** Leaves the fast reader, from any depth: this text is for the parser of all of YAML. */
export class Unsure extends Error {}

export function unsure(): never {
  throw new Unsure('this text is for the parser');
}

/** Puts a pair into a mapping; keys that mean two things, or one thing twice, are for the parser. */
export function addTo(mapping: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__' || name === '<<' || Object.hasOwn(mapping, name)) unsure();
  mapping[name] = value;
}
