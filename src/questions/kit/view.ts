import type { Words } from '../../words/words.ts';
import type { ExamData } from '../../../schemas/exam.ts';
import type { QuizData } from '../../../schemas/quiz.ts';
import type { Question } from '../../../schemas/questions/index.ts';

/** The quiz as pages show it: the author's data together with its rendered Markdown. */
export interface QuizView {
  readonly words: Words;
  readonly title: string;
  readonly passMark: number;
  readonly shuffle: boolean;
  readonly pick: QuizData['pick'];
  readonly exam?: ExamView | undefined;
  /** Whether learners are asked how sure they are; they are, if it is not said. */
  readonly asksConfidence?: boolean | undefined;
  readonly questions: readonly QuestionView[];
  /** Result texts by score; empty means the default texts. */
  readonly results: readonly ResultView[];
  /** A mail address or one on the web: where learners say what is wrong with a question. */
  readonly reports?: string | undefined;
}

/** An exam, with what its result says of the module: by objective, and on a certificate. */
export interface ExamView extends ExamData {
  readonly objectives: readonly { readonly id: string; readonly text: string }[];
  /** Titles, for its certificate. */
  readonly course: string;
  readonly module: string;
}

export interface ResultView {
  readonly from: number;
  readonly icon?: string | undefined;
  readonly title: string;
  /** What stands below the title: blocks. */
  readonly html?: string | undefined;
}

export interface QuestionView<Q extends Question = Question> {
  /** `module/question`: permanent, because answers are stored under it. */
  readonly address: string;
  readonly data: Q;
  /** In a translation, the question as the original has it: whether an answer still counts goes by that. */
  readonly original?: Question | undefined;
  /** The language it is in, where that is not the page's. */
  readonly language?: string | undefined;
  /** The interface's words; their language determines the decimal separator. */
  readonly words: Words;
  /** The section that teaches it: URL on the site and heading text. */
  readonly taught: { readonly href: string; readonly title: string };
  /** Rendered context shared with other questions. */
  readonly contextHtml: string | undefined;
  /** Markdown → HTML for any Markdown string of this question's data, keyed by the source string. */
  readonly html: ReadonlyMap<string, string>;
  /** True if the lesson shows it as a check-yourself question: the quiz omits it but contains its key. */
  readonly inLesson?: boolean | undefined;
}
