import { isVerdictPair } from '../english/question-form.ts';
import type { QuestionRule } from '../engine/rule.ts';

export const choiceOptionCount: QuestionRule = {
  code: 'choice-option-count',
  scope: 'question',
  severity: 'error',
  language: 'any',
  why: 'a choice needs something to choose from',
  fix: 'add a plausible wrong option',
  check(question) {
    return question.choices.flatMap((choice) => {
      const count = choice.options.length;
      if (count < 2) return [{ at: choice.at(), message: `only ${count} option to choose from` }];
      if (count === 2 && question.data.type !== 'fill-in' && !isVerdictPair(choice)) {
        return [
          {
            at: choice.at(),
            severity: 'info' as const,
            message: 'two options: half of those who guess are right',
            why: 'a question with two options says little about what a learner knows',
            fix: 'add a third option from a real mistake',
          },
        ];
      }
      if (count > 5) {
        return [
          {
            at: choice.at(),
            severity: 'info' as const,
            message: `${count} options to read and compare`,
            why: 'three good options test as well as five, and are read in less time',
            fix: 'keep the wrong options that learners really choose',
          },
        ];
      }
      return [];
    });
  },
};
