import type { OptionData } from '../../../schemas/questions/base.ts';
import { blocks, controlName, escapeHtml, inline, naming, pictured } from './html.ts';
import { gradeOf, verdictOf, type Grade } from './grade.ts';
import type { Response } from './response.ts';
import type { PartFeedback } from './type.ts';
import type { QuestionView } from './view.ts';

/**
 * A control with its text; the whole row is the click target. `name` comes from `controlName`, `part` identifies the
 * row for verdicts.
 */
export function choiceRow(
  kind: 'radio' | 'checkbox',
  name: string,
  value: string,
  part: string,
  html: string,
  pinned?: string,
): string {
  const pin = pinned === undefined ? '' : ` data-pinned="${pinned}"`;
  const label = pictured(html) === '' ? '' : ` aria-label="${pictured(html)}"`;
  return `<label class="option" data-part="${escapeHtml(part)}"${pin}><input type="${kind}" name="${name}" value="${escapeHtml(value)}"${label}><span class="option-text">${html}</span></label>`;
}

/** Radio buttons in the author's order; the browser shuffles them. */
export function radioRows(view: QuestionView, options: readonly OptionData[]): string {
  return optionList(
    options.map((option) =>
      choiceRow('radio', controlName(view, 'choice'), option.id, option.id, naming(view, option.text), option.pinned),
    ),
  );
}

/** Check boxes in the author's order. */
export function checkboxRows(view: QuestionView, options: readonly OptionData[]): string {
  return optionList(
    options.map((option) =>
      choiceRow('checkbox', controlName(view, option.id), 'on', option.id, naming(view, option.text), option.pinned),
    ),
  );
}

export function optionList(rows: readonly string[], shuffle = true): string {
  return `<div class="options"${shuffle ? ' data-shuffle' : ''}>${rows.join('')}</div>`;
}

/** The right options in words. */
export function rightOptions(view: QuestionView, options: readonly OptionData[]): string {
  const right = options.filter((option) => option.correct).map((option) => inline(view, option.text));
  return right.length === 1 ? (right[0] ?? '') : `<ul>${right.map((html) => `<li>${html}</li>`).join('')}</ul>`;
}

export function optionFeedback(view: QuestionView, options: readonly OptionData[]): PartFeedback[] {
  return options.flatMap((option) =>
    option.feedback === undefined
      ? []
      : [
          {
            part: option.id,
            label: inline(view, option.text),
            verdict: verdictOf(Number(option.correct)),
            html: blocks(view, option.feedback),
          },
        ],
  );
}

/** The meaning of a choice: each option's id, correctness and text, regardless of order. */
export function optionMeaning(options: readonly OptionData[]): string[] {
  return options.map((option) => `${option.id} ${option.correct} ${option.text}`).toSorted();
}

/** Ids of the right options, which are all that grading a choice needs. */
export function rightIds(options: readonly OptionData[]): string[] {
  return options.filter((option) => option.correct).map((option) => option.id);
}

/** Grades a single choice. Without a choice the right option counts as missed. */
export function gradeOneChoice(right: readonly string[], response: Response): Grade {
  const chosen = response['choice'];
  if (chosen !== undefined && right.includes(chosen)) return gradeOf(1, [{ part: chosen, verdict: 'right' }]);
  const missed = right.map((part) => ({ part, verdict: 'missed' as const }));
  return gradeOf(0, chosen === undefined ? missed : [{ part: chosen, verdict: 'wrong' }, ...missed]);
}
