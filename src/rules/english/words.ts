import { CODE } from '../engine/view/question.ts';

const word = new RegExp(`${CODE}|[\\p{L}\\p{N}]+(?:['’.\\-/_][\\p{L}\\p{N}]+)*`, 'gu');

/** A set of words written one after the other. */
export function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

/** The words of a text as written; numbers, `12.5`, `don’t`, `real-time` and each inline code count as one. */
export function words(text: string): string[] {
  return text.match(word) ?? [];
}

/** Number of words a reader sees. */
export function wordCount(text: string): number {
  return words(text).length;
}

/** Sentences of prose, each with its end mark; a dot inside a word (`Node.js`, `3.5`, `e.g.`) ends none. */
export function sentences(text: string): string[] {
  return (
    text
      .match(/(?:[^.!?…]|[.!?…]+(?=[^\s"”’)\]])|(?<=\b(?:e\.g|i\.e|etc|vs|cf|[A-Z]))\.)+(?:[.!?…]+["”’)\]]*|$)/g)
      ?.map((s) => s.trim())
      .filter((s) => s !== '') ?? []
  );
}

/** Words without a topic of their own. */
export const functionWords: ReadonlySet<string> = new Set(
  `a about above after again all also although always among an and any are as at be because been before being below best between both but by can cannot
  could did do does doing done down during each either else etc even ever every few first following for from further get gets given gives go goes going got had
  has have having he her here him his how however i if in instead into is it its itself just last least less let like likely made make makes making many may
  might more most much must my need needs neither never next no none nor not nothing now of off often on once one only onto or other others our out over own per
  rather really said same say see she should since so some still such take takes than that the their them then there these they thing things this those though
  three through thus to together too true two under unless until up upon us use used uses using very want wants was we well were what when where whether
  which while who whose why will with within without would yes yet you your correct incorrect false right wrong answer answers option options statement statements
  describe describes described explain explains happen happens mean means way ways part parts kind kinds type types term example examples call called calls`.split(
    /\s+/,
  ),
);

/** Whether a lower-case word only holds a sentence together. */
export function isFunctionWord(word: string): boolean {
  return functionWords.has(word);
}

/**
 * A light English stem, good enough to see that `connections`, `connecting` and `connected` speak of one thing.
 * Not a linguist's: it only cuts endings, never below three letters (after Porter 1980, step 1).
 */
export function stem(word: string): string {
  const kept = stems.get(word);
  if (kept !== undefined) return kept;
  const found = cut(word);
  if (stems.size >= mostStems) stems.clear();
  stems.set(word, found);
  return found;
}

/** Words of a course occur again and again. */
const stems = new Map<string, string>();
const mostStems = 20_000;

function cut(word: string): string {
  let text = word.toLowerCase().replace(/['’]s?$/, '');
  if (text.length <= 3) return text;
  if (text.endsWith('ies') && text.length > 4) text = `${text.slice(0, -3)}y`;
  else if (/(?:sses|shes|ches|xes|zes)$/.test(text)) text = text.slice(0, -2);
  else if (/[^su]s$/.test(text)) text = text.slice(0, -1);
  for (const ending of ['ingly', 'edly', 'ing', 'ed', 'ly']) {
    if (text.endsWith(ending) && /[aeiouy]/.test(text.slice(0, -ending.length)) && text.length - ending.length >= 3) {
      text = text.slice(0, -ending.length).replace(/([^aeiouylsz])\1$/, '$1');
      break;
    }
  }
  return text.length > 3
    ? text.replace(/(?:e|ation|ion|er|or|ment|(?<=.{5})i(?:a|al|um))$/, (end) =>
        text.length - end.length >= 3 ? '' : end,
      )
    : text;
}

/** The content words (at least `minimum` letters, no code) of a text, stemmed, each once, with one spelling as written. */
export function contentWords(text: string, minimum = 4): ReadonlyMap<string, string> {
  const known = contents.get(minimum) ?? new Map<string, ReadonlyMap<string, string>>();
  const kept = known.get(text);
  if (kept !== undefined) return kept;
  const found = findContentWords(text, minimum);
  if (known.size >= mostContents) known.clear();
  contents.set(minimum, known.set(text, found));
  return found;
}

/** Several rules ask for the same texts, one question after the other: what was found, by the minimum and the text. */
const contents = new Map<number, Map<string, ReadonlyMap<string, string>>>();
const mostContents = 2_000;

function findContentWords(text: string, minimum: number): Map<string, string> {
  const found = new Map<string, string>();
  for (const written of words(text)) {
    const lower = written.toLowerCase();
    if (written === CODE || lower.length < minimum || isFunctionWord(lower) || !/\p{L}/u.test(written)) continue;
    const key = stem(lower);
    if (!found.has(key)) found.set(key, written);
  }
  return found;
}
