import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyState, withAnswer, type LearnerState } from '../../src/learner/state.ts';
import { correlation, countedAnswers, fewest, statisticsOf } from '../../src/learner/statistics.ts';
import { runs } from '../cases.ts';

/** A learner's points by question, each with what was chosen. */
const learner = (points: Readonly<Record<string, number>>): LearnerState =>
  Object.entries(points).reduce(
    (state, [address, share]) =>
      withAnswer(state, address, {
        response: { choice: share === 1 ? 'right' : 'wrong' },
        version: 'v',
        points: share,
        at: 1,
        hints: 0,
        confidence: 'sure',
      }),
    emptyState('s'),
  );
const statistics = (states: readonly LearnerState[]) =>
  statisticsOf(
    ['m/a', 'm/b', 'm/c'],
    countedAnswers(states, (_, { version }) => version === 'v'),
  );

test('A question that only those get right who get the others right discriminates; one that they miss, does so the other way', () => {
  const good = Array.from({ length: 6 }, () => learner({ 'm/a': 1, 'm/b': 1, 'm/c': 0, 'm/d': 1 }));
  const poor = Array.from({ length: 6 }, () => learner({ 'm/a': 0, 'm/b': 0, 'm/c': 1, 'm/d': 0 }));
  const [a, b, c] = statistics([...good, ...poor]);
  expect(a).toMatchObject({ learners: 12, mean: 0.5, surelyWrong: 6 });
  expect(a?.discrimination).toBeCloseTo(1, 9);
  expect(b?.discrimination).toBeCloseTo(1, 9);
  expect(c?.discrimination).toBeCloseTo(-1, 9);
  expect(a?.chosen).toEqual(
    new Map([
      ['right', 6],
      ['wrong', 6],
    ]),
  );
});

test('Answers are counted as they were given: options, texts, parts; what is long says something of one learner alone', () => {
  const responses = [
    { text: '12' },
    { text: '13' },
    { text: '12' },
    { left: 'x', right: 'y' },
    { http: 'on', tcp: 'on' },
    { text: 'an open answer of somebody, '.repeat(3) },
  ];
  const states = responses.map((response) =>
    withAnswer(emptyState('s'), 'm/a', { response, version: 'v', points: 0, at: 1, hints: 0 }),
  );
  expect(Object.fromEntries(statistics(states)[0]?.chosen ?? [])).toEqual({
    '12': 2,
    '13': 1,
    'left: x': 1,
    'right: y': 1,
    http: 1,
    tcp: 1,
  });
});

test('What cannot be computed is not said: with few learners, where all are alike, and of what nobody answered', () => {
  const few = statistics(Array.from({ length: fewest - 1 }, (_, index) => learner({ 'm/a': index % 2, 'm/b': 1 })));
  expect(few.map(({ discrimination }) => discrimination)).toEqual([undefined, undefined, undefined]);
  const alike = statistics(Array.from({ length: 20 }, () => learner({ 'm/a': 1, 'm/b': 0.5 })));
  expect(alike.map(({ discrimination }) => discrimination)).toEqual([undefined, undefined, undefined]);
  expect(alike.map(({ learners, mean }) => [learners, mean])).toEqual([
    [20, 1],
    [20, 0.5],
    [0, 0],
  ]);
  const alone = statistics(Array.from({ length: 20 }, (_, index) => learner({ 'm/a': index % 2 })));
  expect(alone[0]?.discrimination).toBeUndefined();
});

test('A correlation is that of Pearson, whatever the numbers are: symmetric, bounded, the same on another scale', () => {
  const number = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { minLength: 3, maxLength: 40 }), (pairs) => {
      const found = correlation(pairs);
      if (found === undefined) return;
      expect(Math.abs(found)).toBeLessThanOrEqual(1);
      expect(correlation(pairs.map(([x, y]) => [y, x]))).toBeCloseTo(found, 6);
      expect(correlation(pairs.map(([x, y]) => [x, 3 - 2 * y]))).toBeCloseTo(-found, 6);
      // By sums of products, as the formula is written in textbooks.
      const sum = (of: (x: number, y: number) => number) => pairs.reduce((all, [x, y]) => all + of(x, y), 0);
      const n = pairs.length;
      const [x, y, xy, xx, yy] = [
        sum((one) => one),
        sum((_, one) => one),
        sum((one, other) => one * other),
        sum((one) => one * one),
        sum((_, one) => one * one),
      ];
      const textbook = (n * xy - x * y) / Math.sqrt((n * xx - x * x) * (n * yy - y * y));
      if (n * xx - x * x > 1e-3 && n * yy - y * y > 1e-3) expect(found).toBeCloseTo(textbook, 5);
    }),
    { seed: 5, numRuns: runs(300, 5000) },
  );
});
