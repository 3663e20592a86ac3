import type { Edit, Span } from '../../diagnostics/diagnostic.ts';
import type { QuestionRule } from '../engine/rule.ts';
import { parseQuantity } from '../engine/view/quantity.ts';
import type { Choice, QuestionView } from '../engine/view/question.ts';
import { textBetween } from '../engine/view/text-at.ts';

export const choiceNumberOrder: QuestionRule = {
  code: 'choice-number-order',
  scope: 'question',
  severity: 'warning',
  language: 'any',
  why: 'learners have to search a list of numbers that is in no order',
  fix: 'sort the options by size (`lectern validate --fix` does)',
  check(question) {
    return question.choices.flatMap((choice) => {
      if (
        choice.shuffled ||
        choice.options.length < 3 ||
        choice.options.some((option) => option.data.pinned !== undefined)
      )
        return [];
      const values = numbersOf(choice);
      if (values === undefined || isMonotonic(values)) return [];
      const edit = sorted(question, choice, values);
      return [
        {
          at: choice.at(),
          message: `the numbers are in no order: ${choice.options.map((option) => option.text.visible).join(', ')}`,
          ...(edit === undefined ? {} : { edit }),
        },
      ];
    });
  },
};

/** The values of options that are only numbers of the same unit. */
function numbersOf(choice: Choice): readonly number[] | undefined {
  const quantities = choice.options.flatMap((option) => parseQuantity(option.text.visible) ?? []);
  const alike =
    quantities.length === choice.options.length &&
    quantities.every((quantity) => !quantity.isInterval && quantity.unit === quantities[0]?.unit);
  return alike ? quantities.map(({ low }) => low) : undefined;
}

function isMonotonic(values: readonly number[]): boolean {
  const up = values.every((value, i) => i === 0 || (values[i - 1] ?? value) <= value);
  return up || values.every((value, i) => i === 0 || (values[i - 1] ?? value) >= value);
}

/**
 * An edit that sorts the options in ascending order, keeping everything between them. `undefined` if moving text could
 * change its meaning: comments between options, block scalars, anchors and aliases, options in different columns.
 */
function sorted(question: QuestionView, choice: Choice, values: readonly number[]): Edit | undefined {
  const { quiz } = question;
  const first = choice.options[0];
  if (first === undefined || question.data.type === 'fill-in') return undefined;
  const spans = choice.options.map((option): Span => question.at('options', option.index));
  const items = spans.map((span) => textBetween(quiz.source.text, span.start, span.end));
  const gaps = spans.slice(1).map((span, i) => textBetween(quiz.source.text, spans[i]?.end ?? span.start, span.start));
  const movable =
    items.every((item) => item === item.trim() && !/#|[|>][-+0-9]*\s*(?:\r?\n)|(?:^|[\s:{[,])[&*]\w/.test(item)) &&
    gaps.every((gap) => gap === gaps[0] && !gap.includes('#')) &&
    spans.every((span) => span.start.column === spans[0]?.start.column || span.start.line === spans[0]?.start.line);
  const [start, end] = [spans[0]?.start, spans.at(-1)?.end];
  if (!movable || start === undefined || end === undefined) return undefined;
  const order = values.map((_, i) => i).toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
  return { start, end, text: order.map((i) => items[i] ?? '').join(gaps[0] ?? '') };
}
