import type { QuestionRule } from '../engine/rule.ts';
import type { QuestionView } from '../engine/view/question.ts';

export const explanationMissing: QuestionRule = {
  code: 'explanation-missing',
  scope: 'question',
  severity: 'error',
  language: 'any',
  why: 'a learner who is wrong learns only that',
  fix: 'add an `explanation`, or `feedback` to every option',
  check(question) {
    if (question.explanation !== undefined || hasFeedbackEverywhere(question)) return [];
    return [{ at: question.at('prompt'), message: 'nothing explains the answer' }];
  },
};

function hasFeedbackEverywhere({ data, choices }: QuestionView): boolean {
  // A model answer explains.
  if (data.type === 'self-check') return true;
  if (data.type === 'true-false') return data.feedback?.true !== undefined && data.feedback.false !== undefined;
  if (data.type === 'fill-in' && choices.length < Object.keys(data.blanks).length) return false;
  return (
    choices.length > 0 &&
    choices.every((choice) => choice.options.every((option) => option.data.feedback !== undefined))
  );
}
