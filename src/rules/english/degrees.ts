import type { MarkdownText } from '../engine/view/question.ts';
import { isClause } from './clause.ts';
import { wordCount } from './words.ts';

const alone = (list: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}-])(?:${list})(?![\\p{L}\\p{N}-])`, 'iu');
/** Words that are always absolute. */
const absolute = alone(
  '(?<!(?:almost|nearly|virtually|practically|hardly|not) )(?:always|never|impossible|entirely|completely)|invariably|inevitably|absolutely|totally|utterly|wholly|unconditionally|exclusively|solely|purely|unlimited|limitless|(?:nothing|nobody|no one) (?:but|except|other than)|whatsoever|perfectly|flawlessly|infallibly|universally|unfailingly|undoubtedly|definitely|(?:total|complete|absolute|perfect|full) (?:absence|lack|control|power|authority|certainty|safety|security|anonymity|privacy|protection|immunity|freedom)|zero (?:risks?|side effects?|errors?|chance|doubt)|at all times|beyond (?:(?:all|any|every) )?(?:reasonable )?doubts?|without (?:any )?(?:fail|limits?|limitations?|restrictions?|doubt|end)|(?:with|in) (?:complete|total|absolute|perfect|utter|full) (?!view|swing|bloom|sentences?|form|knowledge)\\p{L}+|of any kind|for ever|' +
    '100 ?%|under (?:no|any|all) circumstances?|in (?:all|every|any|no) (?:cases?|conditions?|situations?|respects?|ways?|event)|under (?:all|any|no) conditions?|at no time|on no account|not once|never once|once and for all|for all time|in every way|no matter (?:what|how|who)|without (?:any )?exceptions?|(?:no|not|nobody|nothing|none|cannot|[a-z]{2,6}n[’\\u0027]t)(?: \\p{L}+){0,4} (?:ever|at all)|only ever|only(?: \\p{L}+){1,5} ever|at (?:any|all) costs?|each and every|every single|not a single|by no means|in no way',
);
/**
 * Words about all or none, which are absolute in a statement; “every day”, “all rows of the table” and “only at night”
 * are plain facts.
 */
const sweeping = alone(
  'all|every|everyone|everybody|everything|everywhere|none|not one of|nobody|no[- ]one|nothing|nowhere|forever|only|must|guarantees?|guaranteed|no(?= \\p{L}+ (?:can|could|will|would|is|are|may|must|has|have|does|do)(?!\\p{L}))|(?<=^that )no|(?<=^without (?:it|this|that|them),? )no',
);
/** A statement about a whole class, or about the only way. */
const wholeClass =
  /(?:^|(?<![\p{L}\p{N}])(?:that|because|since|so) )(?:all|every|everyone|everybody|everything|none|nobody|no[- ]one|nothing|not one of|no(?= \p{L}+ (?:can|could|will|would|is|are|may|must|has|have|does|do)(?!\p{L})))(?![\p{L}\p{N},-])|^that no(?= \p{L}+ \p{L})|\bthe only (?:way|reason|cause|method|means|purpose)\b/iu;
/** Phrases that sound absolute but are plain facts: what has not happened, a limit, a remainder, an empty result. */
const plainFact =
  /(?<![\p{L}\p{N}])(?:(?:was|were|had|has|have) never|every time|each time|all(?= (?:two|three|four|five|\d) )|only(?= (?:\d|(?:one|two|three|four|five|six|ten)(?!\p{L})))|all (?:the )?others|(?:there(?: is|['’]s|s)|(?:prints?|returns?|does|do|shows?|outputs?|displays?|happens?)) nothing)(?![\p{L}\p{N}])/giu;
const hedges = alone(
  'usually|often|generally|sometimes|typically|normally|probably|perhaps|possibly|mostly|frequently|(?<!(?:more|less|most|least|as|equally|be) )likely|might|(?:may|can) vary|may (?:be|have|also|differ|depend|fail|change|need|take)|tends? to|' +
    'in (?:most|many|some) (?:cases|people|situations|patients|countries|languages|systems)|as a (?:general )?rule|by and large|it depends',
);
/** In a longer text an “all” is not conspicuous. */
const longest = 16;
const quotation = /"[^"]*"|“[^“”]*”/g;

/** A word that makes a text absolute. */
export interface Absolute {
  readonly word: string;
  /** Certainly not a plain fact: “always”, “Nobody ever …”; “must” and “only” often are. */
  readonly strong: boolean;
  /** Based on a word that is always absolute. */
  readonly outright: boolean;
}

/** The first absolute word of a text, ignoring code and quotations. */
export function absoluteIn(text: MarkdownText): Absolute | undefined {
  const known = absolutes.get(text);
  if (known !== undefined) return known.word;
  const word = findAbsolute(text);
  absolutes.set(text, { word });
  return word;
}

/** Several rules ask about the same option. */
const absolutes = new WeakMap<MarkdownText, { readonly word: Absolute | undefined }>();

function findAbsolute(text: MarkdownText): Absolute | undefined {
  const prose = text.prose.replace(quotation, '').replace(plainFact, '');
  const strong = absolute.exec(prose);
  const found = strong ?? sweeping.exec(prose);
  return found === null || (strong === null && !(wordCount(prose) <= longest && isClause(prose)))
    ? undefined
    : { word: found[0].toLowerCase(), strong: strong !== null || wholeClass.test(prose), outright: strong !== null };
}

/** Whether a text contains any word that may be absolute, including plain facts. */
export function soundsAbsolute(text: MarkdownText): boolean {
  return absolute.test(text.prose) || sweeping.test(text.prose);
}

/** The first hedge of a text, except “can”, “may” as permission, and adverbs that are the answer itself. */
export function hedgeIn(text: MarkdownText): string | undefined {
  return wordCount(text.prose) < 2 ? undefined : hedges.exec(text.prose.replace(quotation, ''))?.[0].toLowerCase();
}

const permission =
  /\b(?:may|must|can|cannot|could|should|allow\w*|permi\w+|rights?|entitled|law|laws|legal\w*|licen[cs]\w+|rules?|powers?|duty|duties|who|whom)\b/i;

/** “May” as a hedge, unless the question is about permission. */
export function mayIn(text: MarkdownText, stem: MarkdownText): string | undefined {
  return permission.test(stem.prose)
    ? undefined
    : /(?<=\b(?:it|they|that|which|there) )may(?= \p{Ll}+)(?! (?:not|only|or)\b)/u.exec(text.prose)?.[0];
}

const extent = /\bhow (?:many|much|far|long)\b/i;
const logic =
  /\b(?:quantifiers?|determiners?|adverbs?|frequency|negation|contrapositive|universal|tautology|must (?:also )?be true|arguments?|conclusion|assum(?:ed|ption|es)|infer(?:red|ence)?|reasoning|follows? logically|(?<!\b(?:which|what) )sentences?|sentences?(?! (?:about|on|(?:best |correctly |most accurately )?(?:describes?|summari[sz]es?|sums|captures?|fits|explains?|expresses|states|characteri[sz]es|is (?:true|right|correct)|holds))\b))\b/i;

/** Whether a question asks how often or how likely something is, so that “often” and “probably” are plain answers. */
export function asksForFrequency(stem: MarkdownText): boolean {
  return /\bhow (?:often|frequent|frequently|likely|probable|common|regularly)\b|\bfrequency\b/i.test(stem.prose);
}

/** Whether a question is about quantity or logic, so that “all” and “none” are plain answers. */
export function asksForExtent(stem: MarkdownText): boolean {
  return (
    extent.test(stem.prose) ||
    logic.test(stem.prose) ||
    (stem.prose.match(quotation) ?? []).some((quoted) => absolute.test(quoted) || sweeping.test(quoted))
  );
}
