/**
 * The candidate that was most likely meant, or undefined if none is close: at most one edit for short words, one per
 * three letters for longer ones (insertion, deletion, substitution, transposition; case, hyphens and underscores are
 * ignored, so `pass_mark` matches `passMark`). Ties go to the first candidate, unless `only` requires a unique one. If
 * none is close, a word of five letters or more matches the only candidate that starts with it, such as half of a
 * heading's id.
 */
export function closest(
  word: string,
  candidates: Iterable<string>,
  only: 'first' | 'clear' = 'first',
): string | undefined {
  const wanted = fold(word);
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  let ties = 0;
  const longer: string[] = [];
  for (const candidate of candidates) {
    const folded = fold(candidate);
    if (wanted.length >= 5 && folded.startsWith(wanted) && folded !== wanted) longer.push(candidate);
    if (Math.abs(folded.length - wanted.length) > limit || candidate === best || candidate === word) continue;
    const distance = edits(wanted, folded, bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
      ties = 1;
    } else if (distance === bestDistance && distance <= limit) ties++;
  }
  if (only === 'clear') return ties > 1 ? undefined : best;
  return best ?? (longer.length === 1 ? longer[0] : undefined);
}

/**
 * Whether `word` is almost certainly a typo of `candidate`: one edit away, or two if it has eight letters or more. Only
 * such typos are safe to fix automatically; words further apart may be different words.
 */
export function isSlipOf(word: string, candidate: string): boolean {
  const [written, meant] = [fold(word), fold(candidate)];
  const allowed = meant.length >= 8 ? 2 : 1;
  return (
    word !== candidate &&
    Math.abs(written.length - meant.length) <= allowed &&
    edits(written, meant, allowed) <= allowed
  );
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[-_ ]/g, '');
}

/** Optimal string alignment distance; stops as soon as it must exceed `atMost`. */
function edits(a: string, b: string, atMost: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > atMost) return atMost + 1;
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
