import type { QuestionRule } from './rule.ts';
import { absoluteIn } from './english/degrees.ts';

export const choiceAbsoluteDistractors: QuestionRule = {
  code: 'choice-absolute-distractors',
  scope: 'question',
  severity: 'warning',
  language: 'en',
  why: 'learners cross out options that say “always” or “never” without reading further',
  fix: 'say what is wrong in the distractors without an absolute, or use one in the key as well',
  check(question) {
    return question.choices.flatMap(({ key, distractors }) => {
      if (key === undefined || absoluteIn(key.text) !== undefined) return [];
      const absolute = distractors.flatMap((option) => {
        const word = absoluteIn(option.text);
        return word === undefined ? [] : [{ option, word }];
      });
      const first = absolute[0];
      if (first === undefined || absolute.length < 2) return [];
      const related = absolute.slice(1).map(({ option, word }) => ({ ...option.at(), message: `\`${word}\` stands here` }));
      return [{ at: first.option.at(), message: `${absolute.length} wrong options and not the right one are absolute (\`${first.word}\`)`, related }];
    });
  },
};
