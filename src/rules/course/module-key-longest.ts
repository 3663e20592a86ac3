import type { ModuleRule } from '../engine/rule.ts';
import { upperTailWithUnknown } from '../statistics/poisson-binomial.ts';
import { percentage } from '../statistics/wording.ts';

const fewest = 6;
const level = 0.01;

export const moduleKeyLongest: ModuleRule = {
  code: 'module-key-longest',
  scope: 'module',
  severity: 'warning',
  language: 'any',
  why: 'learners notice that the answer is the longest one, and stop reading',
  fix: 'shorten the keys listed here, or say as much in a wrong option',
  check({ module, questions }) {
    const asked = questions.flatMap((question) =>
      question.choices.flatMap(({ key, distractors, options }) =>
        key === undefined ||
        distractors.length === 0 ||
        options.some((option) => option.codeOnly || option.text.fences.length > 0)
          ? []
          : [
              {
                key,
                chance: 1 / options.length,
                longest: distractors.every((option) => option.text.visible.length < key.text.visible.length),
              },
            ],
      ),
    );
    if (asked.length < fewest || module.quiz === undefined) return [];
    const longest = asked.filter((one) => one.longest);
    const p = upperTailWithUnknown(
      asked.map((one) => one.chance),
      longest.length,
      module.quiz.leftOut.length,
    );
    if (p >= level) return [];
    const related = longest.map(({ key }) => ({ ...key.at(), message: 'the key is the longest option' }));
    return [
      {
        at: module.quiz.source.keySpanOf(['questions']),
        message: `in ${longest.length} of ${asked.length} questions the right option is the longest (${percentage(p)} by chance)`,
        related,
      },
    ];
  },
};
