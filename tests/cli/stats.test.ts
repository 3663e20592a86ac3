import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
      const state = questions.reduce(
        (before, { address, data }) => {
          const choice = choose(index)[data.id === 'medium' ? 0 : 1];
          const points = choice === 'air' || choice === 'false' ? 1 : 0;
          return withAnswer(before, address, {
            response: { choice },
            version: version ?? fingerprint(data),
            points,
            at: 1000 + index,
            hints: 0,
          });
        },
        emptyState(`learner ${index}`),
      );
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

test('`stats` counts a learner once, whichever and however many files are theirs, by the latest answers', async () => {
  const { folder, files } = withLearners(12, (index) => [index < 6 ? 'air' : 'light', 'false']);
  const [first = ''] = files;
  const later = readFileSync(`${folder}/${first}`, 'utf8')
    .replaceAll('"at":1000', '"at":2000')
    .replace('"air"', '"light"');
  writeFileSync(`${folder}/later.json`, later.replace('"points":1', '"points":0'));
  const say = async (names: readonly string[]) => (await run(folder, ['stats', ...names], { now: () => 5000 })).out;
  expect(await say([...files, ...files])).toBe(await say(files));
  expect(await say([...files, 'later.json'])).toContain('12 learners, 24 answers to 2 questions');
  expect(await say(files)).toContain('      12  0.50 ');
  for (const names of [
    [...files, 'later.json'],
    ['later.json', ...files],
  ])
    expect(await say(names)).toContain('      12  0.42 ');
});

test('`stats` knows questions by the names they had before', async () => {
  const { folder, files } = withLearners(2, () => ['air', 'false']);
  const file = `${folder}/content/modules/sound/quiz.yaml`;
  writeFileSync(file, readFileSync(file, 'utf8').replace('- id: medium', '- id: carrier\n    aliases: [medium]'));
  const { out } = await run(folder, ['stats', ...files], { now: () => 5000 });
  expect(out).toContain('2 learners, 4 answers to 2 questions\n');
  expect(out).toContain('sound/carrier');
});

test('`stats` counts no answer to a question that has changed, and says what it leaves out', async () => {
  const { folder, files } = withLearners(3, () => ['air', 'false'], 'before');
  const { status, out } = await run(folder, ['stats', ...files], { now: () => 5000 });
  expect(out).toContain(
    '3 learners, 0 answers to 0 questions; 6 answers to questions that have changed or are gone not counted',
  );
  expect(status).toBe(0);
  const broken = readFileSync(`${folder}/${files[0] ?? ''}`, 'utf8').replace('"points":1', '"points":7');
  writeFileSync(`${folder}/broken.json`, broken);
  const { err } = await run(folder, ['stats', 'broken.json'], { now: () => 5000 });
  expect(err).toBe('Left out of `broken.json`, because not readable: 1 entry.\n');
});

test('`stats` refuses files of another course, one by one and by its name, and what is no file of answers', async () => {
  const { folder, files } = withLearners(2, () => ['air', 'false']);
  const other = JSON.stringify({
    ...emptyState('s'),
    course: { title: 'Birds', address: 'https://birds.example/' },
    answers: { 'owl/one': { response: { choice: 'a' }, version: 'v', points: 1, at: 1, hints: 0 } },
  });
  writeFileSync(`${folder}/birds.json`, other);
  writeFileSync(`${folder}/nameless.json`, other.replace('"course"', '"from"'));
  mkdirSync(`${folder}/empty`);
  const say = async (...names: readonly string[]) => (await run(folder, ['stats', ...names], { now: () => 5000 })).err;
  expect(await say(...files, 'birds.json')).toContain('`birds.json` belongs to the course “Birds”.');
  expect(await say(...files, 'nameless.json')).toContain('`nameless.json` has no answer to a question of this course.');
  expect(await say('empty')).toContain('There are no files of answers in `empty`.');
  expect(await say()).toContain('`stats` needs the files of answers, or folders of them.');
});
