import type { MarkdownText } from '../view/question.ts';

/** A negation that turns the question round: “Which of these is *not* …?” */
export interface Negation {
  /** As written. */
  readonly word: string;
  /** In capitals, bold or emphasis, so that nobody misses it. */
  readonly marked: boolean;
  /** `never`, `least`, `false` …: it turns the question, but is seldom overlooked. */
  readonly weak: boolean;
}

interface Token {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
}

const set = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const auxiliaries = set('is are was were does do did can could will would shall should must has have had');
const mayNot = set('may might');
const pronouns = set('i you he she it we they one');
const determiners = set('a an the this that these those your its their our my his her each every some any');
const prepositions = set('of in on at about for from with by between among into under over below above to within across during per via');
const breakers = set(
  'why that if when where whether because since while although though unless until provided after before once as than how whose whom who which what but so without except let lets ' +
    'proves shows means says implies suggests indicates tells ensures guarantees explains describes checks confirms reports states claims assumes demonstrates makes warns requires prevents stops keeps',
);
const afterNot = set('only just necessarily yet to merely simply always');
const adverbs = set('also still usually generally normally typically ever definitely certainly');
const weakWords = set('never false incorrect untrue wrong least');
const everything = set('all each every everything');
const totals = set('all each every everything any which');
/** “a function not returning anything” negates the function, not the question. */
const participle = /ing$|(?<!e)ed$/;
const inverting = set('does do did can could will would should must');

/**
 * The negation bound to the interrogative of a stem, or `undefined`.
 *
 * Bound means: the question word, its noun phrase (“which of the following headers”), an auxiliary and the negation
 * (“is not”, “doesn’t”, “cannot”), or auxiliary, subject and “not” (“which file does Git not track”); or “all of these …
 * except”. A negation after why, that, if, when … belongs to another clause, one in code or quotation marks to another
 * text, and “may not” can mean either: none of them counts. Where the grammar is not this clear the answer is `undefined`,
 * because an error hangs on it.
 */
