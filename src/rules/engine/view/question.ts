import type { Span } from '../../../diagnostics/diagnostic.ts';
import type { LocatedQuestion, Quiz } from '../../../course/model.ts';
import type { Question } from '../../../../schemas/questions/index.ts';
import type { OptionData } from '../../../../schemas/questions/base.ts';
import type { QuizText as MarkdownText, QuizTexts } from '../../../course/model.ts';

export { CODE, type QuizText as MarkdownText } from '../../../course/model.ts';

/** An option as the learner reads it, with its position. */
export interface OptionView {
  readonly index: number;
  readonly data: OptionData;
  readonly correct: boolean;
  readonly text: MarkdownText;
  /** Whether it consists only of code, ignoring white space. */
  readonly codeOnly: boolean;
  /** Span of its `text`. */
  at(): Span;
  /** Span of its `feedback`. */
  atFeedback(): Span;
}

/** The options of a question or of one blank. */
export interface Choice {
  readonly options: readonly OptionView[];
  /** Whether it asks for one best answer, rather than “select all that apply”. */
  readonly single: boolean;
  /** Whether the options are shuffled. */
  readonly shuffled: boolean;
  /** The right option, if exactly one is right and one is asked for. */
  readonly key: OptionView | undefined;
  /** The wrong options. */
  readonly distractors: readonly OptionView[];
  /** Span of the whole list. */
  at(): Span;
}

/** A question with its parsed texts, shared by all rules. */
export interface QuestionView {
  readonly quiz: Quiz;
  readonly data: Question;
  readonly index: number;
  readonly stem: MarkdownText;
  /** The context shared with adjacent questions, if any. */
  readonly context: MarkdownText | undefined;
  readonly explanation: MarkdownText | undefined;
  readonly hints: readonly MarkdownText[];
  readonly choices: readonly Choice[];
  /** The span of a value of the question: `at('options', 1, 'text')`. */
  at(...path: readonly (string | number)[]): Span;
}

const views = new WeakMap<LocatedQuestion, QuestionView>();

/** Parses the texts of a question; cached. */
export function viewQuestion(quiz: Quiz, located: LocatedQuestion): QuestionView {
  let view = views.get(located);
  if (view === undefined) views.set(located, (view = readQuestion(quiz, located)));
  return view;
}

function readQuestion(quiz: Quiz, located: LocatedQuestion): QuestionView {
  const { data } = located;
  const { texts } = quiz;
  const context = data.context === undefined ? undefined : quiz.data.contexts[data.context];
  return {
    quiz,
    data,
    index: located.index,
    stem: texts.of(data.prompt),
    context: context === undefined ? undefined : texts.of(context),
    explanation: data.explanation === undefined ? undefined : texts.of(data.explanation),
    hints: data.hints.map((hint) => texts.of(hint)),
    choices: choicesOf(located, quiz.data.shuffle, texts),
    at: (...path) => located.at(...path),
  };
}

function choicesOf(located: LocatedQuestion, shuffle: boolean, texts: QuizTexts): readonly Choice[] {
  const { data } = located;
  switch (data.type) {
    case 'single-choice':
      return [viewChoice(located, ['options'], data.options, true, shuffle, texts)];
    case 'multiple-choice':
      return [viewChoice(located, ['options'], data.options, false, shuffle, texts)];
    case 'predict-output':
      return data.options === undefined ? [] : [viewChoice(located, ['options'], data.options, true, shuffle, texts)];
    case 'fill-in':
      return Object.entries(data.blanks).flatMap(([id, blank]) =>
        'options' in blank ? [viewChoice(located, ['blanks', id, 'options'], blank.options, true, shuffle, texts)] : [],
      );
    default:
      return [];
  }
}

function viewChoice(
  located: LocatedQuestion,
  path: readonly (string | number)[],
  data: readonly OptionData[],
  single: boolean,
  shuffled: boolean,
  texts: QuizTexts,
): Choice {
  const options = data.map((option, index): OptionView => {
    const text = texts.of(option.text);
    return {
      index,
      data: option,
      correct: option.correct,
      text,
      codeOnly: isCodeOnly(text),
      at: () => located.at(...path, index, 'text'),
      atFeedback: () => located.at(...path, index, 'feedback'),
    };
  });
  const keys = options.filter((option) => option.correct);
  return {
    options,
    single,
    shuffled,
    key: single && keys.length === 1 ? keys[0] : undefined,
    distractors: options.filter((option) => !option.correct),
    at: () => located.at(...path),
  };
}

function isCodeOnly(text: MarkdownText): boolean {
  return (
    (text.code.length > 0 || text.fences.length > 0) &&
    !/[\p{L}\p{N}]/u.test(text.prose.replace(/\b(?:and|or|then)\b/g, ''))
  );
}
