import { describe, expect, test } from 'vitest';
import { checkCode } from '../../src/learner/check-code.ts';
import { emptyState, withAnswer, type AnswerRecord } from '../../src/learner/state.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { fingerprint } from '../../src/questions/types.ts';
import { diskFiles } from '../../src/source/disk.ts';
import { folderWith, run, twoQuestions, validCourse } from './sample.ts';

const at = 1_800_000_000_000;
const exam = { ...validCourse, 'content/modules/sound/quiz.yaml': `exam: true\n${twoQuestions}` };

/** Saves the right answers of a learner, changed as a test says, and verifies them. */
async function verified(files: Readonly<Record<string, string>>, change: Partial<Record<string, object>> = {}) {
  const folder = folderWith(files);
  const questions = loadCourse(diskFiles(`${folder}/content`)).course?.modules[0]?.quiz?.questions ?? [];
  const state = questions.reduce((before, { address, data }) => {
    const response: Record<string, string> = { choice: data.id === 'medium' ? 'air' : 'false' };
    const answer: AnswerRecord = { response, version: fingerprint(data), points: 1, at, hints: 0 };
    const changed = change[data.id];
    return changed === undefined
      ? withAnswer(before, address, answer)
      : withAnswer(before, address, { ...answer, ...changed });
  }, emptyState('seed'));
  const file = `${folderWith({ 'answers.json': JSON.stringify(state) })}/answers.json`;
  const outcome = await run(folder, ['verify', file, '--name', ' Ada  Lovelace '], { now: () => at + 1000 });
  return { ...outcome, state };
}

describe('`verify`', () => {
  test('grades an exam once more, and gives the code that its certificate has', async () => {
    const { status, out, state } = await verified(exam);
    const code = await checkCode({ module: 'sound', name: 'Ada Lovelace', answers: state.answers });
    expect(code).toMatch(/^(?:[\dA-HJKMNP-TV-Z]{4}-){2}[\dA-HJKMNP-TV-Z]{4}$/);
    expect(out).toBe(
      `What Is Sound? (sound)\n  handed in  ${new Date(at).toISOString()}\n  earned     2 of 2 points, 100 %: passed\n  code       ${code}\n\n`,
    );
    expect(status).toBe(0);
  });

  test.each([
    [
      'points that it did not earn',
      { response: { choice: 'light' } },
      'sound/medium earns 0 points, and the file says 1',
    ],
    ['an answer to another question', { version: 'other' }, 'sound/medium has changed since it was answered'],
    ['an answer given later', { at: at + 500 }, 'the answers were not given at one moment'],
  ])('gives no code to %s, and says what is wrong', async (_, change, said) => {
    const { status, out } = await verified(exam, { medium: change });
    expect(out).toContain(said);
    expect(out).not.toContain('  code ');
    expect(status).toBe(1);
  });

  test('gives another code for another name, other points, another answer, another moment', async () => {
    const { state } = await verified(exam);
    const handedIn = { module: 'sound', name: 'Ada Lovelace', answers: state.answers };
    const [address, answer] = Object.entries(state.answers)[0]!;
    const others = [
      { ...handedIn, name: 'Ada Lovelac' },
      { ...handedIn, module: 'light' },
      ...[{ points: 0.5 }, { at: at + 1 }, { version: 'x' }, { response: { choice: 'light' } }].map((change) => ({
        ...handedIn,
        answers: { ...state.answers, [address]: { ...answer, ...change } },
      })),
    ];
    const codes = await Promise.all([handedIn, ...others].map(checkCode));
    expect(new Set(codes).size).toBe(codes.length);
  });

  test('finds nothing where no quiz is an exam, and refuses what is no file of answers', async () => {
    expect((await verified(validCourse)).out).toBe('No exam of this course was handed in here.\n');
    const folder = folderWith({ ...exam, 'notes.json': '{"a": 1}', 'later.json': '{"version": 2}' });
    const say = async (file: string) => (await run(folder, ['verify', file], { now: () => at })).err;
    expect(await say('notes.json')).toContain('`notes.json` is no file of answers.');
    expect(await say('later.json')).toContain('was saved by a later version of Lectern');
    expect(await say('gone.json')).toContain('`gone.json` cannot be read: ENOENT.');
  });
});
