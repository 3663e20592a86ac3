import type { QuestionRule } from '../engine/rule.ts';
import { marksIn } from '../english/marks.ts';
import { deniesAsked, deniesOthers, pointsByGrammar, readTotalBeside, speaksOfOthers } from '../english/totals.ts';

export const choiceNoneOfTheAbove: QuestionRule = {
  code: 'choice-none-of-the-above',
  scope: 'question',
  severity: 'warning',
  language: 'en',
  why: 'who chooses it rightly has shown what is wrong, not what is right',
  fix: 'replace it with a plausible mistake, or take it away: three options are enough',
  check(question) {
    return question.choices.flatMap((choice) =>
      choice.options.flatMap((option) => {
        const total = readTotalBeside(option.text, question.stem);
        const lettered =
          /^none of\b/i.test(option.text.prose) &&
          (marksIn(option.text.prose, (token) => /^[A-H]$/.test(token)) ?? []).length >= 2;
        if (
          !lettered &&
          !deniesOthers(option, choice, question.stem) &&
          !deniesAsked(option, choice, question.stem) &&
          pointsByGrammar(option, choice, question.stem)?.none !== true &&
          (total?.none !== true || !speaksOfOthers(total, option, choice, question.stem))
        )
          return [];
        return [{ at: option.at(), message: `option \`${option.text.visible}\` names no answer` }];
      }),
    );
  },
};
