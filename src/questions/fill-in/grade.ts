import { normaliseText } from '../../../schemas/questions/answer-text.ts';
import { gradeOf, verdictOf, type Part, type Scoring } from '../kit/grade.ts';
import { gradeTyped, type TypedGrade, type TypedKey } from '../kit/typed.ts';
import type { Grader } from '../kit/type.ts';
import { gradeNumber, type NumericKey } from '../numeric/grade.ts';

/** For a typed blank, what it is compared with; for a number, which ones count; for a drop-down, ids of the right options. */
export type BlankKey = TypedKey | { readonly number: NumericKey } | { readonly right: readonly string[] };

export interface FillInKey {
  readonly blanks: readonly (readonly [blank: string, key: BlankKey])[];
  /** Typed blanks whose answers may stand in any order. */
  readonly sets?: readonly (readonly string[])[];
  readonly scoring: Scoring;
}

/** Partial credit: points of the blanks ÷ blanks. */
export const fillInGrader: Grader<FillInKey> = {
  grade({ blanks, sets = [], scoring }, response) {
    const given = (name: string): string => {
      // `constructor` is a valid blank name, but also an inherited property.
      const answer = Object.hasOwn(response, name) ? response[name] : undefined;
      return typeof answer === 'string' ? answer : '';
    };
    const keys = new Map(blanks);
    const placed = new Map(sets.flatMap((set) => [...inAnyOrder(set, keys, given)]));
    let points = 0;
    const parts = blanks.flatMap(([part, key]): Part[] => {
      const grade = placed.get(part) ?? gradeBlank(key, given(part));
      points += grade.points;
      const verdict = verdictOf(grade.points);
      const detail = 'right' in key ? given(part) : grade.foreseen;
      // Feedback of an option, or of an answer that was foreseen; there is no control with this name.
      return [
        { part, verdict },
        ...(detail === undefined || detail === '' ? [] : [{ part: `${part} ${detail}`, verdict }]),
      ] as Part[];
    });
    return gradeOf(points / blanks.length, parts, scoring);
  },
};

function gradeBlank(key: BlankKey, given: string): TypedGrade {
  if ('right' in key) return { points: key.right.includes(given) ? 1 : 0 };
  return 'number' in key ? gradeNumber(key.number, given) : gradeTyped(key, given);
}

/**
 * Grades blanks whose answers may stand in any order: gives as many of them as possible an expected answer of their own
 * (augmenting paths). An answer counts once, also where several blanks expect it. What has none is graded in its place, but
 * not as right.
 */
function inAnyOrder(
  names: readonly string[],
  keys: ReadonlyMap<string, BlankKey>,
  given: (name: string) => string,
): Map<string, TypedGrade> {
  const owner = new Map<string, string>();
  const fits = (name: string, expected: string): boolean => {
    const key = keys.get(expected);
    return key !== undefined && gradeBlank(key, given(name)).points === 1;
  };
  const place = (name: string, seen: Set<string>): boolean =>
    names.some((expected) => {
      if (seen.has(expected) || !fits(name, expected)) return false;
      seen.add(expected);
      const other = owner.get(expected);
      if (other !== undefined && !place(other, seen)) return false;
      owner.set(expected, name);
      return true;
    });
  const used = new Set<string>();
  for (const name of names) {
    const key = keys.get(name);
    const text = key !== undefined && 'accept' in key ? normaliseText(given(name), key) : given(name);
    if (used.size < used.add(text).size) place(name, new Set());
  }
  const right = new Set(owner.values());
  return new Map(
    names.flatMap((name) => {
      const key = keys.get(name);
      if (key === undefined) return [];
      if (right.has(name)) return [[name, { points: 1 }] as const];
      const own = gradeBlank(key, given(name));
      return [[name, own.points === 1 ? { points: 0 } : own] as const];
    }),
  );
}
