import { CommonWords, corrections, type Correction, type Rarity } from './corrections.ts';

/** A dictionary of the course's language. */
export interface Speller {
  /** The language, and the word lists with their versions, which cached findings depend on. */
  readonly name: string;
  /** Whether a word is spelt correctly. A capitalised word may be in lower case in the dictionary. */
  knows(word: string): boolean;
  /** The capitalised form of a name in lower case: `Greek` for `greek`. */
  nameOf(word: string): string | undefined;
  /** Dictionary words that are one or two typos away, most likely first. Slow: use it only for unknown words. */
  corrections(word: string): readonly Correction[];
  rarityOf(word: string): Rarity;
  /** Whether most people know a word, so that it is neither a technical term nor an abbreviation. */
  isOrdinary(word: string): boolean;
  /** Whether a word uses the alphabet of the language. */
  isOfLanguage(word: string): boolean;
  /** Whether a word is derived from known ones by word formation, as new terms are: `rerender`, `restarter`. */
  isCoined(word: string): boolean;
}

/** A list of words as written. */
export interface WordList {
  has(word: string): boolean;
  /** Whether any word begins like that. May be slow: used only for unknown words. */
  hasPrefix(start: string): boolean;
}

/** The data of a speller; expensive parts are loaded on first use. */
export interface Dictionary {
  readonly name: string;
  /** The words of the language. */
  readonly words: readonly WordList[];
  /** Technical terms, in lower case. */
  readonly terms: WordList;
  /** The frequency class of words; missing words are of rarity 5. */
  rarities(): ReadonlyMap<string, Rarity>;
  readonly forms: WordForms;
}

/** Word formation of a language. */
export interface WordForms {
  /** Letters that may be missing or superfluous. */
  readonly letters: string;
  /** Pairs of letters, in alphabetical order, that sound alike or are adjacent on the keyboard. */
  readonly alike: { readonly heard: ReadonlySet<string>; readonly mistyped: ReadonlySet<string> };
  /** The base form, if lists contain only that: `server` for `server's`. */
  stemOf(word: string): string | undefined;
  /** Whether a word is composed of others: depending on the affix, of any word or only of common ones. */
  isCoined(word: string, isWord: (part: string) => boolean, isCommon: (part: string) => boolean): boolean;
}

/** Creates a speller that caches lookups, because most words of a course occur repeatedly. */
export function makeSpeller({ name, words, terms, rarities, forms }: Dictionary): Speller {
  const known = new Map<string, boolean>();
  const found = new Map<string, readonly Correction[]>();
  let common: CommonWords | undefined;
  const rarityOf = (word: string): Rarity => rarities().get(word) ?? 5;
  const has = (word: string): boolean => words.some((list) => list.has(word)) || terms.has(word);
  /** With how many of its letters some word begins. */
  const knownStart = (word: string): number => {
    const begins = (start: string): boolean => words.some((list) => list.hasPrefix(start)) || terms.hasPrefix(start);
    let length = 0;
    while (length < word.length && begins(word.slice(0, length + 1))) length += 1;
    return length;
  };
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
            known: knownStart(word),
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
