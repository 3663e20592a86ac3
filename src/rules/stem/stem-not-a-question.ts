import type { QuestionRule } from '../engine/rule.ts';
import { asksSomething, isVerdictPair } from '../english/question-form.ts';

export const stemNotAQuestion: QuestionRule = {
  code: 'stem-not-a-question',
  scope: 'question',
  severity: 'warning',
  language: 'en',
  why: 'with the options covered nobody could say what is asked',
  fix: 'end with a question, or leave an open end with a colon or a blank',
  check(question) {
    if (
      question.data.type === 'true-false' ||
      question.data.type === 'fill-in' ||
      question.data.type === 'self-check' ||
      asksSomething(question.stem)
    )
      return [];
    if (question.choices.some(isVerdictPair)) return [];
    if (question.stem.visible === '' && question.stem.fences.length === 0) return [];
    return [{ at: question.at('prompt'), message: 'the prompt asks nothing' }];
  },
};
