/**
 * Whether the similarity of two texts is at least `share`, from 0 to 1: one minus the Levenshtein distance divided by
 * the longer length.
 */
export function isAlike(a: string, b: string, share: number): boolean {
  const longest = Math.max(a.length, b.length);
  const most = Math.floor(longest * (1 - share) + 1e-9);
  return editDistance(a, b, most) <= most;
}

/**
 * Levenshtein distance: insertions, deletions and replacements of single UTF-16 units. For a distance above `most` it
 * returns `most + 1`, which takes time proportional to `most` times the length instead of its square (Ukkonen 1985).
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
