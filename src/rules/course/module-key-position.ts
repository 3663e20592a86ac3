import type { Finding, ModuleRule } from '../engine/rule.ts';
import { longestRun, unevenPlacement } from '../statistics/positions.ts';
import { percentage } from '../statistics/wording.ts';
import type { Choice, QuestionView } from '../engine/view/question.ts';

const fewest = 12;
const level = 0.01;

export const moduleKeyPosition: ModuleRule = {
  code: 'module-key-position',
  scope: 'module',
  severity: 'warning',
  language: 'any',
  why: 'learners find the place of the right option before they find the answer',
  fix: 'let `shuffle` mix the options; do not balance them by hand',
  check({ module, questions }) {
    const placed = questions.flatMap((question) => question.choices.flatMap((choice) => place(question, choice)));
    // Skipped questions could break a run or change the distribution.
    if (placed.length < fewest || module.quiz === undefined || module.quiz.leftOut.length > 0) return [];
    const at = module.quiz.source.keySpanOf(['questions']);
    const places = (items: typeof placed): NonNullable<Finding['related']> =>
      items.map((item) => ({ ...item.at(), message: `the key is option ${item.position + 1}` }));
    const p = unevenPlacement(placed);
    if (p < level) {
      const common = mostCommon(placed.map((item) => item.position));
      const there = placed.filter((item) => item.position === common);
      return [
        {
          at,
          message: `the right option is number ${common + 1} in ${there.length} of ${placed.length} questions (${percentage(p)} by chance)`,
          related: places(there),
        },
      ];
    }
    const run = longestRun(placed);
    if (run.p >= level) return [];
    const inRun = placed.slice(run.start, run.start + run.length);
    return [
      {
        at,
        message: `the right option is number ${(inRun[0]?.position ?? 0) + 1} ${run.length} times in a row (${percentage(run.p)} by chance)`,
        related: places(inRun),
      },
    ];
  },
};

function place(
  question: QuestionView,
  choice: Choice,
): { position: number; options: number; at: () => ReturnType<Choice['at']> }[] {
  const { key } = choice;
  if (key === undefined || choice.shuffled || question.data.type === 'fill-in' || choice.options.length < 2) return [];
  return [{ position: key.index, options: choice.options.length, at: () => key.at() }];
}

function mostCommon(positions: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const position of positions) counts.set(position, (counts.get(position) ?? 0) + 1);
  return [...counts].toSorted(([a, m], [b, n]) => n - m || a - b)[0]?.[0] ?? 0;
}
