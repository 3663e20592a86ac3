import type { QuestionRule } from '../engine/rule.ts';
import { questionNegation } from '../english/negation.ts';

const negation = /(?<![\p{L}\p{N}])(?:not|never|no|none|cannot|[a-z]+n['’]t)(?![\p{L}\p{N}])/iu;
const quotation = /"[^"]*"|“[^“”]*”|‘[^‘’]*’|(?<![\p{L}\p{N}])'[^']+'(?![\p{L}\p{N}])/gu;
/** `No` as an answer to a yes-or-no question, `no. 1`, and “no longer”-like idioms that read as one word. */
const harmless = /^(?:no|none)[.!]?$|\bno\. ?\d|\bno matter\b|\bnot only\b/i;

export const choiceDoubleNegative: QuestionRule = {
  code: 'choice-double-negative',
  scope: 'question',
  severity: 'warning',
  language: 'en',
  why: 'two negations have to be worked out before the question can be thought about',
  fix: 'turn the question round, or word the option without a negation',
  check(question) {
    const inStem = questionNegation(question.stem);
    if (inStem === undefined || inStem.weak) return [];
    return question.choices.flatMap((choice) =>
      choice.options.flatMap((option) => {
        const prose = option.text.prose.replace(quotation, '');
        const word = harmless.test(prose) ? undefined : negation.exec(prose)?.[0];
        return word === undefined
          ? []
          : [{ at: option.at(), message: `\`${word}\` in an option, under a question with \`${inStem.word}\`` }];
      }),
    );
  },
};
