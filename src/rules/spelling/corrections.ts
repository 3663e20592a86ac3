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
  readonly common: CommonWords;
}

/** Common words by what two slips leave as it is: the first letter, and nearly the length. */
export class CommonWords {
  readonly #words = new Map<string, { readonly word: string; readonly rarity: Rarity; readonly letters: number }[]>();

  constructor(rarities: ReadonlyMap<string, Rarity>) {
    for (const [word, rarity] of rarities) {
      if (rarity > 3 || word.length < longEnoughForTwo - 2) continue;
      const key = `${word.charAt(0)}${word.length}`;
      const words = this.#words.get(key) ?? [];
      this.#words.set(key, words);
      words.push({ word, rarity, letters: lettersOf(word) });
    }
  }

  /** Words of the same first letter whose letters and length two slips could make of these. */
  *near(word: string): Generator<{ readonly word: string; readonly rarity: Rarity }> {
    const letters = lettersOf(word);
    for (let length = word.length - 2; length <= word.length + 2; length += 1) {
      for (const candidate of this.#words.get(`${word.charAt(0)}${length}`) ?? [])
        if (isFewBits(candidate.letters ^ letters)) yield candidate;
    }
  }
}

/** One bit for each letter that a word has, so that words with many other letters are told apart at once. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i += 1) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}

/** Two slips change four bits at most: one letter for another takes one away and adds one. */
function isFewBits(bits: number): boolean {
  let rest = bits;
  for (let count = 0; count < 4 && rest !== 0; count += 1) rest &= rest - 1;
  return rest === 0;
}

/** How unlikely a slip is, on the scale of how rare a word is. */
const costs: Readonly<Record<Slip, number>> = {
  swapped: 0,
  doubled: 0,
  apostrophe: 0.5,
  missing: 1,
  extra: 1.25,
  heard: 1.25,
  mistyped: 1.5,
  wrong: 2.5,
  two: 3,
};

const apostrophe = "'";

/** In shorter words than this two slips make anything of anything, and a common word of one that is not very long. */
const longEnoughForTwo = 8;
const long = 10;

/**
 * Words one slip away, the likeliest first; where none of them is common, also common ones that are two slips away from
 * a long word.
 */
export function corrections(word: string, { letters, alike, has, rarities, common }: Knowledge): readonly Correction[] {
  const found = new Map<string, Correction>();
  const add = (candidate: string, slip: Slip): void => {
    const rarity = rarities.get(candidate) ?? 5;
    found.set(candidate, { word: candidate, slip, rarity, cost: costs[slip] + rarity });
  };
  for (const [slip, candidate] of slips(word, letters, alike))
    if (!found.has(candidate) && candidate.length > 1 && has(candidate)) add(candidate, slip);
  if (word.length >= longEnoughForTwo && ![...found.values()].some(({ rarity }) => rarity <= 3)) {
    for (const { word: candidate, rarity } of common.near(word))
      if (rarity <= (word.length >= long ? 3 : 2) && distance(word, candidate, 2) === 2 && has(candidate))
        add(candidate, 'two');
  }
  return [...found.values()].toSorted((a, b) => a.cost - b.cost || (a.word < b.word ? -1 : 1));
}

/** What each slip would make right again. */
function* slips(
  word: string,
  letters: string,
  { heard, mistyped }: Knowledge['alike'],
): Generator<readonly [Slip, candidate: string]> {
  for (let i = 0; i < word.length - 1; i += 1)
    if (word[i] !== word[i + 1]) yield ['swapped', word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2)];
  for (let i = 1; i < word.length; i += 1)
    if (word[i] === word[i - 1]) yield ['doubled', word.slice(0, i) + word.slice(i + 1)];
  for (let i = 1; i <= word.length; i += 1) yield ['doubled', word.slice(0, i) + word[i - 1] + word.slice(i)];
  for (let i = 0; i <= word.length; i += 1)
    for (const letter of letters)
      yield [letter === apostrophe ? 'apostrophe' : 'missing', word.slice(0, i) + letter + word.slice(i)];
  for (let i = 0; i < word.length; i += 1)
    yield [word[i] === apostrophe ? 'apostrophe' : 'extra', word.slice(0, i) + word.slice(i + 1)];
  for (let i = 0; i < word.length; i += 1) {
    const written = word[i] ?? '';
    for (const letter of letters) {
      if (letter === written) continue;
      const pair = letter < written ? letter + written : written + letter;
      yield [
        heard.has(pair) ? 'heard' : mistyped.has(pair) ? 'mistyped' : 'wrong',
        word.slice(0, i) + letter + word.slice(i + 1),
      ];
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
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, above] = [above, row];
  }
  return above[b.length] ?? most + 1;
}
