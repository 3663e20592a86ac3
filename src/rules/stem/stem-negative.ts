import type { ModuleRule } from '../engine/rule.ts';
import { languages, phrasesOf, reversalIn } from '../languages/known.ts';
import { languageOf } from '../engine/view/course.ts';
import { questionNegation } from '../english/negation.ts';

const share = 0.15;
const atLeast = 7;

export const stemNegative: ModuleRule = {
  code: 'stem-negative',
  scope: 'module',
  severity: 'info',
  language: languages,
  why: 'knowing what is not so is seldom what the lesson teaches',
  fix: 'ask for what is true where you can',
  check(view) {
    const { module, questions } = view;
    const phrases = phrasesOf(languageOf(view));
    const negative = questions.flatMap((question) => {
      const negation =
        phrases === undefined
          ? questionNegation(question.stem)
          : { weak: false, ...(reversalIn(question.stem, phrases) ?? { word: '', marked: false }) };
      return negation !== undefined && (negation.marked || negation.weak)
        ? [{ at: question.at('prompt'), word: negation.word }]
        : [];
    });
    const first = negative[0];
    if (first === undefined) return [];
    const total = questions.length + (module.quiz?.leftOut.length ?? 0);
    if (total >= atLeast && negative.length > share * total && module.quiz !== undefined) {
      const related = negative.map(({ at, word }) => ({ ...at, message: `\`${word}\` stands here` }));
      return [
        {
          at: module.quiz.source.keySpanOf(['questions']),
          severity: 'warning',
          message: `${negative.length} of ${total} questions ask for what is not so`,
          related,
        },
      ];
    }
    return negative.map(({ at, word }) => ({ at, message: `\`${word}\` turns the question round` }));
  },
};
