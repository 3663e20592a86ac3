import { CommonWords, corrections, type Correction, type Rarity } from './corrections.ts';

/** What the dictionary of a course's language knows. */
export interface Speller {
  /** The language, and the word lists with their versions: what was found with others is worth nothing. */
  readonly name: string;
  /** Whether a word is spelt right. One that begins with a capital may stand in small letters in the dictionary. */
  knows(word: string): boolean;
  /** The name that was written in small letters: `Greek` for `greek`. */
  nameOf(word: string): string | undefined;
  /** Words of the dictionary that a slip or two make of this one, the likeliest first. Slow: ask only for what is doubted. */
  corrections(word: string): readonly Correction[];
  rarityOf(word: string): Rarity;
  /** Whether most people know a word, so that it is no term and no abbreviation. */
  isOrdinary(word: string): boolean;
  /** Whether a word is written in the letters of the language. */
  isOfLanguage(word: string): boolean;
  /** Whether a word is made of known ones by the means of the language, as new terms are: `rerender`, `restarter`. */
  isCoined(word: string): boolean;
}

/** A list of words as they are written. */
export interface WordList {
  has(word: string): boolean;
}

/** What a speller is made of; whatever takes time to load is asked for when the first word is. */
export interface Dictionary {
  readonly name: string;
  /** The words of the language. */
  readonly words: readonly WordList[];
  /** Words of the trade, in small letters. */
  readonly terms: WordList;
  /** How often words are used; those that are missing are of rarity 5. */
  rarities(): ReadonlyMap<string, Rarity>;
  readonly forms: WordForms;
}

/** What can be told of a language's words by their form. */
export interface WordForms {
  /** The letters that may be missing in a word, or be there by mistake. */
  readonly letters: string;
  /** Pairs of letters, in the order of the alphabet, that one hears, or types, for one another. */
  readonly alike: { readonly heard: ReadonlySet<string>; readonly mistyped: ReadonlySet<string> };
  /** The word that this one is a form of, where lists have only that: `server` for `server's`. */
  stemOf(word: string): string | undefined;
  /** Whether a word is made of others: of any word, or of common ones only, by what it is made. */
  isCoined(word: string, isWord: (part: string) => boolean, isCommon: (part: string) => boolean): boolean;
}

/** A speller that asks its lists once for each word: most words of a course occur again and again. */
export function makeSpeller({ name, words, terms, rarities, forms }: Dictionary): Speller {
  const known = new Map<string, boolean>();
  const found = new Map<string, readonly Correction[]>();
  let common: CommonWords | undefined;
  const rarityOf = (word: string): Rarity => rarities().get(word) ?? 5;
  const has = (word: string): boolean => words.some((list) => list.has(word)) || terms.has(word);
  const isSpelt = (word: string): boolean => {
    if (has(word)) return true;
    const stem = forms.stemOf(word);
    return (stem !== undefined && has(stem)) || (word.endsWith('s') && terms.has(word.slice(0, -1)));
  };
  const knows = (word: string): boolean => {
    let answer = known.get(word);
    if (answer === undefined) {
      const written = word.replaceAll('’', "'");
      const lower = written.toLowerCase();
      answer = isSpelt(written) || (written !== lower && isSpelt(lower));
      known.set(word, answer);
    }
    return answer;
  };
  const isCommon = (word: string): boolean => rarityOf(word) <= 4 || terms.has(word);
  return {
    name,
    knows,
    rarityOf,
    isOrdinary: (word) => rarityOf(word) <= 4,
    nameOf(word) {
      const capital = word.charAt(0).toUpperCase() + word.slice(1);
      return capital !== word && words.some((list) => list.has(capital)) ? capital : undefined;
    },
    corrections(word) {
      let answer = found.get(word);
      if (answer === undefined)
        found.set(
          word,
          (answer = corrections(word, {
            letters: forms.letters,
            alike: forms.alike,
            has,
            rarities: rarities(),
            common: (common ??= new CommonWords(rarities())),
          })),
        );
      return answer;
    },
    isOfLanguage: (word) => [...word].every((letter) => forms.letters.includes(letter)),
    isCoined: (word) => forms.isCoined(word, has, isCommon),
  };
}
