import type { QuestionRule } from '../engine/rule.ts';
import { languages, phrasesOf, reversalIn } from '../languages/known.ts';
import { languageOf } from '../engine/view/course.ts';
import { isVerdictPair } from '../english/question-form.ts';
import { questionNegation } from '../english/negation.ts';

export const stemNegativeUnmarked: QuestionRule = {
  code: 'stem-negative-unmarked',
  scope: 'question',
  severity: 'error',
  language: languages,
  why: 'learners who overlook the negation answer the opposite question, and are told they do not know',
  fix: 'ask for what is true, or write the negation in capitals or bold',
  check(question, module) {
    const phrases = phrasesOf(languageOf(module));
    if (phrases !== undefined) {
      const found = reversalIn(question.stem, phrases);
      return found === undefined || found.marked || question.choices.every(isVerdictPair)
        ? []
        : [
            {
              at: question.at('prompt'),
              message: `\`${found.word}\` turns the question round and is easy to overlook`,
              severity: 'warning' as const,
            },
          ];
    }
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
