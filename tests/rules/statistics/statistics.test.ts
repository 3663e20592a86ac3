import { describe, expect, test } from 'vitest';
import { longestRun, unevenPlacement, type Placed } from '../../../src/rules/statistics/positions.ts';
import { upperTail } from '../../../src/rules/statistics/poisson-binomial.ts';
import { randomFrom } from '../../../src/text/random.ts';

const placed = (digits: string, options = 4): Placed[] =>
  [...digits].map((digit) => ({ position: Number(digit), options }));

describe('The chance of so many successes', () => {
  test('is the binomial one where all chances are equal', () => {
    // 1 - pbinom(5, 10, 0.25) and 1 - pbinom(7, 8, 0.5) of R.
    expect(
      upperTail(
        Array.from({ length: 10 }, () => 0.25),
        6,
      ),
    ).toBeCloseTo(0.01972771, 8);
    expect(
      upperTail(
        Array.from({ length: 8 }, () => 0.5),
        8,
      ),
    ).toBeCloseTo(1 / 256, 12);
  });
  test('counts each trial with its own chance', () => {
    expect(upperTail([0.5, 0.25], 2)).toBeCloseTo(0.125, 12);
    expect(upperTail([0.5, 0.25], 1)).toBeCloseTo(1 - 0.5 * 0.75, 12);
  });
  test('is 1 for none and 0 for more than there are', () => {
    expect([upperTail([0.2], 0), upperTail([0.2], 2), upperTail([], 0), upperTail([], 1)]).toEqual([1, 0, 1, 0]);
  });
  test('joins the approximation for long lists without a step', () => {
    const at = (n: number): number =>
      upperTail(
        Array.from({ length: n }, () => 0.25),
        281,
      );
    expect(at(1001)).toBeGreaterThan(at(1000));
    expect(at(1001) - at(1000)).toBeLessThan(0.001);
  });
});

describe('The spread of keys over places', () => {
  test('is unlikely where all stand in one place, and likely where they are even', () => {
    expect(unevenPlacement(placed('111111111111'))).toBeLessThan(0.001);
    expect(unevenPlacement(placed('012301230123'))).toBe(1);
  });
  test('is what χ² says where χ² is right', () => {
    // 60 keys, 25/15/12/8: χ² = 10.53 with 3 degrees of freedom, p = 0.0145.
    expect(unevenPlacement(placed('0'.repeat(25) + '1'.repeat(15) + '2'.repeat(12) + '3'.repeat(8)))).toBeCloseTo(
      0.0145,
      2,
    );
  });
  test('is the same every time', () =>
    expect(unevenPlacement(placed('0001122312'))).toBe(unevenPlacement(placed('0001122312'))));
  test('keeps questions with different numbers of options apart', () => {
    expect(unevenPlacement([...placed('010101', 2), ...placed('012012', 3)])).toBeGreaterThan(0.5);
  });
});

describe('A run of equal places', () => {
  test('has the exact chance of any run so long', () => {
    // Two coins: HH or TT.
    expect(longestRun(placed('00', 2))).toMatchObject({ start: 0, length: 2, p: 0.5 });
    // Three coins, a run of at least two: 1 - P(alternating) = 1 - 2/8.
    expect(longestRun(placed('011', 2))).toMatchObject({ start: 1, length: 2, p: 0.75 });
  });
  test('of five in sixty is nothing unusual', () => {
    expect(longestRun(placed(`00000${'1230'.repeat(13)}123`)).p).toBeGreaterThan(0.1);
  });
});

test('Random numbers are the same for the same seed, and spread over [0, 1)', () => {
  const draw = (seed: number): number[] => Array.from({ length: 1000 }, randomFrom(seed));
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  const mean = draw(7).reduce((sum, value) => sum + value, 0) / 1000;
  expect(mean).toBeGreaterThan(0.45);
  expect(mean).toBeLessThan(0.55);
});
