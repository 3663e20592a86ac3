import type { Numeric } from '../../../schemas/questions/numeric.ts';
import { textField } from '../kit/fields.ts';
import { escapeHtml } from '../kit/html.ts';
import type { QuestionType } from '../kit/type.ts';
import { numericGrader, type NumericKey } from './grade.ts';
import { decimalSignOf } from './number.ts';

/** A number, typed as the course's language writes it. */
export const numeric: QuestionType<Numeric, NumericKey> = {
  ...numericGrader,
  type: 'numeric',
  interaction: () => 'numeric',
  key: ({ answer, tolerance, unit }, language) => ({ answer, tolerance, decimal: decimalSignOf(language), unit: unit ?? '' }),
  correctResponse: (question) => ({ text: String(question.answer) }),
  meaning: ({ answer, tolerance, unit }) => [String(answer), String(tolerance), unit ?? ''],
  controls(view) {
    const { data: { unit }, language = 'en' } = view;
    const label = unit === undefined ? 'Your number' : `Your number, in ${escapeHtml(unit)}`;
    const example = decimalSignOf(language) === ',' ? 'a comma, as in 2,5' : 'a point, as in 2.5';
    return `${textField(view, label, ' inputmode="decimal"')}<p class="note">Decimals follow ${example}.${unit === undefined ? '' : ' You need not write the unit.'}</p>`;
  },
  answer({ data: { answer, tolerance, unit }, language = 'en' }) {
    const written = (value: number) => String(value).replace('.', decimalSignOf(language));
    const give = tolerance === 0 ? '' : ` (give or take ${written(tolerance)})`;
    return escapeHtml(`${written(answer)}${unit === undefined ? '' : ` ${unit}`}${give}`);
  },
  feedback: () => [],
};
