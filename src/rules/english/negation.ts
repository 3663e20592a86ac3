import type { MarkdownText } from '../engine/view/question.ts';
import { wordSet } from './words.ts';

/** A negation that turns the question round: “Which of these is *not* …?” */
export interface Negation {
  /** As written. */
  readonly word: string;
  /** In capitals, bold or emphasis, so that nobody misses it. */
  readonly marked: boolean;
  /** `never`, `least`, `false` …: it turns the question, but is seldom overlooked. */
  readonly weak: boolean;
  /** In a sentence that an option ends, after “where” or “name the …”: “Photosynthesis does not need:”. It may belong to what is asked about. */
  readonly open: boolean;
}

interface Token {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
}

const auxiliaries = wordSet('is are was were does do did can could will would shall should must has have had');
const mayNot = wordSet('may might');
const pronouns = wordSet('i you he she it we they one');
const determiners = wordSet('a an the this that these those your its their our my his her each every some any');
const prepositions = wordSet(
  'of in on at about for from with by between among amongst into under over below above to within across during per via',
);
const breakers = wordSet(
  'why that if when where whether because since while although though unless until provided after before once as than how whose whom who which what but so without except let lets ' +
    'proves shows means says implies suggests indicates tells ensures guarantees explains describes checks confirms reports states claims assumes demonstrates makes warns requires prevents stops keeps',
);
const afterNot = wordSet('only just necessarily yet to merely simply always');
const adverbs = wordSet('also still usually generally normally typically ever definitely certainly');
const weakWords = wordSet('never false incorrect untrue wrong least');
const everything = wordSet('all each every everything');
const totals = wordSet('all each every everything any which');
const choosing = wordSet('choose select pick tick mark circle identify indicate');
/** What is sought by these may as well be defined by what it is not. */
const seeking = wordSet('name find spot give');
/** “… for which of these reasons?” asks why something is not so. */
const circumstances = /^(?:reason|case|circumstance|situation|time|period|occasion)s?$/;
const meaning = wordSet('mean say indicate tell stand');
/** “a function not returning anything” negates the function, not the question. */
const participle =
  /(?<!^[^aeiouy]{1,6})ing$|(?<!e)ed$|^(?:written|given|found|seen|known|taken|made|sent|held|kept|bound|shown|built|done|chosen|broken|driven|paid|sold|told|left|lost|meant)$/u;
const interrogatives = wordSet('where when how why what which who whom');
const inverting = wordSet('does do did can could will would should must');

/**
 * The negation bound to the interrogative of a stem, or `undefined`.
 *
 * Bound means: the question word, its noun phrase (“which of the following headers”), an auxiliary and the negation
 * (“is not”, “doesn’t”, “cannot”), or auxiliary, subject and “not” (“which file does Git not track”); “select the option that
 * is not …”; “one of these is not …”; or “all of these … except”. A negation after why, that, if, when … belongs to another
 * clause, one in code or quotation marks to another text, and “may not” can mean either: none of them counts. Where the
 * grammar is not this clear the answer is `undefined`, because an error hangs on it.
 */
