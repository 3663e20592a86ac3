import { randomFrom } from '../../text/random.ts';

/** Position of the key (from 0), and number of options. */
export interface Placed {
  readonly position: number;
  readonly options: number;
}

const seed = 20020731;
const mostDraws = 20_000;
/** Total number of random draws: enough for 20,000 samples of 200 keys, at most a second for any number. */
const mostThrows = 4_000_000;
/** Stop as soon as this many samples are at least as uneven: p is then known well enough (Besag and Clifford 1991). */
const enough = 200;

/**
 * The probability that randomly placed keys are distributed at least as unevenly as these.
 *
 * χ² summed over groups with the same number of options; its distribution is determined by Monte Carlo with a fixed
 * seed, because the χ² approximation is wrong for the few questions of a module. Deterministic.
 */
export function unevenPlacement(placed: readonly Placed[]): number {
  const groups = new Map<number, number[]>();
  for (const { position, options } of placed) {
    const counts = groups.get(options) ?? Array.from({ length: options }, () => 0);
    counts[position] = (counts[position] ?? 0) + 1;
    groups.set(options, counts);
  }
  const observed = [...groups.values()].reduce((sum, counts) => sum + chiSquare(counts), 0);
  const next = randomFrom(seed);
  const draws = Math.max(1_000, Math.min(mostDraws, Math.floor(mostThrows / Math.max(1, placed.length))));
  let extreme = 0;
  for (let draw = 1; draw <= draws; draw += 1) {
    let statistic = 0;
    for (const counts of groups.values()) statistic += chiSquare(throwDice(counts, next));
    if (statistic >= observed - 1e-9) extreme += 1;
    if (extreme >= enough) return extreme / draw;
  }
  return (extreme + 1) / (draws + 1);
}

function throwDice(like: readonly number[], next: () => number): number[] {
  const counts = Array.from({ length: like.length }, () => 0);
  const total = like.reduce((sum, count) => sum + count, 0);
  for (let i = 0; i < total; i += 1) {
    const side = Math.floor(next() * counts.length);
    counts[side] = (counts[side] ?? 0) + 1;
  }
  return counts;
}

function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** The longest run of keys in one position: its start, its length, and the probability of a run that long by chance. */
export interface Run {
  readonly start: number;
  readonly length: number;
  readonly p: number;
}

/** The longest run of equal positions, with the exact probability of a run at least as long anywhere in the list. */
export function longestRun(placed: readonly Placed[]): Run {
  let best = { start: 0, length: 0 };
  for (let start = 0, i = 0; i < placed.length; i += 1) {
    if (placed[i]?.position !== placed[start]?.position) start = i;
    if (i - start + 1 > best.length) best = { start, length: i - start + 1 };
  }
  return { ...best, p: runAtLeast(placed, best.length) };
}

/** `running[r]`: probability that the run ending here has length r and none so far has reached `length`. */
function runAtLeast(placed: readonly Placed[], length: number): number {
  if (length <= 1) return placed.length > 0 ? 1 : 0;
  // Even with two options a run of 64 has a probability of less than 1e-14 in a hundred thousand questions.
  if (length > 64) return 0;
  let running = new Float64Array(length);
  let reached = 0;
  placed.forEach(({ options }, i) => {
    const next = new Float64Array(length);
    if (i === 0) next[1] = 1;
    else {
      for (let r = 1; r < length; r += 1) {
        const chance = running[r] ?? 0;
        if (r + 1 === length) reached += chance / options;
        else next[r + 1] = (next[r + 1] ?? 0) + chance / options;
        next[1] = (next[1] ?? 0) + chance * (1 - 1 / options);
      }
    }
    running = next;
  });
  return reached;
}
