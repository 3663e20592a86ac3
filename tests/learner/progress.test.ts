import { describe, expect, test } from 'vitest';
import { countDrawn } from '../../schemas/quiz.ts';
import { drawn } from '../../src/learner/attempt.ts';
import { isDone, moduleToGoOnWith, standingOf } from '../../src/learner/progress.ts';
import { emptyState, withAnswer, type AnswerRecord, type LearnerState } from '../../src/learner/state.ts';

const answers = (given: Readonly<Record<string, Partial<AnswerRecord>>>): LearnerState => {
  let state = emptyState('s');
  for (const [address, more] of Object.entries(given))
    state = withAnswer(state, address, { response: {}, version: 'v', points: 1, at: 1, hints: 0, ...more });
  return state;
};
const asks = (...ids: readonly string[]) => ids.map((id) => [id, 'v'] as const);

describe('What counts in a module', () => {
  test('is each question once, with its latest answer: right, partly right or not', () => {
    let state = answers({ 'a/x': { points: 0 }, 'a/y': { points: 0.5, at: 3 }, 'b/x': {} });
    state = withAnswer(state, 'a/x', { response: {}, version: 'v', points: 1, at: 2, hints: 0 });
    expect(standingOf(state, 'a', { questions: asks('x', 'y', 'z') })).toEqual({
      asked: 3,
      answered: 2,
      right: 1,
      partly: 1,
      last: 3,
    });
  });

  test('is no answer to a question that was removed, or that has changed since', () => {
    const state = answers({ 'a/gone': {}, 'a/changed': { version: 'before' }, 'a/x': {} });
    const standing = standingOf(state, 'a', { questions: asks('changed', 'x') });
    expect(standing).toMatchObject({ asked: 2, answered: 1, right: 1 });
    expect(isDone(standing)).toBe(false);
  });

  test('is what the attempt draws from a pool, so that all that was asked is all there is', () => {
    const questions = asks('a', 'b', 'c', 'd', 'e', 'f');
    const state = emptyState('s');
    const asked = drawn(questions, 2, state, 'pool');
    expect(asked).toHaveLength(2);
    const answered = answers(Object.fromEntries(asked.map(([id]) => [`pool/${id}`, {}])));
    expect(standingOf(answered, 'pool', { questions, pick: 2 })).toMatchObject({ asked: 2, answered: 2, right: 2 });
    const others = questions.filter((question) => !asked.includes(question));
    const elsewhere = answers(Object.fromEntries(others.map(([id]) => [`pool/${id}`, {}])));
    expect(standingOf(elsewhere, 'pool', { questions, pick: 2 })).toMatchObject({ asked: 2, answered: 0 });
  });

  test('is what the attempt draws on each objective, if that is how it draws', () => {
    const questions = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id, index): [string, string, string] => [
      id,
      'v',
      ['know', 'use', 'know', 'know', 'use', 'know', 'one'][index]!,
    ]);
    for (const seed of ['s', 't', 'u', 'v']) {
      const asked = drawn(questions, 2, emptyState(seed), 'pool', ([, , objective]) => objective);
      expect(asked.map(([, , objective]) => objective).toSorted()).toEqual(['know', 'know', 'one', 'use', 'use']);
    }
    expect(standingOf(emptyState('s'), 'pool', { questions, pick: 2 })).toMatchObject({ asked: 5 });
    expect(
      countDrawn(
        { perObjective: 2 },
        questions.map(([, , objective]) => objective),
      ),
    ).toBe(5);
    expect(countDrawn(9, ['know', 'use'])).toBe(2);
  });

  test('is not the practice in the lesson, unless there is nothing else', () => {
    const state = answers({ 'a/practice': { points: 0 }, 'a/x': {} });
    expect(standingOf(state, 'a', { questions: asks('x'), lesson: asks('practice') })).toMatchObject({
      asked: 1,
      right: 1,
    });
    expect(standingOf(state, 'a', { questions: [], lesson: asks('practice') })).toMatchObject({ asked: 1, right: 0 });
  });

  test('is an answer that is about to be given again', () => {
    let state = answers({ 'a/x': {} });
    state = withAnswer(state, 'a/x', { ...(state.answers['a/x'] as AnswerRecord), again: true });
    expect(standingOf(state, 'a', { questions: asks('x') })).toMatchObject({ answered: 1, right: 1 });
  });
});

describe('The module to go on with', () => {
  const course = (...standings: readonly (readonly [answered: number, asked: number, last: number])[]) =>
    standings.map(([answered, asked, last]) => ({ standing: { answered, asked, last, right: answered, partly: 0 } }));
  const numberOf = (modules: ReturnType<typeof course>) => {
    const next = moduleToGoOnWith(modules);
    return next === undefined ? undefined : modules.indexOf(next) + 1;
  };

  test('is the first for a newcomer, then the latest, then the next that is not finished, from the start again', () => {
    expect(numberOf(course([0, 2, 0], [0, 2, 0]))).toBe(1);
    expect(numberOf(course([0, 2, 0], [1, 2, 9], [0, 2, 0]))).toBe(2);
    expect(numberOf(course([0, 2, 0], [2, 2, 9], [0, 2, 0]))).toBe(3);
    expect(numberOf(course([0, 2, 0], [2, 2, 8], [2, 2, 9]))).toBe(1);
  });

  test('is none once all is finished, and one that asks nothing only after the latest', () => {
    expect(numberOf(course([2, 2, 1], [0, 0, 0], [1, 1, 2]))).toBeUndefined();
    expect(numberOf(course([2, 2, 1], [0, 0, 0], [0, 1, 0]))).toBe(2);
  });
});
