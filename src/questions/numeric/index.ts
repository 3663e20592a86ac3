import { decimalOf } from '../../../schemas/decimal.ts';
import { boundsOf, type Right } from '../../../schemas/questions/bounds.ts';
import type { Numeric } from '../../../schemas/questions/numeric.ts';
import { convertible } from '../../../schemas/units.ts';
import { note, textField } from '../kit/fields.ts';
import { verdictOf } from '../kit/grade.ts';
import { blocks, escapeHtml } from '../kit/html.ts';
import type { QuestionType } from '../kit/type.ts';
import type { QuestionView } from '../kit/view.ts';
import { numericGrader, type Accepted, type NumericKey } from './grade.ts';
import { numberFormatOf } from './number.ts';

/** One thing that counts, with its numbers as the author wrote them. */
interface Foreseen extends Right {
  readonly points: number;
  readonly feedback?: string | undefined;
}

/** What says which numbers are right: a question, or a blank. */
export type NumericAnswer = Pick<Numeric, 'answer' | 'tolerance' | 'significant' | 'range' | 'answers' | 'exact'>;

/** What counts, in the author's order. */
export function foreseen({ answers, exact, ...single }: NumericAnswer): readonly Foreseen[] {
  const read = (one: NonNullable<typeof answers>[number] | typeof single, at: string): Right => {
    const written = (place: string, value: string | number | undefined): string | undefined =>
      value === undefined ? undefined : (exact?.[`${at}${place}`] ?? String(value));
    return {
      answer: written('answer', one.answer),
      tolerance: written('tolerance', one.tolerance),
      significant: one.significant,
      range: one.range && [written('range.0', one.range[0])!, written('range.1', one.range[1])!],
    };
  };
  if (answers === undefined) return [{ ...read(single, ''), points: 1 }];
  return answers.map((one, index) => ({
    ...read(one, `answers.${index}.`),
    points: one.points,
    feedback: one.feedback,
  }));
}

export const acceptedBy = (question: NumericAnswer): readonly Accepted[] =>
  foreseen(question).map((one) => (one.points === 1 ? boundsOf(one) : [...boundsOf(one), one.points]));

/** A number with full marks, without a decimal separator, which depends on the language. */
export function rightNumber(question: NumericAnswer): string {
  const right = foreseen(question).find(({ points }) => points === 1);
  const { digits, exponent } = decimalOf(right?.answer ?? right?.range?.[0] ?? '0');
  return exponent === 0 ? String(digits) : `${digits}e${exponent}`;
}

/** What a learner is told of a text that is not a number. */
export function unreadNumber({ words }: QuestionView, question: NumericAnswer): string {
  const { decimal } = numberFormatOf(words.language);
  return words.say('number-unread', { example: hasDecimals(question) ? `0${decimal}125` : '12' });
}

const hasDecimals = (question: NumericAnswer): boolean =>
  acceptedBy(question).some((ends) => ends.slice(0, 2).some((end) => !isWhole(String(end))));

/** A number, typed in the format of the course's language. */
export const numeric: QuestionType<Numeric, NumericKey> = {
  ...numericGrader,
  type: 'numeric',
  interaction: () => 'numeric',
  key: (question, language) => ({
    accept: acceptedBy(question),
    ...numberFormatOf(language),
    ...(question.unit === undefined ? {} : { units: unitsOf(question.unit, question.units) }),
  }),
  correctResponse: (question) => ({ text: rightNumber(question) }),
  meaning(question) {
    const { answers, range, significant, unit = '', units } = question;
    const [only] = foreseen(question);
    const isPlain = !answers && !range && significant === undefined && units === 'as-written';
    return isPlain
      ? [only?.answer ?? '', only?.tolerance ?? '0', unit]
      : [JSON.stringify(acceptedBy(question)), unit, units];
  },
  controls(view) {
    const {
      data: { unit },
      words,
    } = view;
    const label = unit === undefined ? words.html('your-number') : words.html('your-number-in', { unit });
    const { decimal } = numberFormatOf(words.language);
    const notes = [
      ...(hasDecimals(view.data) ? [words.html(decimal === ',' ? 'decimal-comma' : 'decimal-point')] : []),
      ...(unit === undefined ? [] : [words.html('unit-optional')]),
    ];
    const unread = unreadNumber(view, view.data);
    // No `inputmode`: the keyboards for numbers have no minus, or no sign for fractions, on some phones.
    return (
      textField(view, label, ` data-unread="${escapeHtml(unread)}"`, notes.join(' ')) + note(view, notes.join(' '))
    );
  },
  answer(view) {
    const right = foreseen(view.data).filter(({ points }) => points === 1);
    return view.words.either(right.map((one) => shown(one, view, view.data.unit)));
  },
  feedback: (view) =>
    foreseen(view.data).flatMap((one, index) =>
      one.feedback === undefined
        ? []
        : [
            {
              part: `text-${index}`,
              label: shown(one, view, view.data.unit),
              verdict: verdictOf(one.points),
              html: blocks(view, one.feedback),
            },
          ],
    ),
};

/** What counts in words, as HTML: `50 ms (give or take 2.5)`, `1 to 5 ms`. */
export function shown({ answer, tolerance = '0', range }: Foreseen, { words }: QuestionView, unit?: string): string {
  const written = (number = ''): string => number.replace('.', numberFormatOf(words.language).decimal);
  const withUnit = (number: string): string => (unit === undefined ? number : `${number} ${unit}`);
  if (range !== undefined) return words.html('range', { low: written(range[0]), high: withUnit(written(range[1])) });
  const number = withUnit(written(answer));
  if (/^0*\.?0*%?$/.test(tolerance)) return escapeHtml(number);
  return words.html('give-or-take', { answer: number, tolerance: written(tolerance) });
}

function unitsOf(unit: string, units: Numeric['units']): NonNullable<NumericKey['units']> {
  return (units === 'convert' ? convertible(unit) : undefined) ?? [[unit, '1/1']];
}

function isWhole(number: string): boolean {
  const { digits, exponent } = decimalOf(number);
  return exponent >= 0 || digits % 10n ** BigInt(-exponent) === 0n;
}
