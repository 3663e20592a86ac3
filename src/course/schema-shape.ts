import { z } from 'zod';
import { closestMember, namedMember, unwrap } from '../../schemas/shape.ts';
import type { YamlPath } from '../source/yaml.ts';

/**
 * Follows a path through a zod schema, choosing union members by what the value says, so that messages can name
 * the keys and values that would have been right. Undefined where the schema has nothing there.
 */
export function schemaAt(schema: z.ZodType, path: YamlPath, value: unknown): z.ZodType | undefined {
  let current: z.ZodType | undefined = choose(schema, value);
  let here = value;
  for (const [index, step] of path.entries()) {
    current = current === undefined ? undefined : child(current, step);
    here = typeof here === 'object' && here !== null && Object.hasOwn(here, step) ? (here as Record<string | number, unknown>)[step] : undefined;
    const last = index === path.length - 1;
    if (current !== undefined && !(last && current.description !== undefined && unwrap(current) instanceof z.ZodString)) current = choose(current, here) ?? current;
  }
  return current;
}

/** The discriminator's values of a discriminated union, such as every question type. */
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
  if (inner instanceof z.ZodObject) return Object.hasOwn(inner.shape, step) ? (inner.shape[step] as z.ZodType) : undefined;
  if (inner instanceof z.ZodArray) return inner.element as z.ZodType;
  if (inner instanceof z.ZodRecord) return inner.valueType as z.ZodType;
  return undefined;
}

/** The member of a union that fits the value: by its discriminator, else the one that knows most of its keys. */
function choose(schema: z.ZodType, value: unknown): z.ZodType | undefined {
  const inner = unwrap(schema);
  if (!(inner instanceof z.ZodUnion)) return schema;
  return inner instanceof z.ZodDiscriminatedUnion ? (namedMember(inner, value) ?? schema) : closestMember(inner, value);
}