export function questionNegation(stem: MarkdownText): Negation | undefined {
  if (!/not|n['’]t|except|never|least|false|incorrect|untrue|wrong|\bno\b/i.test(stem.prose)) return undefined;
  const sentences = tokenSentences(stem.prose);
  for (const [i, sentence] of sentences.entries()) {
    const last = sentences.slice(i + 1).every(onlyAsksWhich);
    const bound = exception(sentence, last) ?? boundNegation(sentence) ?? chosenFor(sentence, choosing);
    const found =
      bound ??
      openPlace(sentence) ??
      definedByNot(sentence) ??
      soughtFor(sentence) ??
      (last && stem.fences.length === 0 ? openNegation(sentence) : undefined);
    if (found === undefined) continue;
    const { text, start, end } = found;
    const shouted =
      text.length > 2 && text === text.toUpperCase() && sentence.some((t) => t.text !== t.text.toUpperCase());
    const emphasised = stem.emphasis.some(
      ([from, to]) => from <= start && end <= to && to - from < stem.prose.length / 2,
    );
    return {
      word: text,
      marked: shouted || emphasised,
      weak: weakWords.has(found.lower),
      open: bound === undefined || found.lower === 'no',
    };
  }
  return undefined;
}

/** “… except one. Which?”, “Which one is it?” */
function onlyAsksWhich(sentence: readonly Token[]): boolean {
  return /^which(?: one)?(?: is (?:it|that|the exception))? \?$/.test(sentence.map(({ lower }) => lower).join(' '));
}

/** “All of these … except:”, at the end of its sentence. */
function exception(sentence: readonly Token[], last: boolean): Token | undefined {
  const at = sentence.findIndex((token) => token.lower === 'except');
  const token = sentence[at];
  if (token === undefined) return undefined;
  if (asksForException(sentence, at)) return token;
  const after = sentence[at + 1]?.lower === 'for' ? at + 2 : at + 1;
  const [next, afterNext] = [sentence[after], sentence[after + 1]];
  const one =
    next?.lower === 'one'
      ? afterNext
      : next?.lower === 'this'
        ? sentence[afterNext?.lower === 'one' ? after + 2 : after + 1]
        : next;
  const stops = one?.text === '.' && one === sentence.at(-1);
  const marked = token.text === token.text.toUpperCase();
  const refers = hasReference(sentence, 0, at) && !(stops && !last);
  const all = sentence
    .slice(0, at)
    .some(
      (t, i) =>
        (marked && everything.has(t.lower)) ||
        (i === 0 &&
          everything.has(t.lower) &&
          (t.lower === 'all' || /^(?:below|above|here|listed)$/.test(sentence[1]?.lower ?? '')) &&
          sentence.slice(1, 3).some(({ lower }) => auxiliaries.has(lower))) ||
        (totals.has(t.lower) &&
          (hasReference(sentence, i, at) || isBelow(sentence, i, at) || isListed(sentence, i, at))),
    );
  return (isEnd(one) && (all || (refers && sentence[0]?.lower === 'the'))) || (stops && last && all)
    ? token
    : undefined;
}

/** “Each of them sinks, except which?”, “… except for which of the following metals?” */
function asksForException(sentence: readonly Token[], except: number): boolean {
  const which = sentence[except + 1]?.lower === 'for' ? except + 2 : except + 1;
  return (
    /^(?:which|what|whom)$/.test(sentence[which]?.lower ?? '') &&
    sentence.slice(0, except).some(({ lower }) => everything.has(lower) || /^(?:following|these|those)$/.test(lower)) &&
    sentence.length - which <= 7 &&
    sentence.slice(which + 1).every(({ text }, i, rest) => (i === rest.length - 1 ? /^[?:]$/ : /^\p{L}/u).test(text))
  );
}

/** “Everything below, except …”; “all temperatures below zero” speaks of something else. */
function isBelow(sentence: readonly Token[], total: number, except: number): boolean {
  const below = sentence[total + 1]?.lower === 'listed' ? total + 2 : total + 1;
  return (
    /^(?:below|above)$/.test(sentence[below]?.lower ?? '') &&
    (below + 1 === except || (sentence[below + 1]?.text === ',' && below + 2 === except))
  );
}

/** “Every item in this list” */
function isListed(sentence: readonly Token[], from: number, to: number): boolean {
  return sentence
    .slice(from, Math.min(from + 6, to))
    .some(({ lower }, i, rest) => lower === 'list' && /^(?:this|the)$/.test(rest[i - 1]?.lower ?? ''));
}

/** Whether “of the following”, “of these” or “the following” stands between two places. */
function hasReference(sentence: readonly Token[], from: number, to: number): boolean {
  return sentence
    .slice(from, Math.min(from + 5, to))
    .some((t) => t.lower === 'following' || t.lower === 'these' || t.lower === 'those');
}

function isEnd(token: Token | undefined): boolean {
  return token === undefined || /^(?:[?:…_]|\uFFFC$)/.test(token.text);
}

function boundNegation(sentence: readonly Token[]): Token | undefined {
  const ofThese = (at: number): boolean =>
    sentence[at]?.lower === 'of' && /^(?:these|those|the)$/.test(sentence[at + 1]?.lower ?? '');
  if (sentence[0]?.lower === 'one' && ofThese(1)) return afterInterrogative(sentence, 1, 'one');
  if (sentence.at(-1)?.text === '.' && !(sentence[0]?.lower === 'which' && ofThese(1))) return undefined;
  for (let i = 0; i < sentence.length; i += 1) {
    const token = sentence[i];
    if (token === undefined || !['which', 'what', 'who', 'whom', 'whose'].includes(token.lower) || !asks(sentence, i))
      continue;
    return contrasted(sentence, i)
      ? undefined
      : (afterInterrogative(sentence, i + 1, token.lower) ?? beforeInterrogative(sentence, i));
  }
  return undefined;
}

/** “Which did not want war but started it?” */
function contrasted(sentence: readonly Token[], from: number): boolean {
  // “What cannot speak yet has a tongue?”
  return sentence
    .slice(from)
    .some(({ lower }, i, rest) => lower === 'but' || (lower === 'yet' && i > 1 && i < rest.length - 2));
}

/** “The law does not protect which of the following?” */
function beforeInterrogative(sentence: readonly Token[], which: number): Token | undefined {
  if (which < 3 || !hasReference(sentence, which, which + 5) || circumstances.test(sentence.at(-2)?.lower ?? ''))
    return undefined;
  const before = sentence.slice(0, which);
  if (before.some(({ lower, text }) => breakers.has(lower) || /^(?:and|so|then|[,;:—–])$/.test(text.toLowerCase())))
    return undefined;
  return negatedVerb(before);
}

/** “is not”, “doesn’t”, “cannot”, where it is the only verb that can be meant. */
function negatedVerb(clause: readonly Token[]): Token | undefined {
  return clause.find(
    (token, i) =>
      i > 0 &&
      (isContracted(token) ||
        token.lower === 'cannot' ||
        (token.lower === 'not' &&
          (auxiliaries.has(clause[i - 1]?.lower ?? '') || clause[i - 1]?.lower === 'need') &&
          !afterNot.has(clause[i + 1]?.lower ?? ''))),
  );
}

/** “Select the option that is not a metal.” */
function chosenFor(sentence: readonly Token[], verbs: ReadonlySet<string>): Token | undefined {
  if (!verbs.has(sentence[0]?.lower ?? '') || !/^(?:the|one|an?|any)$/.test(sentence[1]?.lower ?? '')) return undefined;
  const relative = sentence.findIndex((token, i) => (i === 3 || i === 4) && /^(?:that|which|who)$/.test(token.lower));
  if (relative === -1) return undefined;
  const [verb, next] = [sentence[relative + 1], sentence[relative + 2]];
  if (verb === undefined) return undefined;
  if (isContracted(verb) || verb.lower === 'cannot') return verb;
  return auxiliaries.has(verb.lower) && next?.lower === 'not' && !afterNot.has(sentence[relative + 3]?.lower ?? '')
    ? next
    : undefined;
}

/** “Name the metal that is not magnetic”, but not “a number that cannot be written as a fraction”. */
function soughtFor(sentence: readonly Token[]): Token | undefined {
  return /^(?:the|one)$/.test(sentence[1]?.lower ?? '') ? chosenFor(sentence, seeking) : undefined;
}

/** “Where can’t you find coral?”, “When does a contract not bind?” */
function openPlace(sentence: readonly Token[]): Token | undefined {
  if (!/^(?:where|when)$/.test(sentence[0]?.lower ?? '') || sentence.at(-1)?.text !== '?' || contrasted(sentence, 1))
    return undefined;
  const verb = sentence[1];
  if (verb === undefined) return undefined;
  return isContracted(verb) || verb.lower === 'cannot' ? verb : inverted(sentence, 1, 'where');
}

/** “Which is the mineral that is not part of granite?” */
function definedByNot(sentence: readonly Token[]): Token | undefined {
  const said = sentence.slice(0, 10).map(({ lower }) => lower);
  if (!/^which (?:one )?(?:is|are|was|were) the /.test(said.join(' '))) return undefined;
  const that = said.findIndex((word, i) => i > 3 && /^(?:that|which|who)$/.test(word));
  const verb = sentence[that + 1];
  if (that < 4 || that > 6 || verb === undefined) return undefined;
  if (isContracted(verb) || verb.lower === 'cannot') return verb;
  const not = sentence[that + 2];
  return auxiliaries.has(verb.lower) && not?.lower === 'not' ? not : undefined;
}

/** “Photosynthesis does not need:”, with one clause and no blank. */
function openNegation(sentence: readonly Token[]): Token | undefined {
  const end = sentence.at(-1)?.text ?? '';
  if (
    sentence.length < 3 ||
    /^[.!?…_]$/.test(end) ||
    sentence.some(({ text }) => /^(?:[,;?_…]|\uFFFC)$/.test(text) || /^_+$/.test(text))
  )
    return undefined;
  const clause = sentence.filter(({ lower }, i) => i < sentence.length - 2 || !/^(?:that|:)$/.test(lower));
  if (auxiliaries.has(clause[0]?.lower ?? '') || clause.some(({ lower }) => breakers.has(lower))) return undefined;
  return negatedVerb(clause);
}

/** Whether the question word at `i` opens its clause and is no relative pronoun or object of “explain”. */
function asks(sentence: readonly Token[], i: number): boolean {
  const before = sentence[i - 1];
  // “Where do you find the option – which is not on the ribbon – …?”
  if (
    sentence
      .slice(0, 40)
      .some(({ lower }, j) => j < i - 2 && interrogatives.has(lower) && auxiliaries.has(sentence[j + 1]?.lower ?? ''))
  )
    return false;
  if (before === undefined || /^[,;:—)–]/.test(before.text) || before.lower === 'me') return true;
  if (
    hasReference(sentence, i, i + 5) &&
    sentence[i]?.lower === 'which' &&
    !breakers.has(before.lower) &&
    sentence.at(-1)?.text === '?' &&
    sentence.slice(i).length <= 7
  )
    return true;
  return (
    (prepositions.has(before.lower) || before.lower === 'to') &&
    (i === 1 || /^[,;:—]/.test(sentence[i - 2]?.text ?? ''))
  );
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
    if (
      token.text === ',' &&
      /^(?:who|which|all|both|each|when|once|while|unlike|after|before|although|though|as|in|on|at|under|with)$/.test(
        sentence[i + 1]?.lower ?? '',
      )
    ) {
      const close = sentence.findIndex((other, j) => j > i && other.text === ',');
      if (close === -1 || !auxiliaries.has(sentence[close + 1]?.lower ?? '')) return undefined;
      i = close;
      continue;
    }
    if (mayNot.has(token.lower)) return undefined;
    if (isContracted(token) || token.lower === 'cannot') return token;
    if (auxiliaries.has(token.lower)) break;
    const before = sentence[i - 1]?.lower ?? '';
    if (
      breakers.has(token.lower) ||
      (pronouns.has(token.lower) && before !== 'which') ||
      /^[^\p{L}\p{N}\uFFFC]/u.test(token.text)
    )
      return undefined;
    if (determiners.has(token.lower) && !prepositions.has(before)) return undefined;
    if ((token.lower === 'and' || token.lower === 'or') && auxiliaries.has(sentence[i + 1]?.lower ?? ''))
      return undefined;
  }
  let next = i + 1;
  while (adverbs.has(sentence[next]?.lower ?? '')) next += 1;
  if (sentence[next]?.lower === 'the' && sentence[next + 1]?.lower === 'least') return sentence[next + 1];
  const direct = sentence[next];
  if (direct === undefined) return undefined;
  if (weakWords.has(direct.lower)) return word === 'which' || word === 'one' ? direct : undefined;
  // “What is no cause of rust?”, but not “which is no longer sold”
  if (
    direct.lower === 'no' &&
    word !== 'who' &&
    sentence[i - 1]?.lower !== 'there' &&
    /^(?:is|are|was|were)$/.test(sentence[i]?.lower ?? '')
  )
    return /^(?:longer|more|less|fewer|doubt|matter|sooner)$/.test(sentence[next + 1]?.lower ?? '')
      ? undefined
      : direct;
  if (direct.lower === 'not') return afterNot.has(sentence[next + 1]?.lower ?? '') ? undefined : direct;
  return word === 'one' ? undefined : inverted(sentence, i, word);
}

