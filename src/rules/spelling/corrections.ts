/**
 * The frequency class of a word: 0 for function words, 1 for the 4,000 most common words, 2 for the 10,000, 3 for the
 * 38,000, 4 for others that most people know, 5 for the rest.
 */
export type Rarity = 0 | 1 | 2 | 3 | 4 | 5;

/**
 * Kinds of typo: two letters swapped; a letter doubled, or not doubled; an apostrophe missing or superfluous; a letter
 * missing; an extra letter; a similar sound; an adjacent key; any other letter; or two of these. Nine in ten
 * misspellings are a single one (Damerau 1964).
 */
export type Slip = 'swapped' | 'doubled' | 'apostrophe' | 'missing' | 'extra' | 'heard' | 'mistyped' | 'wrong' | 'two';

/** A dictionary word that may have been meant. */
export interface Correction {
  readonly word: string;
  readonly slip: Slip;
  readonly rarity: Rarity;
  /** The lower, the more likely it was meant. */
  readonly cost: number;
}

interface Knowledge {
  readonly letters: string;
  /** Letters that sound alike, or are adjacent on the keyboard. */
  readonly alike: { readonly heard: ReadonlySet<string>; readonly mistyped: ReadonlySet<string> };
  has(word: string): boolean;
  /** With how many letters of the misspelt word some word begins: a typo further back cannot be the only one. */
  readonly known: number;
  readonly rarities: ReadonlyMap<string, Rarity>;
  readonly common: CommonWords;
}

/** An index of common words by what two typos leave unchanged: the first letter, and approximately the length. */
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

  /** Words with the same first letter that may be two typos away, judged by letters and length. */
  *near(word: string): Generator<{ readonly word: string; readonly rarity: Rarity }> {
    const letters = lettersOf(word);
    for (let length = word.length - 2; length <= word.length + 2; length += 1) {
      for (const candidate of this.#words.get(`${word.charAt(0)}${length}`) ?? [])
        if (isFewBits(candidate.letters ^ letters)) yield candidate;
    }
  }
}

/** A bit mask of a word's letters, to quickly exclude words with many different letters. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i += 1) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}

/** Two typos change at most four bits: a substitution removes one letter and adds one. */
function isFewBits(bits: number): boolean {
  let rest = bits;
  for (let count = 0; count < 4 && rest !== 0; count += 1) rest &= rest - 1;
  return rest === 0;
}

/** The cost of a typo, on the scale of `Rarity`. */
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

/** Minimum length for two typos: in shorter words, almost anything is two typos away. */
const longEnoughForTwo = 8;
const long = 10;

/**
 * Words that are one typo away, most likely first; if none of them is common, also common words that are two typos away
 * from a long word.
 */
export function corrections(
  word: string,
  { letters, alike, has, known, rarities, common }: Knowledge,
): readonly Correction[] {
  const found = new Map<string, Correction>();
  const add = (candidate: string, slip: Slip): void => {
    const rarity = rarities.get(candidate) ?? 5;
    found.set(candidate, { word: candidate, slip, rarity, cost: costs[slip] + rarity });
  };
  for (const [slip, candidate] of slips(word, letters, alike, known))
    if (!found.has(candidate) && candidate.length > 1 && has(candidate)) add(candidate, slip);
  if (word.length >= longEnoughForTwo && ![...found.values()].some(({ rarity }) => rarity <= 3)) {
    for (const { word: candidate, rarity } of common.near(word))
      if (rarity <= (word.length >= long ? 3 : 2) && distance(word, candidate, 2) === 2 && has(candidate))
        add(candidate, 'two');
  }
  return [...found.values()].toSorted((a, b) => a.cost - b.cost || (a.word < b.word ? -1 : 1));
}

/** The words that result from undoing each possible typo, those left out that no word begins like. */
function* slips(
  word: string,
  letters: string,
  { heard, mistyped }: Knowledge['alike'],
  known: number,
): Generator<readonly [Slip, candidate: string]> {
  const end = Math.min(word.length, known + 1);
  for (let i = 0; i < Math.min(end, word.length - 1); i += 1)
    if (word[i] !== word[i + 1]) yield ['swapped', word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2)];
  for (let i = 1; i < end; i += 1) if (word[i] === word[i - 1]) yield ['doubled', word.slice(0, i) + word.slice(i + 1)];
  for (let i = 1; i <= Math.min(word.length, known); i += 1)
    yield ['doubled', word.slice(0, i) + word[i - 1] + word.slice(i)];
  for (let i = 0; i <= Math.min(word.length, known); i += 1)
    for (const letter of letters)
      yield [letter === apostrophe ? 'apostrophe' : 'missing', word.slice(0, i) + letter + word.slice(i)];
  for (let i = 0; i < end; i += 1)
    yield [word[i] === apostrophe ? 'apostrophe' : 'extra', word.slice(0, i) + word.slice(i + 1)];
  for (let i = 0; i < end; i += 1) {
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

/** The edit distance of two words, including transpositions; `most + 1` if it is larger. */
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
