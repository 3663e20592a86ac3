import type { QuestionRule } from '../engine/rule.ts';
import { isVerdictPair } from '../english/question-form.ts';
import { questionNegation } from '../english/negation.ts';

export const stemNegativeUnmarked: QuestionRule = {
  code: 'stem-negative-unmarked',
  scope: 'question',
  severity: 'error',
  language: 'en',
  why: 'learners who overlook the negation answer the opposite question, and are told they do not know',
  fix: 'ask for what is true, or write the negation in capitals or bold',
  check(question) {
    const negation = questionNegation(question.stem);
    if (negation === undefined || negation.marked || negation.weak) return [];
    if (negation.open && !question.choices.some((choice) => choice.options.length > 0 && !isVerdictPair(choice)))
      return [];
    return [
      {
        at: question.at('prompt'),
        message: `\`${negation.word}\` turns the question round and is easy to overlook`,
        ...(negation.open ? { severity: 'warning' as const } : {}),
      },
    ];
  },
};
