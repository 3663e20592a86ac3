import { expect, test } from 'vitest';
import { emptyState, withAnswer } from '../../src/learner/state.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { fingerprint } from '../../src/questions/types.ts';
import { diskFiles } from '../../src/source/disk.ts';
import { folderWith, run, twoQuestions, validCourse } from './sample.ts';

const course = { ...validCourse, 'content/modules/sound/quiz.yaml': twoQuestions };

/** A course with the files of many learners: `choose` says what each of them chose of either question. */
function withLearners(
  count: number,
  choose: (index: number) => readonly [medium: string, vacuum: string],
  version?: string,
): { readonly folder: string; readonly files: readonly string[] } {
  const probe = folderWith(course);
  const questions = loadCourse(diskFiles(`${probe}/content`)).course?.modules[0]?.quiz?.questions ?? [];
  const files = Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const state = questions.reduce((before, { address, data }) => {
        const choice = choose(index)[data.id === 'medium' ? 0 : 1];
        const points = choice === 'air' || choice === 'false' ? 1 : 0;
        return withAnswer(before, address, {
          response: { choice },
          version: version ?? fingerprint(data),
          points,
          at: 1000 + index,
          hints: 0,
        });
      }, emptyState('seed'));
      return [`answers/${index}.json`, JSON.stringify(state)];
    }),
  );
  return { folder: folderWith({ ...course, ...files }), files: Object.keys(files) };
}

test('`stats` tells how difficult each question is and how well it discriminates, beside its place', async () => {
  const { folder, files } = withLearners(20, (index) =>
    index < 15 ? ['air', index < 10 ? 'false' : 'true'] : ['light', 'true'],
  );
  const { status, out } = await run(folder, ['stats', ...files], { now: () => 5000 });
  expect(out).toBe(`20 learners, 40 answers to 2 questions

learners  mean  discr.  sure, wrong  question
      20  0.75    0.58            0  sound/medium  content/modules/sound/quiz.yaml:2
      20  0.50    0.58            0  sound/vacuum  content/modules/sound/quiz.yaml:19
`);
  expect(status).toBe(0);
  expect((await run(folder, ['stats', 'answers'], { now: () => 5000 })).out).toBe(out);
});

test('`stats` names options that nobody believes and questions that mislead, from 40 learners on', async () => {
  const choose = (index: number): readonly [string, string] => (index % 2 === 0 ? ['air', 'true'] : ['light', 'false']);
  const { folder, files } = withLearners(40, choose);
  const { out } = await run(folder, ['stats', ...files], { now: () => 5000 });
  expect(out).toContain(
    'warning[question-misleading] whoever knows more misses this question: its correlation with the others is −1.00',
  );
  expect(out).toContain('warning[option-implausible] nobody of 40 learners chose this option');
  expect(out).toContain('content/modules/sound/quiz.yaml:16:15');
  expect(out.match(/option-implausible\]/g)).toHaveLength(1);
  const fewer = withLearners(39, choose);
  const { out: quiet } = await run(fewer.folder, ['stats', ...fewer.files], { now: () => 5000 });
  expect(quiet).not.toContain('warning');
  const { out: data } = await run(folder, ['stats', ...files, '--format', 'json'], { now: () => 5000 });
  expect(JSON.parse(data)).toMatchObject({
    version: 1,
    learners: 40,
    otherAnswers: 0,
    questions: [
      { address: 'sound/medium', learners: 40, mean: 0.5, discrimination: -1, chosen: { air: 20, light: 20 } },
      {},
    ],
    diagnostics: [{ code: 'question-misleading' }, { code: 'option-implausible' }, { code: 'question-misleading' }],
  });
});

test('`stats` counts no answer to a question that has changed, and refuses answers to another course', async () => {
  const { folder, files } = withLearners(3, () => ['air', 'false'], 'before');
  const { status, err } = await run(folder, ['stats', ...files], { now: () => 5000 });
  expect(err).toContain('None of these answers is to a question of this course as it is now.');
  expect(status).toBe(2);
  const { err: none } = await run(folder, ['stats'], {});
  expect(none).toContain('`stats` needs the files of answers, or folders of them.');
});
