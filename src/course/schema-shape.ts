import { z } from 'zod';
import { toldApartBy } from '../../schemas/primitives.ts';
import { closestMember, namedMember, unwrap } from '../../schemas/shape.ts';
import type { YamlPath } from '../source/yaml.ts';

/**
 * Follows a path through a zod schema, selecting union members by the value, so that messages can name valid keys and
 * values. Undefined if the schema has nothing there.
 */
export function schemaAt(schema: z.ZodType, path: YamlPath, value: unknown): z.ZodType | undefined {
  let current: z.ZodType | undefined = choose(schema, value);
  let here = value;
  for (const [index, step] of path.entries()) {
    current = current === undefined ? undefined : child(current, step);
    here =
      typeof here === 'object' && here !== null && Object.hasOwn(here, step)
        ? (here as Record<string | number, unknown>)[step]
        : undefined;
    const last = index === path.length - 1;
    if (current !== undefined && !(last && current.description !== undefined && unwrap(current) instanceof z.ZodString))
      current = choose(current, here) ?? current;
  }
  return current;
}

/** The required keys of an object schema. */
export function requiredKeysOf(schema: z.ZodType | undefined): readonly string[] {
  const inner = schema === undefined ? undefined : unwrap(schema);
  return inner instanceof z.ZodObject
    ? Object.entries(inner.shape as Readonly<Record<string, z.ZodType>>).flatMap(([key, value]) =>
        value.safeParse(undefined).success ? [] : [key],
      )
    : [];
}

/** The schema of a key of an object schema. */
export function valueSchema(schema: z.ZodType | undefined, key: string): z.ZodType | undefined {
  return schema === undefined ? undefined : child(schema, key);
}

/** The member of a discriminated union for a discriminator value. */
export function memberFor(schema: z.ZodType | undefined, discriminator: string): z.ZodType | undefined {
  const inner = schema === undefined ? undefined : unwrap(schema);
  return inner instanceof z.ZodDiscriminatedUnion
    ? choose(inner, { [inner.def.discriminator]: discriminator })
    : undefined;
}

/** The discriminator values of a discriminated union, such as all question types. */
export function alternatives(schema: z.ZodType | undefined): readonly string[] {
  const inner = schema === undefined ? undefined : unwrap(schema);
  if (!(inner instanceof z.ZodDiscriminatedUnion)) return [];
  return inner.options.flatMap((option) => {
    const literal = option instanceof z.ZodObject ? option.shape[inner.def.discriminator] : undefined;
    return literal instanceof z.ZodLiteral ? [...literal.values].map(String) : [];
  });
}

function child(schema: z.ZodType, step: string | number): z.ZodType | undefined {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject)
    return Object.hasOwn(inner.shape, step) ? (inner.shape[step] as z.ZodType) : undefined;
  if (inner instanceof z.ZodArray) return inner.element as z.ZodType;
  if (inner instanceof z.ZodRecord) return inner.valueType as z.ZodType;
  return undefined;
}

/** The member of a union that matches the value: by its discriminator, otherwise the one that shares most keys. */
function choose(schema: z.ZodType, value: unknown): z.ZodType | undefined {
  const inner = unwrap(schema);
  if (!(inner instanceof z.ZodUnion)) return schema;
  return inner instanceof z.ZodDiscriminatedUnion ? (namedMember(inner, value) ?? schema) : closestMember(inner, value);
}

/** The lists of a schema with unique entries, as a tree of paths. */
export interface DistinctLists {
  /** By the keys of a mapping. */
  readonly keys: ReadonlyMap<string, DistinctLists>;
  /** For the entries of a list or the values of a mapping. */
  readonly entries: DistinctLists | undefined;
  /** For a list: the keys that identify its entries (the first that an entry has); empty for a list of names. */
  readonly toldApartBy: readonly string[] | undefined;
}

const trees = new WeakMap<z.ZodType, DistinctLists>();

/** All lists in a schema whose entries have an `id`, are identified by another key, or are unique names. */
export function distinctLists(schema: z.ZodType): DistinctLists {
  const known = trees.get(schema) ?? listsIn(schema) ?? { keys: new Map(), entries: undefined, toldApartBy: undefined };
  trees.set(schema, known);
  return known;
}

function listsIn(schema: z.ZodType): DistinctLists | undefined {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodUnion)
    return (inner.options as readonly z.ZodType[]).map(listsIn).reduce(joined, undefined);
  if (inner instanceof z.ZodObject) {
    const keys = new Map<string, DistinctLists>();
    for (const [key, value] of Object.entries(inner.shape as Readonly<Record<string, z.ZodType>>)) {
      const lists = listsIn(value);
      if (lists !== undefined) keys.set(key, lists);
    }
    return keys.size === 0 ? undefined : { keys, entries: undefined, toldApartBy: undefined };
  }
  if (inner instanceof z.ZodRecord) {
    const entries = listsIn(inner.valueType as z.ZodType);
    return entries === undefined ? undefined : { keys: new Map(), entries, toldApartBy: undefined };
  }
  if (!(inner instanceof z.ZodArray)) return undefined;
  const element = unwrap(inner.element as z.ZodType);
  const by =
    toldApartBy.get(inner)?.keys ??
    (hasId(element) ? ['id'] : undefined) ??
    (schema.meta()?.['uniqueItems'] === true ? [] : undefined);
  const entries = listsIn(element);
  return by === undefined && entries === undefined ? undefined : { keys: new Map(), entries, toldApartBy: by };
}

function hasId(schema: z.ZodType): boolean {
  if (schema instanceof z.ZodUnion)
    return (schema.options as readonly z.ZodType[]).every((member) => hasId(unwrap(member)));
  return schema instanceof z.ZodObject && Object.hasOwn(schema.shape, 'id');
}

/** Merges two trees, because members of a union may have different lists. */
function joined(one: DistinctLists | undefined, other: DistinctLists | undefined): DistinctLists | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const keys = new Map(one.keys);
  for (const [key, lists] of other.keys) keys.set(key, joined(keys.get(key), lists) ?? lists);
  return { keys, entries: joined(one.entries, other.entries), toldApartBy: one.toldApartBy ?? other.toldApartBy };
}
