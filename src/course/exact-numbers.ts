import { decimalOf } from '../../schemas/decimal.ts';
import type { Question } from '../../schemas/questions/index.ts';
import type { Numeric } from '../../schemas/questions/numeric.ts';
import type { QuizData } from '../../schemas/quiz.ts';
import type { YamlSource } from '../source/yaml.ts';
import { withoutEnd } from '../text/ends.ts';
import type { Checked } from './schema.ts';

/** Adds the exact digits that YAML numbers lose to numeric questions, because learners may type all of them. */
export function withExactNumbers(checked: Checked<QuizData>, source: YamlSource): Checked<QuizData> {
  const { data, valid } = checked;
  const { questions } = valid.data;
  if (questions?.some(({ type }) => type === 'numeric') !== true || !mayLoseDigits.test(source.text)) return checked;
  const leftOut = valid.leftOut.get('questions') ?? new Set();
  const indexes = Array.from({ length: questions.length + leftOut.size }, (_, index) => index).filter(
    (index) => !leftOut.has(index),
  );
  const exact = questions.map((question, at) =>
    question.type === 'numeric' ? exactly(question, indexes[at]!, source) : question,
  );
  return {
    ...checked,
    data: data === undefined ? undefined : { ...data, questions: exact },
    valid: { ...valid, data: { ...valid.data, questions: exact } },
  };
}

/** More digits than a double can hold, or an exponent beyond its own. */
const mayLoseDigits = /[\d.]{16}|0[xo][\da-f]{14}|\de[+-]?\d{3}/i;

function exactly(question: Extract<Question, { type: 'numeric' }>, index: number, source: YamlSource): Numeric {
  const lost = numbersOf(question).flatMap(([at, number]) => {
    const written = source.writtenAt(['questions', index, ...at]);
    const digits = written === undefined || written.length > 1000 ? undefined : plainDigits(written);
    return digits === undefined || same(digits, String(number)) ? [] : [[at.join('.'), digits] as const];
  });
  return lost.length === 0 ? question : { ...question, exact: Object.fromEntries(lost) };
}

/** A place in a question: `answer`, `range` 0, `answers` 2 `tolerance`. */
type Place = readonly (string | number)[];

/** Every number of the question that an answer is compared with, and its place. */
function numbersOf(question: Extract<Question, { type: 'numeric' }>): readonly (readonly [Place, number])[] {
  const one = (
    { answer, tolerance, range }: { answer?: unknown; tolerance?: unknown; range?: readonly unknown[] | undefined },
    ...at: Place
  ): readonly (readonly [Place, unknown])[] => [
    [[...at, 'answer'], answer],
    [[...at, 'tolerance'], tolerance],
    ...(range ?? []).map((end, index) => [[...at, 'range', index], end] as const),
  ];
  return [one(question), ...(question.answers ?? []).map((each, index) => one(each, 'answers', index))]
    .flat()
    .filter((each): each is readonly [Place, number] => typeof each[1] === 'number');
}

/** A YAML number in the format of `decimalOf`; undefined if its exponent is too large to compute with. */
function plainDigits(written: string): string | undefined {
  if (/^0[xo]/.test(written)) return String(BigInt(written));
  return /^[+-]?[\d.]+(?:e[+-]?\d{1,3})?$/i.test(written) ? written : undefined;
}

function same(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => {
    const { digits, exponent } = decimalOf(text);
    const all = String(digits);
    const significant = withoutEnd(all, /0/);
    return significant === '' ? '0' : `${significant}e${exponent + all.length - significant.length}`;
  });
  return a === b;
}
