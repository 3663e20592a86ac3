import type { QuestionRule } from '../engine/rule.ts';
import type { OptionView } from '../engine/view/question.ts';

export const choiceOptionDuplicate: QuestionRule = {
  code: 'choice-option-duplicate',
  scope: 'question',
  severity: 'error',
  language: 'any',
  why: 'a learner cannot tell which of two equal options counts',
  fix: 'change one of them, or take it away',
  check(question) {
    return question.choices.flatMap((choice) => {
      const seen = new Map<string, OptionView>();
      return choice.options.flatMap((option) => {
        const first = seen.get(option.text.identity);
        if (first === undefined) {
          seen.set(option.text.identity, option);
          return [];
        }
        const related = [{ ...first.at(), message: 'the same option stands here' }];
        return [
          {
            at: option.at(),
            message: `option ${option.index + 1} says the same as option ${first.index + 1}`,
            related,
          },
        ];
      });
    });
  },
};
