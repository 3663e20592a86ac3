import { describe, expect, test } from 'vitest';
import { progress } from '../../schemas/progress.ts';
import { dueAt, daysUntil, moduleOf, parameters, sessionOf, timetable, type Due } from '../../src/learner/schedule.ts';
import { emptyState, readState, withAnswer, type LearnerState, type Rating } from '../../src/learner/state.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 0, 1);

describe('when a question is due', () => {
  test('depends on how well it was recalled: never sooner for a better answer', () => {
    const due = ([1, 2, 3, 4] as const).map((rating) => dueAt([[start, rating]]));
    expect(due).toEqual(due.toSorted((a, b) => a - b));
    expect((due[3] ?? 0) - (due[0] ?? 0)).toBeGreaterThan(3 * day);
  });

  test('moves away as it is recalled again and again, and comes near after a lapse', () => {
    const recalls: [number, Rating][] = [];
    const gaps: number[] = [];
    let at = start;
    for (let round = 0; round < 5; round++) {
      recalls.push([at, 3]);
      const due = dueAt(recalls);
      gaps.push(due - at);
      at = due;
    }
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
    const last = gaps.at(-1) ?? 0;
    recalls.push([at, 1]);
    expect(dueAt(recalls) - at).toBeLessThan(last / 2);
  });

  test('is pinned: these moments hold after every upgrade of the library', () => {
    const days = (ratings: Rating[]) => {
      const recalls = ratings.map((rating, index): [number, Rating] => [start + index * 7 * day, rating]);
      return (dueAt(recalls) - (recalls.at(-1)?.[0] ?? 0)) / day;
    };
    expect([[1], [2], [3], [4], [3, 3], [3, 1], [1, 3, 4]].map((ratings) => days(ratings as Rating[])))
      .toMatchInlineSnapshot(`
      [
        1,
        2,
        3,
        8,
        21,
        1,
        24,
      ]
    `);
    expect(parameters.w).toHaveLength(21);
  });
});

describe('a review session', () => {
  const due = (address: string, at: number): Due => ({ address, at });

  test('takes turns between modules and begins with what is longest overdue', () => {
    const session = sessionOf([due('a/1', 1), due('a/2', 2), due('a/3', 3), due('b/1', 4), due('c/1', 99)], 10, 3);
    expect(session.map(({ address }) => address)).toEqual(['a/1', 'b/1', 'a/2']);
  });

  test('is made of what is due alone: all of it where that is little, nothing where nothing is', () => {
    expect(sessionOf([due('a/1', 5)], 5)).toHaveLength(1);
    expect(sessionOf([due('a/1', 6)], 5)).toEqual([]);
    expect(sessionOf([], 5)).toEqual([]);
  });

  test('lists everything answered by the moment it is due', () => {
    let state: LearnerState = emptyState('s');
    state = withAnswer(state, 'a/good', { response: {}, version: '', points: 1, at: start, hints: 0 });
    state = withAnswer(state, 'b/bad', { response: {}, version: '', points: 0, at: start, hints: 0 });
    expect(timetable(state).map(({ address }) => address)).toEqual(['b/bad', 'a/good']);
    expect(moduleOf('a/good')).toBe('a');
    expect(daysUntil(start + 1.5 * day, start)).toBe(2);
    expect(daysUntil(start - day, start)).toBe(0);
  });
});

test('what the browser writes is what the schema of the file describes', () => {
  const state = withAnswer(emptyState('s'), 'a/x', {
    response: { choice: 'b' },
    version: 'v',
    points: 1,
    at: 1,
    hints: 0,
    confidence: 'sure',
  });
  const text = JSON.stringify(state);
  expect(progress.parse(JSON.parse(text))).toEqual(state);
  expect(readState(text, 1e15)).toEqual({ kind: 'state', state, lost: 0 });
});
