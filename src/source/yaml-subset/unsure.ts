import type { YamlNode } from '../yaml-tree.ts';

/** A node and its plain value. */
export interface Read {
  readonly node: YamlNode;
  readonly value: unknown;
}

/** Thrown to bail out of the fast parser from any depth, in favour of the full parser. */
export class Unsure extends Error {}

export function unsure(): never {
  throw new Unsure('this text is for the parser');
}

/** Adds a pair to a mapping; ambiguous and duplicate keys are left to the parser. */
export function addTo(mapping: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__' || name === '<<' || Object.hasOwn(mapping, name)) unsure();
  mapping[name] = value;
}
