/**
 * How often a language uses a word: 0 for those that hold its sentences together, 1 for its 4,000 commonest, 2 for the
 * 10,000, 3 for the 38,000, 4 for others that most people know, 5 for the rest.
 */
export type Rarity = 0 | 1 | 2 | 3 | 4 | 5;

/**
 * How a word came to be misspelt: two letters swapped; one written twice, or once instead of twice; an apostrophe missing
 * or too many; a letter missing; one too many; one that sounds alike; one from the key beside it; any other; or two of
 * these. Nine in ten misspellings are a single one (Damerau 1964).
 */
export type Slip = 'swapped' | 'doubled' | 'apostrophe' | 'missing' | 'extra' | 'heard' | 'mistyped' | 'wrong' | 'two';

/** A word of the dictionary that may have been meant. */
export interface Correction {
  readonly word: string;
  readonly slip: Slip;
  readonly rarity: Rarity;
  /** How unlikely it is that this was meant. */
  readonly cost: number;
}

interface Knowledge {
  readonly letters: string;
  /** Letters that one hears, or types, for one another. */
  readonly alike: { readonly heard: ReadonlySet<string>; readonly mistyped: ReadonlySet<string> };
  has(word: string): boolean;
  readonly rarities: ReadonlyMap<string, Rarity>;
}

/** How unlikely a slip is, on the scale of how rare a word is. */
const costs: Readonly<Record<Slip, number>> = { swapped: 0, doubled: 0, apostrophe: 0.5, missing: 1, extra: 1.25, heard: 1.25, mistyped: 1.5, wrong: 2.5, two: 3 };

const apostrophe = "'";

/** In shorter words than this two slips make anything of anything, and a common word of one that is not very long. */
const longEnoughForTwo = 8;
const long = 10;

/**
 * Words one slip away, the likeliest first; where none of them is common, also common ones that are two slips away from
 * a long word.
 */
export function corrections(word: string, { letters, alike, has, rarities }: Knowledge): readonly Correction[] {
  const found = new Map<string, Correction>();
  const add = (candidate: string, slip: Slip): void => {
    const rarity = rarities.get(candidate) ?? 5;
    found.set(candidate, { word: candidate, slip, rarity, cost: costs[slip] + rarity });
  };
  for (const [slip, candidate] of slips(word, letters, alike)) if (!found.has(candidate) && candidate.length > 1 && has(candidate)) add(candidate, slip);
  if (word.length >= longEnoughForTwo && ![...found.values()].some(({ rarity }) => rarity <= 3)) {
    for (const [candidate, rarity] of rarities) if (rarity <= (word.length >= long ? 3 : 2) && candidate[0] === word[0] && distance(word, candidate, 2) === 2 && has(candidate)) add(candidate, 'two');
  }
  return [...found.values()].toSorted((a, b) => a.cost - b.cost || (a.word < b.word ? -1 : 1));
}

/** What each slip would make right again. */
function* slips(word: string, letters: string, { heard, mistyped }: Knowledge['alike']): Generator<readonly [Slip, candidate: string]> {
  for (let i = 0; i < word.length - 1; i += 1) if (word[i] !== word[i + 1]) yield ['swapped', word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2)];
  for (let i = 1; i < word.length; i += 1) if (word[i] === word[i - 1]) yield ['doubled', word.slice(0, i) + word.slice(i + 1)];
  for (let i = 1; i <= word.length; i += 1) yield ['doubled', word.slice(0, i) + word[i - 1] + word.slice(i)];
  for (let i = 0; i <= word.length; i += 1) for (const letter of letters) yield [letter === apostrophe ? 'apostrophe' : 'missing', word.slice(0, i) + letter + word.slice(i)];
  for (let i = 0; i < word.length; i += 1) yield [word[i] === apostrophe ? 'apostrophe' : 'extra', word.slice(0, i) + word.slice(i + 1)];
  for (let i = 0; i < word.length; i += 1) {
    const written = word[i] ?? '';
    for (const letter of letters) {
      if (letter === written) continue;
      const pair = letter < written ? letter + written : written + letter;
      yield [heard.has(pair) ? 'heard' : mistyped.has(pair) ? 'mistyped' : 'wrong', word.slice(0, i) + letter + word.slice(i + 1)];
    }
  }
}

/** Letters missing, too many, wrong or swapped between two words; one above `most` where there are more. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, above] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, above] = [above, row];
  }
  return above[b.length] ?? most + 1;
}
