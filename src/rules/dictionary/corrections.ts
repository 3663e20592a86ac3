const letters = 'abcdefghijklmnopqrstuvwxyz';

/**
 * Known words one slip away (two letters swapped, one missing, doubled, wrong or too many: nine in ten misspellings,
 * Damerau 1964), likeliest slip first. The dictionary's own search goes further and takes a third of a second a word.
 */
export function corrections(word: string, knows: (candidate: string) => boolean): string[] {
  const found = new Set<string>();
  for (const candidate of slips(word.toLowerCase())) if (!found.has(candidate) && knows(candidate)) found.add(candidate);
  return [...found].slice(0, 3);
}

function* slips(word: string): Generator<string> {
  for (let i = 0; i < word.length - 1; i += 1) yield word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2);
  for (let i = 1; i < word.length; i += 1) yield word.slice(0, i) + word[i - 1] + word.slice(i);
  for (let i = 1; i < word.length; i += 1) if (word[i] === word[i - 1]) yield word.slice(0, i) + word.slice(i + 1);
  for (let i = 1; i <= word.length; i += 1) for (const letter of letters) yield word.slice(0, i) + letter + word.slice(i);
  for (let i = 1; i < word.length; i += 1) yield word.slice(0, i) + word.slice(i + 1);
  for (let i = 1; i < word.length; i += 1) for (const letter of letters) yield word.slice(0, i) + letter + word.slice(i + 1);
}
