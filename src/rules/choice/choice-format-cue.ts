import type { QuestionRule } from '../engine/rule.ts';
import { oddOneOut } from '../english/format.ts';

export const choiceFormatCue: QuestionRule = {
  code: 'choice-format-cue',
  scope: 'question',
  severity: 'warning',
  language: 'any',
  why: 'the right option looks different, so nobody has to read the others',
  fix: 'give all options the same format',
  check(question) {
    return question.choices.flatMap(({ key, options }) => {
      if (key === undefined || options.length < 3) return [];
      const odd = oddOneOut(
        options.map((option) => option.text),
        [question.stem, ...(question.explanation === undefined ? [] : [question.explanation])],
      );
      if (odd?.index !== key.index) return [];
      return [{ at: key.at(), message: `only the right option ${odd.difference}` }];
    });
  },
};
