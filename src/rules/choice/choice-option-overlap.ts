import type { Finding, QuestionRule } from '../engine/rule.ts';
import { intersects, parseQuantity } from '../engine/view/quantity.ts';
import { words } from '../english/words.ts';
import type { Choice, OptionView } from '../engine/view/question.ts';

/** Words that qualify what precedes them; a noun would make it something else (`HTTP`, `HTTP server`). */
const adding = new Set([
  'and',
  'or',
  'with',
  'without',
  'plus',
  'but',
  'when',
  'if',
  'only',
  'as',
  'by',
  'in',
  'on',
  'at',
  'from',
  'to',
  'for',
  'until',
  'after',
  'before',
  'because',
  'while',
  'then',
]);

export const choiceOptionOverlap: QuestionRule = {
  code: 'choice-option-overlap',
  scope: 'question',
  severity: 'warning',
  language: 'any',
  why: 'where one option holds, the other holds as well, so both are right or both can be crossed out',
  fix: 'make the options exclude each other',
  yieldsTo: ['choice-option-duplicate'],
  check(question) {
    return question.choices.flatMap((choice) => overlappingIntervals(choice) ?? containedTexts(choice));
  },
};

function overlappingIntervals(choice: Choice): Finding[] | undefined {
  const quantities = choice.options.map((option) => parseQuantity(option.text.visible));
  if (!quantities.some((quantity) => quantity?.isInterval === true)) return undefined;
  return choice.options.flatMap((option, i) => {
    const mine = quantities[i];
    if (mine === undefined) return [];
    const other = choice.options.find((_, j) => {
      const theirs = quantities[j];
      return j < i && theirs !== undefined && (mine.isInterval || theirs.isInterval) && intersects(mine, theirs);
    });
    if (other === undefined) return [];
    const related = [{ ...other.at(), message: `\`${other.text.visible}\` stands here` }];
    return [
      {
        at: option.at(),
        message: `\`${option.text.visible}\` and \`${other.text.visible}\` have values in common`,
        related,
      },
    ];
  });
}

function containedTexts(choice: Choice): Finding[] {
  return choice.options.flatMap((option) => {
    const longer = choice.options.find((other) => other.correct !== option.correct && extendsText(other, option));
    if (longer === undefined) return [];
    const related = [{ ...longer.at(), message: 'the longer option stands here' }];
    return [
      {
        at: option.at(),
        severity: 'info' as const,
        message: `option ${longer.index + 1} begins with the whole of option ${option.index + 1}`,
        related,
      },
    ];
  });
}

function extendsText(longer: OptionView, shorter: OptionView): boolean {
  if (longer === shorter || longer.codeOnly || shorter.codeOnly) return false;
  const start = shorter.text.visible.replace(/[.]$/, '').toLowerCase();
  const whole = longer.text.visible.toLowerCase();
  if (start.length < 4 || whole.length <= start.length || !whole.startsWith(start) || !/[\p{L}]{3}/u.test(start))
    return false;
  const rest = whole.slice(start.length);
  if (!/^[,;]? /.test(rest)) return false;
  return adding.has(words(rest)[0] ?? '');
}
