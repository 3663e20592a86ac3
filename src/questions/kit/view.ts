import type { Question } from '../../../schemas/questions/index.ts';

/** The quiz as pages show it: the author's data with its Markdown rendered beside it. */
export interface QuizView {
  readonly title: string;
  readonly passMark: number;
  readonly shuffle: boolean;
  readonly pick: number | undefined;
  readonly questions: readonly QuestionView[];
  /** What to say by score; empty means Lectern's own words. */
  readonly results: readonly ResultView[];
}

export interface ResultView {
  readonly from: number;
  readonly icon?: string | undefined;
  readonly title: string;
  readonly message?: string | undefined;
}

export interface QuestionView<Q extends Question = Question> {
  /** `module/question`: stable for ever, answers are stored under it. */
  readonly address: string;
  readonly data: Q;
  /** BCP 47 language of the course: decides on the decimal sign. */
  readonly language?: string | undefined;
  /** Where it is taught: address on the site and the heading's text. */
  readonly taught: { readonly href: string; readonly title: string };
  /** Shared text above it, rendered. */
  readonly contextHtml: string | undefined;
  /** Markdown → HTML for any Markdown string of this question's data, keyed by the source string. */
  readonly html: ReadonlyMap<string, string>;
  /** True where the lesson shows it as a check-yourself question: the quiz at the end leaves it out and keeps its key. */
  readonly inLesson?: boolean | undefined;
}
