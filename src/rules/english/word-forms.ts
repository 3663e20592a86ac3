import type { WordForms } from '../spelling/speller.ts';

/** Productive prefixes. */
const prefix =
  /^(?:re|un|non|pre|sub|super|multi|micro|macro|auto|de|meta|pseudo|over|under|out|mis|inter|intra|anti|co|hyper|proto|post|mini|kilo|mega|giga|nano|semi|cyber|geo|web)/;
/** Productive suffixes. Not `-ing`, `-ed`, `-able`, because typos often affect the letter before them. */
const suffix = /(?:ers?|ors?|less|ness|like|ish|isms?|ists?|wise|js|py)$/;
const shortestPart = 4;
/** What short words compounds often end in: `skillset`, `checkbox`, `userid`. */
const shortPart = /^(?:set|box|bar|app|kit|hub|log|tag|map|key|row|bit|pad|ids?|urls?|db)$/;

/** Vowels that sound alike if unstressed, and consonants that sound alike. */
const heard = [
  'ae',
  'ai',
  'ao',
  'au',
  'ei',
  'eo',
  'eu',
  'io',
  'iu',
  'iy',
  'ou',
  'ey',
  'ck',
  'cs',
  'ks',
  'sz',
  'ct',
  'cz',
  'dt',
  'fv',
  'gj',
  'mn',
  'bp',
];
/** The rows of a keyboard; adjacent keys, in a row or across rows, are easily confused. */
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

function neighbours(): ReadonlySet<string> {
  const beside = (a: string | undefined, b: string | undefined): string[] =>
    a === undefined || b === undefined ? [] : [a < b ? a + b : b + a];
  return new Set(
    rows.flatMap((row, below) =>
      [...row].flatMap((key, i) => [
        ...beside(key, row[i + 1]),
        ...beside(key, rows[below + 1]?.[i]),
        ...beside(key, rows[below + 1]?.[i - 1]),
      ]),
    ),
  );
}

/** English word formation. */
export const englishForms: WordForms = {
  alike: { heard: new Set(heard), mistyped: neighbours() },
  letters: "abcdefghijklmnopqrstuvwxyz'",
  stemOf: (word) => /^(.+)'(?:s|ll|d)$/.exec(word)?.[1] ?? (word.endsWith("s'") ? word.slice(0, -1) : undefined),
  isCoined(word, isWord, isCommon) {
    const isPart = (part: string): boolean => part.length >= shortestPart && isCommon(part);
    const [before] = prefix.exec(word) ?? [''];
    if (before !== '' && isPart(word.slice(before.length))) return true;
    const [after] = suffix.exec(word) ?? [''];
    if (after !== '') {
      const stem = word.slice(0, -after.length);
      if (
        isPart(stem) ||
        (/^[eo]r/.test(after) && isPart(`${stem}e`)) ||
        (after === 'ness' && isPart(stem.replace(/i$/, 'y')))
      )
        return true;
    }
    const [end = ''] = /.{2,4}$/.exec(word) ?? [];
    for (const part of [end, end.slice(1), end.slice(2)])
      if (shortPart.test(part) && isPart(word.slice(0, -part.length))) return true;
    if (
      /[^s]s$/.test(word) &&
      (isWord(word.slice(0, -1)) ||
        (word.endsWith('ies') && isWord(`${word.slice(0, -3)}y`)) ||
        this.isCoined(word.slice(0, -1), isWord, isCommon))
    )
      return true;
    for (let i = shortestPart; i <= word.length - shortestPart; i += 1)
      if (word[i - 1] !== 's' && isCommon(word.slice(0, i)) && isCommon(word.slice(i))) return true;
    return false;
  },
};

/** Common contractions, for word lists that lack them. */
export const contractions: readonly string[] =
  "aren't can't couldn't didn't doesn't don't hadn't hasn't haven't he's i'd i'll i'm i've isn't it's let's she's shouldn't that's there's they'll they're they've wasn't we'll we're we've weren't what's won't wouldn't you'd you'll you're you've".split(
    ' ',
  );
