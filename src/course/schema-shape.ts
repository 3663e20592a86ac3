import { z } from 'zod';
import type { YamlPath } from '../source/yaml.ts';
import { asMapping } from './value.ts';

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

/** The keys an object schema knows; none for anything else. */
export function keysOf(schema: z.ZodType | undefined): readonly string[] {
  const inner = schema === undefined ? undefined : unwrap(schema);
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
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

function unwrap(schema: z.ZodType): z.ZodType {
  let current: unknown = schema;
  while (current instanceof z.ZodDefault || current instanceof z.ZodOptional) current = current.unwrap();
  return current as z.ZodType;
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
  const mapping = asMapping(value);
  const members = inner.options as readonly z.ZodType[];
  if (inner instanceof z.ZodDiscriminatedUnion) {
    const { discriminator } = inner.def;
    const found = members.find((member) => {
      const literal = member instanceof z.ZodObject ? member.shape[discriminator] : undefined;
      return literal instanceof z.ZodLiteral && literal.values.has(mapping?.[discriminator] as string);
    });
    return found ?? schema;
  }
  const knows = (member: z.ZodType): number => keysOf(member).filter((key) => mapping !== undefined && Object.hasOwn(mapping, key)).length;
  return members.reduce((best, member) => (knows(member) > knows(best) ? member : best));
}
