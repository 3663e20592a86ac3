import { gradeOf, type Part, type Scoring } from '../kit/grade.ts';
import { normaliseText, type TextOptions } from '../kit/text.ts';
import type { Grader } from '../kit/type.ts';

/** For a typed blank: accepted spellings and what to ignore; for a drop-down: ids of the right options. */
export type BlankKey = (TextOptions & { readonly accept: readonly string[] }) | { readonly right: readonly string[] };

export interface FillInKey {
  readonly blanks: readonly (readonly [blank: string, key: BlankKey])[];
  readonly scoring: Scoring;
}

/** Partial credit: right blanks ÷ blanks. */
export const fillInGrader: Grader<FillInKey> = {
  grade({ blanks, scoring }, response) {
    const parts: Part[] = blanks.map(([part, key]) => ({
      part,
      verdict: fits(key, response[part]) ? 'right' : 'wrong',
    }));
    return gradeOf(parts.filter((part) => part.verdict === 'right').length / blanks.length, parts, scoring);
  },
};

function fits(key: BlankKey, given: string | undefined): boolean {
  if (typeof given !== 'string') return false; // `constructor` is a valid blank name, but also an inherited property
  if ('right' in key) return key.right.includes(given);
  return key.accept.some((text) => normaliseText(text, key) === normaliseText(given, key));
}
