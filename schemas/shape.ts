import { z } from 'zod';

/** Removes optional and default wrappers from a schema. */
export function unwrap(schema: z.ZodType): z.ZodType {
  let current: unknown = schema;
  while (current instanceof z.ZodDefault || current instanceof z.ZodOptional) current = current.unwrap();
  return current as z.ZodType;
}

/** The member of a discriminated union selected by the value's discriminator; undefined if there is none. */
export function namedMember(union: z.ZodDiscriminatedUnion, value: unknown): z.ZodType | undefined {
  const name = isMapping(value) ? value[union.def.discriminator] : undefined;
  return (union.options as readonly z.ZodType[]).find((member) => {
    const literal = member instanceof z.ZodObject ? member.shape[union.def.discriminator] : undefined;
    return literal instanceof z.ZodLiteral && literal.values.has(name as string);
  });
}

/** The member of a union that shares most keys with the value; of a value without keys, the one that takes it; the first one on a tie. */
export function closestMember(union: z.ZodUnion, value: unknown): z.ZodType | undefined {
  const takes = isMapping(value)
    ? undefined
    : (union.options as readonly z.ZodType[]).find((member) => member.safeParse(value).success);
  if (takes !== undefined) return takes;
  const knows = (member: z.ZodType): number => {
    if (!isMapping(value)) return 0;
    // A mapping of which no member knows a key is still none of the members without keys.
    let known = keysOf(member).length > 0 ? 0.5 : 0;
    for (const key of keysOf(member)) if (Object.hasOwn(value, key)) known++;
    return known;
  };
  const members = (union.options as readonly z.ZodType[]).map((member) => ({ member, known: knows(member) }));
  return members.reduce(
    (best, other) => (other.known > best.known ? other : best),
    members[0] ?? { member: undefined, known: 0 },
  ).member;
}

/** Schemas are asked once for each question of a course. */
const keys = new WeakMap<z.ZodType, readonly string[]>();

/** The keys of an object schema; none for other schemas. */
export function keysOf(schema: z.ZodType | undefined): readonly string[] {
  if (schema === undefined) return [];
  let own = keys.get(schema);
  if (own === undefined) {
    const inner = unwrap(schema);
    keys.set(schema, (own = inner instanceof z.ZodObject ? Object.keys(inner.shape) : []));
  }
  return own;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
