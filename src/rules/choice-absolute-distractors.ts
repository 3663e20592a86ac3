import type { QuestionRule } from './rule.ts';
import { absoluteIn, asksForExtent, soundsAbsolute } from './english/degrees.ts';

export const choiceAbsoluteDistractors: QuestionRule = {
  code: 'choice-absolute-distractors',
  scope: 'question',
  severity: 'warning',
  language: 'en',
  why: 'learners cross out options that say “always” or “never” without reading further',
  fix: 'say what is wrong in the distractors without an absolute, or use one in the key as well',
  check(question) {
    if (asksForExtent(question.stem)) return [];
    return question.choices.flatMap(({ key, distractors }) => {
      if (key === undefined || soundsAbsolute(key.text)) return [];
      const found = distractors.flatMap((option) => {
        const said = absoluteIn(option.text);
        return said === undefined ? [] : [{ option, ...said }];
      });
      const first = found[0];
      if (first === undefined || found.length < 2 || (found.length < distractors.length && !found.some(({ strong }) => strong))) return [];
      const related = found.slice(1).map(({ option, word }) => ({ ...option.at(), message: `\`${word}\` stands here` }));
      return [{ at: first.option.at(), message: `${found.length} wrong options and not the right one are absolute (\`${first.word}\`)`, related }];
    });
  },
};
