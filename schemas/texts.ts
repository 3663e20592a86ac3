import { z } from 'zod';
import { closestMember, namedMember, unwrap } from './shape.ts';

/** How a text is shown: as Markdown, exactly as written, or as code; or not at all, where it is the address of a link or picture. */
export type TextKind = 'markdown' | 'plain' | 'code' | 'link' | 'picture';

/** Registry of what the texts of the format are; filled by the schemas in `primitives.ts` and `appearance.ts`. */
export const textKinds = z.registry<{ readonly kind: TextKind }>();

/** A text in a document, and its path. */
export interface TextUse {
  readonly path: readonly (string | number)[];
  readonly text: string;
  readonly kind: TextKind;
}

/**
 * All texts and addresses of a document, in the order of the schema. The value need not be valid: values where the
 * format has no text are skipped, and a question without a valid type is treated as the type that shares most of its
 * keys.
 */
export function textsIn(schema: z.ZodType, value: unknown): readonly TextUse[] {
  const found: TextUse[] = [];
  const plan = planOf(schema);
  if (plan !== undefined) collect(plan, value, [], found);
  return found;
}

/** Where a schema contains texts; undefined if it has none. */
type Plan =
  | { readonly kind: TextKind }
  | { readonly fields: readonly (readonly [key: string, plan: Plan])[] }
  | { readonly items: Plan }
  | { readonly values: Plan }
  | { readonly choose: (value: unknown) => Plan | undefined };

const plans = new WeakMap<z.ZodType, { readonly plan: Plan | undefined }>();

function planOf(schema: z.ZodType): Plan | undefined {
  const known = plans.get(schema);
  if (known !== undefined) return known.plan;
  const plan = makePlan(unwrap(schema));
  plans.set(schema, { plan });
  return plan;
}

function makePlan(schema: z.ZodType): Plan | undefined {
  if (schema instanceof z.ZodString) {
    const kind = textKinds.get(schema)?.kind;
    return kind === undefined ? undefined : { kind };
  }
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape).flatMap(([key, part]) => {
      const plan = planOf(part as z.ZodType);
      return plan === undefined ? [] : [[key, plan] as const];
    });
    return fields.length === 0 ? undefined : { fields };
  }
  if (schema instanceof z.ZodArray) {
    const items = planOf(schema.element as z.ZodType);
    return items === undefined ? undefined : { items };
  }
  if (schema instanceof z.ZodRecord) {
    const values = planOf(schema.valueType as z.ZodType);
    return values === undefined ? undefined : { values };
  }
  if (!(schema instanceof z.ZodUnion)) return undefined;
  return {
    choose(value) {
      const member =
        (schema instanceof z.ZodDiscriminatedUnion ? namedMember(schema, value) : undefined) ??
        closestMember(schema, value);
      return member === undefined ? undefined : planOf(member);
    },
  };
}

function collect(plan: Plan, value: unknown, path: TextUse['path'], found: TextUse[]): void {
  if ('kind' in plan) {
    if (typeof value === 'string') found.push({ path, text: value, kind: plan.kind });
  } else if ('choose' in plan) {
    const chosen = plan.choose(value);
    if (chosen !== undefined) collect(chosen, value, path, found);
  } else if (typeof value !== 'object' || value === null) return;
  else if (Array.isArray(value)) {
    if ('items' in plan)
      for (const [index, item] of value.entries()) collect(plan.items, item, [...path, index], found);
  } else {
    const own = value as Readonly<Record<string, unknown>>;
    if ('fields' in plan) {
      for (const [key, part] of plan.fields)
        if (Object.hasOwn(own, key)) collect(part, own[key], [...path, key], found);
    } else if ('values' in plan)
      for (const [key, item] of Object.entries(own)) collect(plan.values, item, [...path, key], found);
  }
}