export function questionNegation(stem: MarkdownText): Negation | undefined {
  if (!/not|n['’]t|except|never|least|false|incorrect|untrue|wrong/i.test(stem.prose)) return undefined;
  for (const sentence of tokenSentences(stem.prose)) {
    const found = exception(sentence) ?? boundNegation(sentence);
    if (found === undefined) continue;
    const { text, start, end } = found;
    const shouted = text.length > 2 && text === text.toUpperCase() && sentence.some((t) => t.text !== t.text.toUpperCase());
    const emphasised = stem.emphasis.some(([from, to]) => from <= start && end <= to && to - from < stem.prose.length / 2);
    return { word: text, marked: shouted || emphasised, weak: weakWords.has(found.lower) };
  }
  return undefined;
}

/** “All of these … except:”, at the end of its sentence. */
function exception(sentence: readonly Token[]): Token | undefined {
  const at = sentence.findIndex((token) => token.lower === 'except');
  const token = sentence[at];
  if (token === undefined) return undefined;
  const next = sentence[at + 1];
  const ends = isEnd(next) || (next?.lower === 'one' && isEnd(sentence[at + 2]));
  const marked = token.text === token.text.toUpperCase();
  const all = sentence.slice(0, at).some((t, i) => (marked && everything.has(t.lower)) || (totals.has(t.lower) && hasReference(sentence, i, at)));
  return ends && all ? token : undefined;
}

/** Whether “of the following”, “of these” or “the following” stands between two places. */
function hasReference(sentence: readonly Token[], from: number, to: number): boolean {
  return sentence.slice(from, Math.min(from + 5, to)).some((t) => t.lower === 'following' || t.lower === 'these' || t.lower === 'those');
}

function isEnd(token: Token | undefined): boolean {
  return token === undefined || /^(?:[?:…_]|\uFFFC$)/.test(token.text);
}

function boundNegation(sentence: readonly Token[]): Token | undefined {
  if (sentence.at(-1)?.text === '.') return undefined;
  for (let i = 0; i < sentence.length; i += 1) {
    const token = sentence[i];
    if (token === undefined || !['which', 'what', 'who'].includes(token.lower) || !asks(sentence, i)) continue;
    return afterInterrogative(sentence, i + 1, token.lower);
  }
  return undefined;
}

/** Whether the question word at `i` opens its clause and is no relative pronoun or object of “explain”. */
function asks(sentence: readonly Token[], i: number): boolean {
  const before = sentence[i - 1];
  if (before === undefined || /^[,;:—)–]/.test(before.text)) return true;
  return prepositions.has(before.lower) && (i === 1 || /^[,;:—]/.test(sentence[i - 2]?.text ?? ''));
}

function afterInterrogative(sentence: readonly Token[], from: number, word: string): Token | undefined {
  let i = from;
  for (let steps = 0; steps < 10; i += 1, steps += 1) {
    const token = sentence[i];
    if (token === undefined) return undefined;
    if (token.text === '(') {
      while (sentence[i] !== undefined && sentence[i]?.text !== ')') i += 1;
      continue;
    }
    if (mayNot.has(token.lower)) return undefined;
    if (isContracted(token) || token.lower === 'cannot') return token;
    if (auxiliaries.has(token.lower)) break;
    const before = sentence[i - 1]?.lower ?? '';
    if (breakers.has(token.lower) || (pronouns.has(token.lower) && before !== 'which') || /^[^\p{L}\p{N}\uFFFC]/u.test(token.text)) return undefined;
    if (determiners.has(token.lower) && !prepositions.has(before)) return undefined;
    if ((token.lower === 'and' || token.lower === 'or') && auxiliaries.has(sentence[i + 1]?.lower ?? '')) return undefined;
  }
  let next = i + 1;
  while (adverbs.has(sentence[next]?.lower ?? '')) next += 1;
  if (sentence[next]?.lower === 'the' && sentence[next + 1]?.lower === 'least') return sentence[next + 1];
  const direct = sentence[next];
  if (direct === undefined) return undefined;
  if (weakWords.has(direct.lower)) return word === 'which' ? direct : undefined;
  if (direct.lower === 'not') return afterNot.has(sentence[next + 1]?.lower ?? '') ? undefined : direct;
  return word === 'which' || pronouns.has(direct.lower) ? inverted(sentence, i) : undefined;
}

/** “which file does Git not track”: auxiliary, a short subject, “not”, a verb. */
function inverted(sentence: readonly Token[], auxiliary: number): Token | undefined {
  if (!inverting.has(sentence[auxiliary]?.lower ?? '')) return undefined;
  for (let i = auxiliary + 1; i < auxiliary + 5; i += 1) {
    const token = sentence[i];
    if (token === undefined) return undefined;
    if (token.lower === 'not' && i > auxiliary + 1) {
      const verb = sentence[i + 1];
      return verb !== undefined && /^[a-z]/.test(verb.text) && !afterNot.has(verb.lower) && !participle.test(verb.text) ? token : undefined;
    }
    const first = i === auxiliary + 1;
    if (pronouns.has(token.lower) ? !first || sentence[i + 1]?.lower !== 'not' : breakers.has(token.lower)) return undefined;
    if (/^[^\p{L}\p{N}\uFFFC]/u.test(token.text) || prepositions.has(token.lower) || (determiners.has(token.lower) && !first)) return undefined;
  }
  return undefined;
}

function isContracted(token: Token): boolean {
  return /n['’]t$/.test(token.lower) && token.lower.length > 3;
}

/** Sentences as tokens; a quotation is one token, so nothing in it is taken for the author's own words. */
function tokenSentences(prose: string): Token[][] {
  const result: Token[][] = [];
  let current: Token[] = [];
  for (const match of prose.matchAll(/"[^"]*"|“[^”]*”|‘[^’]*’|(?<![\p{L}\p{N}])'[^']+'(?![\p{L}\p{N}])|[\p{L}\p{N}\uFFFC](?:[\p{L}\p{N}\uFFFC'’_./-]*[\p{L}\p{N}\uFFFC])?|[^\s]/gu)) {
    const text = match[0];
    const start = match.index;
    current.push({ text, lower: text.toLowerCase(), start, end: start + text.length });
    if (/^[.!?]$/.test(text)) {
      result.push(current);
      current = [];
    }
  }
  if (current.length > 0) result.push(current);
  return result;
}
