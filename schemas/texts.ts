import { z } from 'zod';
import { closestMember, namedMember, unwrap } from './shape.ts';

/** How a text reaches the learner: as Markdown, exactly as written, or as code. */
export type TextKind = 'markdown' | 'plain' | 'code';

/** The one place that knows which texts of the format are Markdown: every schema of such a text is in it (`primitives.ts`). */
export const textKinds = z.registry<{ readonly kind: TextKind }>();

/** One text in a document, and where it stands. */
export interface TextUse {
  readonly path: readonly (string | number)[];
  readonly text: string;
  readonly kind: TextKind;
}

/**
 * Every text of a document that learners see, in the order of the schema. The value need not have passed the schema:
 * whatever stands where the format has no text is left out, and a question without a type that exists is taken for the
 * type that knows most of its keys.
 */
export function textsIn(schema: z.ZodType, value: unknown): readonly TextUse[] {
  const found: TextUse[] = [];
  collect(schema, value, [], found);
  return found;
}

function collect(schema: z.ZodType, value: unknown, path: TextUse['path'], found: TextUse[]): void {
  if (value === undefined || value === null) return;
  const inner = unwrap(schema);
  if (inner instanceof z.ZodString) {
    const kind = typeof value === 'string' ? textKinds.get(inner)?.kind : undefined;
    if (kind !== undefined) found.push({ path, text: value as string, kind });
  } else if (inner instanceof z.ZodUnion) {
    const member = (inner instanceof z.ZodDiscriminatedUnion ? namedMember(inner, value) : undefined) ?? closestMember(inner, value);
    if (member !== undefined) collect(member, value, path, found);
  } else if (Array.isArray(value)) {
    if (inner instanceof z.ZodArray) for (const [index, item] of value.entries()) collect(inner.element as z.ZodType, item, [...path, index], found);
  } else if (typeof value === 'object') {
    const own = value as Readonly<Record<string, unknown>>;
    if (inner instanceof z.ZodObject) {
      for (const [key, part] of Object.entries(inner.shape)) if (Object.hasOwn(own, key)) collect(part as z.ZodType, own[key], [...path, key], found);
    } else if (inner instanceof z.ZodRecord) for (const [key, item] of Object.entries(own)) collect(inner.valueType as z.ZodType, item, [...path, key], found);
  }
}
