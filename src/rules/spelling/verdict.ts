import type { Correction, Slip } from './corrections.ts';
import type { Speller } from './speller.ts';

/** A word that is in no dictionary, as a lesson uses it. */
export interface Doubt {
  /** In small letters, with straight apostrophes. */
  readonly word: string;
  /** How often it stands there. */
  readonly times: number;
  /** Whether it also stands where names do: with a capital that it does not need, among other unknown words. */
  readonly mayBeName: boolean;
  /** Whether it only stands where names and inventions are as likely as words: with the capital of a sentence, in a compound, alone. */
  readonly needsProof: boolean;
}

export interface Verdict {
  /** The word that was probably meant, or the nearest there is. */
  readonly correction: Correction | undefined;
  /** Whether it is a slip four times in five; else it may as well be a term of the trade, or a name. */
  readonly isSlip: boolean;
}

/** What happens to those who type; terms differ from common words in other ways. */
const typed: ReadonlySet<Slip> = new Set(['swapped', 'doubled', 'apostrophe']);

/** More often than this nobody makes the same slip in one lesson without ever writing the word right. */
const mostSlips = 2;

/**
 * Whether a word that no dictionary knows is a slip, or a term that it does not know yet. A slip is near a word that is
 * common enough for the length of both: near a short word or a rare one anything is. `timesOf` says how often the lesson
 * uses another word.
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

/** Whether a word is meant so often, and mistyped so easily, that a name in small letters is less likely. */
function isOfEveryday({ word, slip, rarity }: Correction): boolean {
  return word.length >= 4 && (rarity === 0 || (rarity === 1 && typed.has(slip)));
}

function couldBeMeant(
  { word, times, needsProof }: Doubt,
  { word: meant, slip, rarity }: Correction,
  isCoined: boolean,
  uses: number,
): boolean {
  // A letter before a word makes a name of it (`ngrep`, `vnode`) more often than a slip.
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

/** What looks like a slip even where names stand: of letters that typists miss, add and mix up, in a word that is very common. */
function isProven(length: number, slip: Slip, rarity: number, isUsed: boolean, times: number): boolean {
  if (typed.has(slip) && rarity === 0) return true;
  return (
    (typed.has(slip) || slip === 'missing' || slip === 'extra') && length >= 6 && times === 1 && (rarity <= 2 || isUsed)
  );
}

/** Whether a word of that length is one slip from a common one by more than chance. A word that the lesson uses is more likely than others. */
function isNear(length: number, slip: Slip, rarity: number, isUsed: boolean): boolean {
  if (slip === 'two') return length >= 9 || rarity <= 1 || isUsed;
  // Any letter for any other: so near are terms to words as well.
  const doubt = slip === 'wrong' ? 2 : 0;
  if (length >= 8) return rarity + doubt <= 4 || isUsed || typed.has(slip) || (length >= 10 && slip !== 'wrong');
  if (length >= 6) return rarity + doubt <= (isUsed ? 4 : 3);
  if (length === 5) return rarity + doubt <= (isUsed ? 3 : 2);
  return rarity <= 1 && typed.has(slip);
}

/** The same of words of three and four letters that stand there once: a slip of a word that stands everywhere. */
function isShort(length: number, slip: Slip, rarity: number, uses: number): boolean {
  return length === 4 ? rarity === 0 || (rarity === 1 && uses > 2) : length === 3 && rarity === 0 && slip === 'missing';
}
