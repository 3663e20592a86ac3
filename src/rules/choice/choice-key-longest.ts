import type { QuestionRule } from '../engine/rule.ts';

/** Below this ratio, real expert questions are at chance level. */
const ratio = 1.5;
const atLeastLonger = 15;

export const choiceKeyLongest: QuestionRule = {
  code: 'choice-key-longest',
  scope: 'question',
  severity: 'warning',
  language: 'any',
  why: 'learners who know nothing choose the longest option, and here they are right',
  fix: 'move what the key says too much into the explanation, or say as much in the other options',
  check(question) {
    return question.choices.flatMap(({ key, distractors, options }) => {
      if (
        key === undefined ||
        distractors.length === 0 ||
        options.some((option) => option.codeOnly || option.text.fences.length > 0)
      )
        return [];
      const mine = key.text.visible.length;
      const longest = Math.max(...distractors.map((option) => option.text.visible.length));
      if (mine <= ratio * longest || mine < longest + atLeastLonger) return [];
      return [{ at: key.at(), message: `the right option has ${mine} characters, the longest other one ${longest}` }];
    });
  },
};
