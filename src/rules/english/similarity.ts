/**
 * Whether at least this share of two texts is alike, from 0 to 1: one less the edit distance (Levenshtein) over the
 * longer length.
 */
export function isAlike(a: string, b: string, share: number): boolean {
  const longest = Math.max(a.length, b.length);
  const most = Math.floor(longest * (1 - share) + 1e-9);
  return editDistance(a, b, most) <= most;
}

/**
 * Levenshtein distance: insertions, deletions and replacements of single UTF-16 units. A distance above `most` is only
 * said to be so (`most + 1`); that takes `most` times the length, not its square (Ukkonen 1985).
 */
export function editDistance(a: string, b: string, most = Math.max(a.length, b.length)): number {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let [endOfA, endOfB] = [a.length, b.length];
  while (endOfA > start && endOfB > start && a[endOfA - 1] === b[endOfB - 1])
    [endOfA, endOfB] = [endOfA - 1, endOfB - 1];
  const [rows, columns] = [endOfA - start, endOfB - start];
  if (Math.abs(rows - columns) > most) return most + 1;

  const beyond = most + 1;
  let above = Array.from({ length: columns + 1 }, (_, j) => Math.min(j, beyond));
  for (let i = 1; i <= rows; i += 1) {
    const row = Array<number>(columns + 1).fill(beyond);
    if (i <= most) row[0] = i;
    let least = row[0] ?? beyond;
    for (let j = Math.max(1, i - most); j <= Math.min(columns, i + most); j += 1) {
      const replaced = (above[j - 1] ?? beyond) + (a[start + i - 1] === b[start + j - 1] ? 0 : 1);
      const cost = Math.min(replaced, (above[j] ?? beyond) + 1, (row[j - 1] ?? beyond) + 1, beyond);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return beyond;
    above = row;
  }
  return above[columns] ?? beyond;
}
