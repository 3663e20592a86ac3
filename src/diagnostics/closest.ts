/**
 * The candidate a person most likely meant, or undefined where none is near: at most one edit for short words,
 * one in three letters for longer ones (edits: insert, delete, replace, swap neighbours; case, hyphens and
 * underscores are free, so `pass_mark` is `passMark`).
 * Ties go to the candidate that comes first, unless `only` asks for a clear winner. Where none is near, the only
 * candidate that goes on where a word of five letters or more ends is meant: half a heading's id, say.
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
 * Whether whoever wrote `word` can hardly have meant anything but `candidate`: one slip away, or two where it has eight
 * letters or more. Only so much may be mended unasked; words that are further apart may be two words.
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

/** Optimal string alignment distance, given up as soon as it must exceed `atMost`. */
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
