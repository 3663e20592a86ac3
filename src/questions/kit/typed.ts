import { isSlip, normaliseText, type TextOptions } from '../../../schemas/questions/answer-text.ts';
import { patternOf } from '../../../schemas/questions/pattern.ts';

/** What a typed text is compared with. */
export interface TypedKey extends TextOptions {
  readonly accept: readonly string[];
  /** Answers that are foreseen beyond those. */
  readonly foreseen?: readonly {
    readonly accept: readonly string[];
    readonly pattern?: string | undefined;
    readonly points: number;
  }[];
  /** Whether to ask once for the spelling of what is nearly right. */
  readonly asksForSpelling?: true;
}

/** The points of a typed text, and which of the foreseen answers it is, if it is one. */
export interface TypedGrade {
  readonly points: number;
  readonly foreseen?: number;
}

export function gradeTyped(key: TypedKey, text: string): TypedGrade {
  const given = normaliseText(text, key);
  const isOne = (accept: readonly string[]) => accept.some((each) => normaliseText(each, key) === given);
  if (given === '') return { points: 0 };
  if (isOne(key.accept)) return { points: 1 };
  const foreseen =
    key.foreseen?.findIndex(
      ({ accept, pattern }) =>
        isOne(accept) || (pattern !== undefined && patternOf(pattern).matches(given, key.ignoreCase)),
    ) ?? -1;
  return foreseen < 0 ? { points: 0 } : { points: key.foreseen?.[foreseen]?.points ?? 0, foreseen };
}

/** Whether a text that earns nothing is a right one but for a slip, and the author wants the learner to look again. */
export function isMisspelt(key: TypedKey, text: string): boolean {
  const { points, foreseen } = gradeTyped(key, text);
  if (key.asksForSpelling !== true || points > 0 || foreseen !== undefined) return false;
  return key.accept.some((each) => isSlip(normaliseText(text, key), normaliseText(each, key)));
}
