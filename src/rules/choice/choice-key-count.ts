import type { QuestionRule } from '../engine/rule.ts';

export const choiceKeyCount: QuestionRule = {
  code: 'choice-key-count',
  scope: 'question',
  severity: 'error',
  language: 'any',
  why: 'no learner can get this question right by knowing the answer',
  fix: 'put `correct: true` on the right option, or make it `type: multiple-choice` if several are right',
  check(question) {
    return question.choices.flatMap((choice) => {
      const keys = choice.options.filter((option) => option.correct);
      const at = (): ReturnType<typeof choice.at> => keys[1]?.at() ?? choice.at();
      if (keys.length === 0) return [{ at: choice.at(), message: 'no option is marked `correct: true`' }];
      if (choice.single && keys.length > 1) {
        const related = keys
          .filter((key) => key !== keys[1])
          .map((key) => ({ ...key.at(), message: 'also marked correct' }));
        return [
          { at: at(), message: `${keys.length} options are marked correct, but only one can be chosen`, related },
        ];
      }
      if (!choice.single && keys.length === choice.options.length && keys.length > 1) {
        return [
          {
            at: choice.at(),
            message: 'every option is correct',
            why: 'choosing everything without reading is the right answer',
            fix: 'add an option that is wrong, or ask about one thing',
          },
        ];
      }
      return [];
    });
  },
};
