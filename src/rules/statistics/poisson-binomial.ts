/** Above this many trials the refined normal approximation is closer than 1e-5, and the exact sum too slow. */
const exactUpTo = 1000;

/**
 * P(X >= successes), where X counts the successes of independent trials with individual probabilities (one-sided; the
 * binomial test if all are equal).
 */
export function upperTail(chances: readonly number[], successes: number): number {
  if (successes <= 0) return 1;
  if (successes > chances.length) return 0;
  return chances.length <= exactUpTo ? exact(chances, successes) : approximate(chances, successes);
}

/**
 * Like `upperTail`, with `unknown` further trials of unknown outcome, which count as failures with the mean
 * probability, so that the result is conservative.
 */
export function upperTailWithUnknown(chances: readonly number[], successes: number, unknown: number): number {
  if (chances.length === 0) return 1;
  const mean = chances.reduce((sum, chance) => sum + chance, 0) / chances.length;
  return upperTail([...chances, ...Array<number>(unknown).fill(mean)], successes);
}

/** Dynamic programming over trials: `below[k]` is the probability of k successes so far, for k < successes. */
function exact(chances: readonly number[], successes: number): number {
  const below = new Float64Array(successes);
  below[0] = 1;
  let reached = 0;
  for (const chance of chances) {
    reached += (below[successes - 1] ?? 0) * chance;
    for (let k = successes - 1; k > 0; k -= 1) below[k] = (below[k] ?? 0) * (1 - chance) + (below[k - 1] ?? 0) * chance;
    below[0] = (below[0] ?? 0) * (1 - chance);
  }
  return Math.min(1, reached);
}

/** Refined normal approximation with skewness (Volkova 1996; Hong 2013, section 2.4). */
function approximate(chances: readonly number[], successes: number): number {
  let mean = 0;
  let variance = 0;
  let third = 0;
  for (const p of chances) {
    mean += p;
    variance += p * (1 - p);
    third += p * (1 - p) * (1 - 2 * p);
  }
  if (variance === 0) return mean >= successes ? 1 : 0;
  const x = (successes - 0.5 - mean) / Math.sqrt(variance);
  const skew = third / variance ** 1.5;
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  return Math.min(1, Math.max(0, normalUpper(x) - (skew * (1 - x * x) * density) / 6));
}

/** P(Z > x) for a standard normal Z (Abramowitz and Stegun 7.1.26 on erfc; absolute error below 2e-7). */
function normalUpper(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * z);
  const tail =
    0.5 *
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) *
    Math.exp(-z * z);
  return x >= 0 ? tail : 1 - tail;
}
