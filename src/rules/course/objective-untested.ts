import { closest } from '../../diagnostics/closest.ts';
import type { LessonRule } from '../engine/rule.ts';

export const objectiveUntested: LessonRule = {
  code: 'objective-untested',
  scope: 'lesson',
  severity: 'warning',
  language: 'any',
  why: 'learners cannot find out whether they have reached it',
  fix: 'add a question with this `objective`',
  check({ module }) {
    const { lesson, quiz } = module;
    if (module.draft || module.quizUnread || lesson?.frontMatter === undefined) return [];
    const { frontMatter, objectives } = lesson;
    if (quiz === undefined) {
      return objectives.length === 0
        ? []
        : [
            {
              at: frontMatter.keySpanOf(['objectives']),
              message: 'no quiz asks for any of these objectives',
              fix: 'add a `quiz.yaml` beside the lesson',
            },
          ];
    }
    const ids = objectives.map(({ id }) => id);
    const named = [
      ...quiz.questions.map(({ data }) => data.objective),
      ...quiz.leftOut.map(({ objective }) => objective),
    ];
    const meant = named.map((name) => (name === undefined || ids.includes(name) ? name : closest(name, ids)));
    // Unknown and invalid references are reported separately, and might refer to any objective.
    if (named.length === 0 || meant.includes(undefined)) return [];
    const asked = new Set(meant);
    return objectives.flatMap(({ id, at }) =>
      asked.has(id) ? [] : [{ at: at(), message: `no question asks for objective \`${id}\`` }],
    );
  },
};
