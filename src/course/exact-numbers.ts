import { decimalOf } from '../../schemas/decimal.ts';
import type { Question } from '../../schemas/questions/index.ts';
import type { Numeric } from '../../schemas/questions/numeric.ts';
import type { QuizData } from '../../schemas/quiz.ts';
import type { YamlSource } from '../source/yaml.ts';
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
  const lost = (['answer', 'tolerance'] as const).flatMap((key) => {
    const written = source.writtenAt(['questions', index, key]);
    const digits = written === undefined || written.length > 1000 ? undefined : plainDigits(written);
    return digits === undefined || same(digits, String(question[key])) ? [] : [[key, digits] as const];
  });
  return lost.length === 0 ? question : { ...question, exact: Object.fromEntries(lost) };
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
    const significant = all.replace(/0+$/, '');
    return significant === '' ? '0' : `${significant}e${exponent + all.length - significant.length}`;
  });
  return a === b;
}
