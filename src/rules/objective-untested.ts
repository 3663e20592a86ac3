import type { LessonRule } from './rule.ts';

export const objectiveUntested: LessonRule = {
  code: 'objective-untested',
  scope: 'lesson',
  severity: 'warning',
  language: 'any',
  why: 'learners cannot find out whether they have reached it',
  fix: 'add a question with this `objective`',
  check({ module, questions }) {
    if (module.draft) return [];
    const { data, frontMatter } = module.lesson;
    if (module.quiz === undefined) {
      return [{ at: frontMatter.keySpanOf(['objectives']), message: 'no quiz asks for any of these objectives', fix: 'add a `quiz.yaml` beside the lesson' }];
    }
    const asked = new Set(questions.map((question) => question.data.objective));
    return data.objectives.flatMap((objective, i) =>
      asked.has(objective.id) ? [] : [{ at: frontMatter.spanOf(['objectives', i, 'id']), message: `no question asks for objective \`${objective.id}\`` }],
    );
  },
};
