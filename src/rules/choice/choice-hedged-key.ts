import type { QuestionRule } from '../engine/rule.ts';
import { asksForFrequency, hedgeIn, mayIn } from '../english/degrees.ts';

export const choiceHedgedKey: QuestionRule = {
  code: 'choice-hedged-key',
  scope: 'question',
  severity: 'info',
  language: 'en',
  why: 'an option that says “usually” is hard to be wrong, and learners know it',
  fix: 'say exactly when the key holds, or hedge a wrong option as well',
  check(question) {
    if (asksForFrequency(question.stem)) return [];
    return question.choices.flatMap(({ key, distractors }) => {
      const word =
        key === undefined || distractors.length < 2 ? undefined : (hedgeIn(key.text) ?? mayIn(key.text, question.stem));
      if (key === undefined || word === undefined || distractors.some((option) => hedgeIn(option.text) !== undefined))
        return [];
      return [{ at: key.at(), message: `only the right option is hedged (\`${word}\`)` }];
    });
  },
};
