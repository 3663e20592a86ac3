import type { Question } from '../../../schemas/questions/index.ts';
import type { Grade, Verdict } from './grade.ts';
import type { Response } from './response.ts';
import type { QuestionView } from './view.ts';

/** Interaction types of xAPI and SCORM (xAPI 1.0.3, part 2, “Interaction Activities”). */
export type InteractionType =
  | 'choice'
  | 'true-false'
  | 'fill-in'
  | 'long-fill-in'
  | 'numeric'
  | 'sequencing'
  | 'matching'
  | 'other';

/** The part of a type that grades, for browser, tests, rules and exporters: no markup, no Markdown. */
export interface Grader<Key> {
  /**
   * Returns points, an overall verdict and one per part. Pure; unknown parts are ignored, so every response, however
   * malformed, gets a grade.
   */
  grade(key: Key, response: Response): Grade;
}

/** A question type. A new type is a folder with one of these, and a line in `types.ts`. */
export interface QuestionType<Q extends Question, Key> extends Grader<Key> {
  readonly type: Q['type'];
  /**
   * Only pages that ask such a question load its style (`style.css`, which is in `kinds.css`). Otherwise every page with
   * questions has it. The script that its controls need at once is one of its own, too, if it is `enhance-apart.ts` (named in
   * `QuestionTypes.astro`), not `enhance.ts`.
   */
  readonly isApart?: true;
  interaction(question: Q): InteractionType;
  /** The minimum that grading needs: plain JSON, sent to the page encoded. */
  key(question: Q, language: string): Key;
  /** A response with full marks. */
  correctResponse(question: Q): Response;
  /** What an answer depends on besides ids: if one of these changes, stored answers no longer count. */
  meaning(question: Q): readonly string[];
  /** The native controls, below the prompt: HTML without any trace of the key. */
  controls(view: QuestionView<Q>): string;
  /** The right answer in words: HTML. */
  answer(view: QuestionView<Q>): string;
  /** Feedback per part, in the author's order. */
  feedback(view: QuestionView<Q>): readonly PartFeedback[];
}

export interface PartFeedback {
  readonly part: string;
  /** Label of the part: HTML. */
  readonly label: string;
  readonly verdict: Verdict;
  readonly html: string;
}
