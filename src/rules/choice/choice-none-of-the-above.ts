import type { Finding, QuestionRule } from '../engine/rule.ts';
import type { OptionView } from '../engine/view/question.ts';
import { languages, phrasesOf } from '../languages/known.ts';
import { languageOf } from '../engine/view/course.ts';
import { marksIn } from '../english/marks.ts';
import { deniesAsked, deniesOthers, pointsByGrammar, readTotalBeside, speaksOfOthers } from '../english/totals.ts';

export const choiceNoneOfTheAbove: QuestionRule = {
  code: 'choice-none-of-the-above',
  scope: 'question',
  severity: 'warning',
  language: languages,
  why: 'who chooses it rightly has shown what is wrong, not what is right',
  fix: 'replace it with a plausible mistake, or take it away: three options are enough',
  check(question, module) {
    const phrases = phrasesOf(languageOf(module));
    const found = (option: OptionView): Finding => ({
      at: option.at(),
      message: `option \`${option.text.visible}\` names no answer`,
    });
    if (phrases !== undefined)
      return question.choices.flatMap(({ options }) =>
        options.filter(({ text }) => phrases.none.test(text.prose)).map(found),
      );
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
        return [found(option)];
      }),
    );
  },
};
