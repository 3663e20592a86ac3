import type { Question } from '../../../schemas/questions/index.ts';
import type { Grade } from './grade.ts';
import type { Response } from './response.ts';
import type { QuestionView } from './view.ts';

/** Kinds of interaction xAPI and SCORM know (xAPI 1.0.3, part 2, “Interaction Activities”). */
export type InteractionType = 'choice' | 'true-false' | 'fill-in' | 'numeric' | 'sequencing' | 'matching';

/** What browser, tests, rules and exporters need to grade: no markup, no Markdown. */
export interface Grader<Key> {
  /**
   * Points, a verdict on the whole and one on each part. Pure; a part the question does not have is ignored,
   * so any response, however odd, gets a grade.
   */
  grade(key: Key, response: Response): Grade;
}

/** All there is to one question type. A new type is a folder with one of these, and a line in `types.ts`. */
export interface QuestionType<Q extends Question, Key> extends Grader<Key> {
  readonly type: Q['type'];
  interaction(question: Q): InteractionType;
  /** The least that grading needs: plain JSON, sent to the page encoded. */
  key(question: Q, language: string): Key;
  /** A response that gets full marks. */
  correctResponse(question: Q): Response;
  /** What an answer depends on besides ids: when one of these changes, an old answer no longer counts. */
  meaning(question: Q): readonly string[];
  /** The native controls, below the prompt: HTML without any trace of the key. */
  controls(view: QuestionView<Q>): string;
  /** The right answer in words: HTML. */
  answer(view: QuestionView<Q>): string;
  /** Feedback by part, in the author's order. */
  feedback(view: QuestionView<Q>): readonly PartFeedback[];
}

export interface PartFeedback {
  readonly part: string;
  /** What the part is called: HTML. */
  readonly label: string;
  readonly right: boolean;
  readonly html: string;
}
