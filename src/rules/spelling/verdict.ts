import type { Correction, Slip } from './corrections.ts';
import type { Speller } from './speller.ts';

/** An unknown word, and how a lesson uses it. */
export interface Doubt {
  /** In lower case, with straight apostrophes. */
  readonly word: string;
  /** Number of occurrences. */
  readonly times: number;
  /** Whether it also occurs like a name: with an unnecessary capital, among other unknown words. */
  readonly mayBeName: boolean;
  /**
   * Whether it occurs only where names and coinages are as likely as words: at the start of a sentence, in a compound,
   * alone.
   */
  readonly needsProof: boolean;
}

export interface Verdict {
  /** The word that was probably meant, or the closest one. */
  readonly correction: Correction | undefined;
  /**
   * Whether it is a typo with a probability of at least four in five; otherwise it may be a technical term or a name.
   */
  readonly isSlip: boolean;
}

/** Typical typing errors; terms differ from common words in other ways. */
const typed: ReadonlySet<Slip> = new Set(['swapped', 'doubled', 'apostrophe']);

/** A typo is unlikely to occur more often than this in one lesson that never has the correct spelling. */
const mostSlips = 2;

/**
 * Decides whether an unknown word is a typo or an unknown term. A typo is close to a word that is sufficiently common
 * for its length, because almost anything is close to short or rare words. `timesOf` returns how often the lesson uses
 * another word.
 */
export function judge(doubt: Doubt, speller: Speller, timesOf: (word: string) => number): Verdict {
  const { word } = doubt;
  const corrections = speller.corrections(word);
  const [nearest] = corrections;
  if (nearest === undefined || doubt.mayBeName || !speller.isOfLanguage(word))
    return { correction: nearest, isSlip: false };
  const [isName, isCoined] = [speller.nameOf(word) !== undefined, speller.isCoined(word)];
  let meant: { readonly correction: Correction; readonly cost: number } | undefined;
  for (const correction of corrections) {
    const uses = timesOf(correction.word);
    const cost = correction.cost - (uses > 0 ? 1 : 0);
    if (
      (meant === undefined || cost < meant.cost) &&
      !(isName && !isOfEveryday(correction)) &&
      couldBeMeant(doubt, correction, isCoined, uses)
    )
      meant = { correction, cost };
  }
  return meant === undefined ? { correction: nearest, isSlip: false } : { correction: meant.correction, isSlip: true };
}

/** Whether a word is so common, and the typo so likely, that a name in lower case is less likely. */
function isOfEveryday({ word, slip, rarity }: Correction): boolean {
  return word.length >= 4 && (rarity === 0 || (rarity === 1 && typed.has(slip)));
}

function couldBeMeant(
  { word, times, needsProof }: Doubt,
  { word: meant, slip, rarity }: Correction,
  isCoined: boolean,
  uses: number,
): boolean {
  // A letter before a word is more often a name (`ngrep`, `vnode`) than a typo.
  if (slip !== 'doubled' && (meant === word.slice(1) || meant.slice(1) === word)) return false;
  const isUsed = uses > 0;
  const isTyped = typed.has(slip);
  if (needsProof && !isProven(word.length, slip, rarity, isUsed, times)) return false;
  if (isCoined && !((isTyped || slip === 'missing') && rarity <= 3)) return false;
  if (times > mostSlips && uses <= times && !((isTyped || slip === 'heard') && rarity <= (word.length >= 8 ? 3 : 2)))
    return false;
  return (
    isNear(word.length, slip, rarity, isUsed) ||
    (times === 1 && word[0] === meant[0] && isShort(word.length, slip, rarity, uses))
  );
}

/** Whether it is a typo even in the position of a name: a typical typing error in a very common word. */
function isProven(length: number, slip: Slip, rarity: number, isUsed: boolean, times: number): boolean {
  if (typed.has(slip) && rarity === 0) return true;
  return (
    (typed.has(slip) || slip === 'missing' || slip === 'extra') && length >= 6 && times === 1 && (rarity <= 2 || isUsed)
  );
}

/**
 * Whether a word of that length is one typo from a common one by more than chance. Words that the lesson uses are more
 * likely than others.
 */
function isNear(length: number, slip: Slip, rarity: number, isUsed: boolean): boolean {
  if (slip === 'two') return length >= 9 || rarity <= 1 || isUsed;
  // Arbitrary substitutions: terms are as close to words as that.
  const doubt = slip === 'wrong' ? 2 : 0;
  if (length >= 8) return rarity + doubt <= 4 || isUsed || typed.has(slip) || (length >= 10 && slip !== 'wrong');
  if (length >= 6) return rarity + doubt <= (isUsed ? 4 : 3);
  if (length === 5) return rarity + doubt <= (isUsed ? 3 : 2);
  return rarity <= 1 && typed.has(slip);
}

/** The same for words of three and four letters that occur once: a typo of a word that occurs frequently. */
function isShort(length: number, slip: Slip, rarity: number, uses: number): boolean {
  return length === 4 ? rarity === 0 || (rarity === 1 && uses > 2) : length === 3 && rarity === 0 && slip === 'missing';
}
