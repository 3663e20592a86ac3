import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { question, type Question } from '../../schemas/questions/index.ts';
import { programOf } from '../../schemas/questions/predict-output.ts';
import { codeFigure } from '../../src/lesson/code/figure.ts';
import { plainLines, type Highlight } from '../../src/lesson/code/tokens.ts';
import { renderQuizText } from '../../src/lesson/quiz-text.ts';
import { readQuizText } from '../../src/source/quiz-text.ts';
import type { QuestionView, QuizView } from '../../src/questions/kit/view.ts';
import { wordsOf } from '../../src/words/words.ts';
import { markdownOf, questionTypes } from '../../src/questions/types.ts';

/** One example of a type, as `examples.yaml` has it. */
export interface Example {
  readonly name: string;
  readonly language: string;
  readonly question: Question;
  readonly responses: readonly {
    readonly name: string;
    readonly response: Record<string, string>;
    readonly points: number;
  }[];
}

interface Written {
  readonly name: string;
  readonly language?: string;
  readonly question: unknown;
  readonly responses: Example['responses'];
}

function examplesOf(type: string): Example[] {
  const file = fileURLToPath(new URL(`../../src/questions/${type}/examples.yaml`, import.meta.url));
  const written = parse(readFileSync(file, 'utf8')) as Written[];
  return written.map(({ name, language = 'en', question: data, responses }) => ({
    name,
    language,
    question: question.parse(data),
    responses,
  }));
}

/** A question as an example without responses. */
export function exampleOf(written: Readonly<Record<string, unknown>>): Example {
  return { name: String(written['id']), language: 'en', question: question.parse(written), responses: [] };
}

/** Every example of every type, in the order of the list of types. */
export const examples: readonly Example[] = questionTypes.flatMap(({ type }) => examplesOf(type));

/** Colours nothing, but tears the code apart as a highlighter does: a tag around each word and each sign. */
const highlight: Highlight = ({ code }) =>
  plainLines(code).map((line) => line.replace(/&[a-z#0-9]+;|\w+|[^\w\s]/g, '<span>$&</span>'));

/** An example as the site shows it. */
export function viewOf({ question: data, language }: Example, module = 'demo'): QuestionView {
  const world = { highlight, link: (url: string) => url, picture: () => undefined };
  const program =
    data.type === 'predict-output'
      ? [
          [
            data.program,
            codeFigure({ lang: programOf(data).language, code: programOf(data).code.trimEnd() }, {}, { highlight }),
          ] as const,
        ]
      : [];
  return {
    address: `${module}/${data.id}`,
    data,
    words: wordsOf(language),
    taught: { href: '#opening', title: 'Opening the Door' },
    contextHtml: undefined,
    html: new Map([
      ...markdownOf(data).map((text) => [text, renderQuizText(readQuizText(text), world)] as const),
      ...program,
    ]),
  };
}

/** The same question with another key. */
export function otherKey(question: Question): Question {
  switch (question.type) {
    case 'single-choice':
    case 'multiple-choice':
      return { ...question, options: question.options.map((option) => ({ ...option, correct: !option.correct })) };
    case 'true-false':
      return { ...question, answer: !question.answer };
    case 'short-answer':
      return { ...question, accept: ['another'] };
    case 'numeric':
      return {
        ...question,
        ...(question.answer === undefined ? {} : { answer: question.answer + 1 }),
        ...(question.range === undefined ? {} : { range: [question.range[0] - 7, question.range[1] - 7] }),
        answers: question.answers?.map(({ points, ...each }) => ({ ...each, points: 1 - points })),
      };
    case 'ordering':
      return { ...question, items: question.items.toReversed() };
    case 'matching':
      return { ...question, pairs: question.pairs.map((pair, index) => ({ ...pair, right: `another ${index}` })) };
    case 'classify':
      return { ...question, rows: question.rows.map((row) => ({ ...row, column: `not-${row.column}` })) };
    case 'parsons':
      return { ...question, program: question.program.split('\n').toReversed().join('\n'), anyOrder: [] };
    case 'self-check':
      return { ...question, model: `${question.model} And more.` };
    case 'fill-in':
      return {
        ...question,
        blanks: Object.fromEntries(
          Object.keys(question.blanks).map((name) => [
            name,
            {
              accept: ['another'],
              answers: [],
              ignoreCase: true,
              ignoreSpace: true,
              ignoreAccents: false,
              spelling: 'exact' as const,
            },
          ]),
        ),
      };
    case 'predict-output':
      return { ...question, output: `${question.output} another` };
  }
}

export function quizOf(views: readonly QuestionView[], settings: Partial<QuizView> = {}): QuizView {
  return {
    words: wordsOf('en'),
    title: 'Quick Quiz',
    passMark: 70,
    shuffle: true,
    pick: undefined,
    questions: views,
    results: [],
    ...settings,
  };
}
