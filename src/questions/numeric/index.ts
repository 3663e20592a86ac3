import { decimalOf } from '../../../schemas/decimal.ts';
import type { Numeric } from '../../../schemas/questions/numeric.ts';
import { textField } from '../kit/fields.ts';
import { escapeHtml } from '../kit/html.ts';
import type { QuestionType } from '../kit/type.ts';
import { numericGrader, type NumericKey } from './grade.ts';
import { decimalSignOf } from './number.ts';

const digitsOf = (question: Numeric, which: 'answer' | 'tolerance'): string =>
  question.exact?.[which] ?? String(question[which]);

/** A number, typed in the format of the course's language. */
export const numeric: QuestionType<Numeric, NumericKey> = {
  ...numericGrader,
  type: 'numeric',
  interaction: () => 'numeric',
  key: (question, language) => ({
    answer: digitsOf(question, 'answer'),
    tolerance: digitsOf(question, 'tolerance'),
    decimal: decimalSignOf(language),
    unit: question.unit ?? '',
  }),
  correctResponse(question) {
    // Without a decimal separator, which depends on the language.
    const { digits, exponent } = decimalOf(digitsOf(question, 'answer'));
    return { text: exponent === 0 ? String(digits) : `${digits}e${exponent}` };
  },
  meaning: (question) => [digitsOf(question, 'answer'), digitsOf(question, 'tolerance'), question.unit ?? ''],
  controls(view) {
    const {
      data: { unit },
      words,
    } = view;
    const label = unit === undefined ? words.html('your-number') : words.html('your-number-in', { unit });
    const sign = decimalSignOf(words.language) === ',' ? 'decimal-comma' : 'decimal-point';
    const note = [words.html(sign), ...(unit === undefined ? [] : [words.html('unit-optional')])];
    return `${textField(view, label, ' inputmode="decimal"')}<p class="note">${note.join(' ')}</p>`;
  },
  answer({ data, words }) {
    const written = (which: 'answer' | 'tolerance') =>
      digitsOf(data, which).replace('.', decimalSignOf(words.language));
    const answer = `${written('answer')}${data.unit === undefined ? '' : ` ${data.unit}`}`;
    if (data.tolerance === 0) return escapeHtml(answer);
    return words.html('give-or-take', { answer, tolerance: written('tolerance') });
  },
  feedback: () => [],
};