/** “which file does Git not track”, “which of these is it not part of”: auxiliary, a short subject, “not”, a verb or a noun. */
function inverted(sentence: readonly Token[], auxiliary: number, word: string): Token | undefined {
  const isBe = /^(?:is|are|was|were)$/.test(sentence[auxiliary]?.lower ?? '');
  const place = isBe && word === 'where';
  if (isBe ? word !== 'which' && !place : !inverting.has(sentence[auxiliary]?.lower ?? '')) return undefined;
  if (word !== 'which' && sentence.some(({ lower }) => meaning.has(lower))) return undefined;
  for (let i = auxiliary + 1; i < auxiliary + 7; i += 1) {
    const token = sentence[i];
    if (token === undefined) return undefined;
    if (token.lower === 'not' && i > auxiliary + 1) {
      const next = sentence[i + 1];
      if (next === undefined || afterNot.has(next.lower) || prepositions.has(next.lower)) return undefined;
      // “In which country is French not spoken?”
      if (isBe && word === 'which' && i + 3 === sentence.length && sentence[i + 2]?.text === '?') return token;
      if (isBe)
        return (place
          ? /^(?:allowed|permitted|entitled)$/
          : /^(?:an?|the|part|allowed|permitted|entitled|suitable)$/
        ).test(next.lower)
          ? token
          : undefined;
      return /^[a-z]/.test(next.text) && !participle.test(next.text) ? token : undefined;
    }
    const first = i === auxiliary + 1;
    if (
      pronouns.has(token.lower)
        ? !first || sentence[i + 1]?.lower !== 'not'
        : breakers.has(token.lower) || auxiliaries.has(token.lower)
    )
      return undefined;
    if (
      /^[^\p{L}\p{N}\uFFFC]/u.test(token.text) ||
      prepositions.has(token.lower) ||
      (isBe && /^(?:and|or)$/.test(token.lower)) ||
      (determiners.has(token.lower) && !first)
    )
      return undefined;
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
  for (const match of prose.matchAll(
    /"[^"]*"|“[^”]*”|‘[^’]*’|(?<![\p{L}\p{N}])'[^']+'(?![\p{L}\p{N}])|[\p{L}\p{N}\uFFFC](?:[\p{L}\p{N}\uFFFC'’_./-]*[\p{L}\p{N}\uFFFC])?|[^\s]/gu,
  )) {
    const text = match[0];
    const start = match.index;
    current.push({ text, lower: text.toLowerCase(), start, end: start + text.length });
    if (/^[.!?]$/.test(text) && !/^[.!?]/.test(prose.slice(start + 1))) {
      result.push(current);
      current = [];
    }
  }
  if (current.length > 0) result.push(current);
  return result;
}
