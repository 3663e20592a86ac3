import { withoutEnd } from '../../text/ends.ts';
import type { MarkdownText } from '../engine/view/question.ts';
import type { Choice, OptionView } from '../engine/view/question.ts';
import { marksIn } from './marks.ts';
import { isClause } from './clause.ts';
import { blank, isAboutOptions } from './question-form.ts';
import { contentWords, isFunctionWord, stem as stemOf, words, wordSet } from './words.ts';

/** What an option says of the other options as a whole: “all of the above”, “none of these”, “both”. */
export interface Total {
  /** It says that no option holds. */
  readonly none: boolean;
  /** It names the options or their place, and can mean nothing else. */
  readonly explicit: boolean;
  /** How many it takes together, where it says so. */
  readonly count: number | undefined;
  /** The things it counts, where that is a word of its own: “types” in “all of these types”. */
  readonly things?: string;
  /** It calls them answers and judges them, so that they need not be all: “both answers are correct”. */
  readonly judged?: true;
  /** It denies what is listed: “none of the listed rivers”. */
  readonly listed?: true;
}

const numbers = ['zero', 'one', 'two', 'three', 'four', 'five', 'six'];
const some = wordSet('all both any each either every everything some most more');
const none = wordSet('none neither no not another else');
const options = wordSet(
  'option options answer answers choice choices alternative alternatives response responses possibilities suggestion suggestions candidates',
);
const things = wordSet('statement statements sentences claims things items ones points reasons methods factors');
/** What things of most kinds can be called. */
const kinds = wordSet('causes measures approaches techniques features aspects effects elements substances materials');
const places = wordSet(
  'above below preceding previous foregoing aforementioned aforesaid above-mentioned abovementioned above-named listed given mentioned named shown provided stated presented offered here following',
);
const pointing = wordSet('these those others');
const answersAre = wordSet('true correct right wrong false incorrect');
const verdicts = wordSet(
  'correct true right valid accurate possible wrong false incorrect apply applies hold holds fit fits work works match matches',
);
const bareWords = wordSet('of the is are them first last both either other');
const otherWords = wordSet(
  "of the is are them that which be than at least other do by using it it’s it's there there’s there's could can may might something suitable remaining together combined jointly",
);
const bareQuantities = wordSet('all both any each either neither none');
const bareQuantity = /^(?:all|both|any|each|either|neither|none|two|three)$/;
const auxiliaries = wordSet('is are was were can could will would may might must should has have do does did');
const remark = /^(?:except|but|apart|besides|since|because|[,;:(–—-])$/;

/** Reads an option that speaks of the other options as a whole and says nothing else; `undefined` for any other. */
export function readTotal(option: MarkdownText): Total | undefined {
  const known = totals.get(option);
  if (known !== undefined) return known.total;
  const total = findTotal(option.prose);
  totals.set(option, { total });
  return total;
}

/** As `readTotal`, and also where the option says again what the question says: “none of these flows through Vienna”. */
export function readTotalBeside(option: MarkdownText, stem: MarkdownText): Total | undefined {
  const total = readTotal(option);
  const [, head = '', said = ''] = total === undefined ? (headOfTotal.exec(option.prose) ?? []) : [];
  // “All of them are falsy” may speak of what the question lists.
  if (total !== undefined || head === '' || stem.fences.length > 0 || stem.labels.length > 0) return total;
  const asked = contentWords(stem.prose, 2);
  const isSaidAgain = words(said).every((word) => {
    const lower = word.toLowerCase();
    return asked.has(stemOf(lower)) || (isFunctionWord(lower) && !/^(?:not|but|only|first|last)$/.test(lower));
  });
  return isSaidAgain ? findTotal(head) : undefined;
}

const headOfTotal =
  /^((?:all|none|neither|both|any|each|every one|not one) of (?:these|those|(?:these|those) \p{L}+s|the above)|(?:all|both|no) (?:the )?\p{L}+s? (?:listed|above|mentioned|named|given|shown)) ((?:[\p{L}'’-]+ ){0,6}[\p{L}'’-]+)\.?$/iu;

/** Several rules ask about the same option. */
const totals = new WeakMap<MarkdownText, { readonly total: Total | undefined }>();

function findTotal(prose: string): Total | undefined {
  const said =
    bare(withoutLead(prose.toLowerCase()).replace(inBrackets, '$1 $2').replace(outOf, '$1 of '))
      .replace(framed, '')
      .match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*|[^\s]/gu)
      ?.map(inWords) ?? [];
  const whole = said.join(' ');
  const idiom = idioms.find(({ pattern }) => pattern.test(whole));
  if (idiom !== undefined) return { none: idiom.none, explicit: idiom.explicit ?? true, count: undefined };
  const [, rest] = theOthers.exec(whole) ?? [];
  if (rest !== undefined) return { none: false, explicit: false, count: numbers.indexOf(rest) };
  const [, denied] = noneOfSoMany.exec(whole) ?? [];
  if (denied !== undefined) return { none: true, explicit: false, count: numbers.indexOf(denied) };
  const ofThings = thingsOf.exec(whole);
  if (/^(?:elsewhere|somewhere else)$/.test(whole))
    return { none: true, explicit: false, count: undefined, things: 'place' };
  const [, another, unlisted = another] = anotherThing.exec(whole) ?? [];
  if (unlisted !== undefined)
    return { none: true, explicit: false, count: undefined, ...(unlisted === 'one' ? {} : { things: unlisted }) };
  // “All of these: plays, letters, maps”
  if (said.indexOf(':') > 0 && said.indexOf(':') < said.length - 1) return undefined;
  const tokens = said[0] === 'not' ? said : withoutRemark(said);
  const quantity = tokens.find(
    (token, i) =>
      some.has(token) ||
      none.has(token) ||
      (numbers.includes(token) && (tokens[i + 1] === 'of' || /^(?:first|last)$/.test(tokens[i - 1] ?? ''))),
  );
  if (quantity === undefined || tokens.at(-1) === 'no') return undefined;
  const number = numbers.findIndex((word) => tokens.includes(word));
  const several = /^(?:both|either|neither)$/.test(quantity)
    ? 2
    : number > 0 && !none.has(quantity)
      ? number
      : undefined;
  const total = {
    none: none.has(quantity),
    count: tokens.includes('first') || tokens.includes('last') ? undefined : several,
  };
  if (
    consistsOf(tokens, some, none, options, things, places, pointing, verdicts, otherWords) &&
    pointsAtOptions(tokens, quantity)
  ) {
    const has = (words: ReadonlySet<string>): boolean => tokens.some((token) => words.has(token));
    // “Either option” may speak of the two ways out that the question tells of.
    const explicit = total.count !== 2 || has(places) || has(pointing);
    return { ...total, explicit, ...(total.count === 2 && has(options) && has(verdicts) ? { judged: true } : {}) };
  }
  if (tokens === said && isBare(tokens, quantity)) return { ...total, explicit: false };
  if (tokens === said && namesThings(tokens))
    return { ...total, explicit: false, ...(total.none ? { listed: true } : {}) };
  const [, named] = ofThings ?? [];
  // “Both parties” is an answer to “Which party …?”, where there are two of them.
  if (named === undefined || (/^both \S+$/.test(whole) && !isOfAnyKind(named))) return undefined;
  return { ...total, explicit: false, things: named };
}

const ofThem = '(?: (?:two|three|four|five))?(?: of (?:them|these|those|which))?';
/** “(see above)”, “, as listed above” */
const sentBack =
  '[(,–—-]? ?(?:(?:see|cf \\.|refer to)(?: (?:what|is|the|options?|answers?|list|listed|named|given|shown))*|as(?: (?:listed|named|given|said|mentioned|stated|shown))*) above';

/** Ways of speaking that can mean nothing but the other options. */
const idioms: readonly { readonly pattern: RegExp; readonly none: boolean; readonly explicit?: false }[] = [
  {
    pattern:
      /^(?:(?:an?|any|some) )?(?:combination|mix|mixture) of (?:both|(?:all )?(?:the )?(?:two|three|four)|(?:all )?these \p{L}+s)$/u,
    none: false,
    explicit: false,
  },
  {
    pattern: /^there (?:is|are) none$|^(?:others?|another)$|^none (?:fits|works|matches|qualifies|holds)$/,
    none: true,
    explicit: false,
  },
  {
    pattern:
      /^some(?:one|body|thing|where) (?:(?:who|that) is )?not (?:listed|given|shown|named|mentioned)(?: here| above)?$/,
    none: true,
  },
  {
    pattern:
      /^something (?:(?:entirely |completely )?different|else entirely)$|^an? (?:entirely |completely )?different (?:one|answer)$/,
    none: true,
    explicit: false,
  },
  {
    pattern:
      /^(?:there (?:is|are) |there['’]s )?no (?:correct|right|true|valid|suitable|such) (?:answer|option|choice|one)s? (?:(?:is )?among (?:these|those|them|the (?:above|options|answers|choices|three|four))|(?:is )?(?:given|listed|shown|present)(?: here)?|here|above)$|^the (?:reason|cause|name|word|term|author|value|number|explanation) is (?:(?:not|nowhere) (?:given|listed|mentioned|named|shown|stated) (?:here|above|in the list)|not among (?:these|those|them|the above)|missing (?:here|above))$|^(?:all|both|every one|each)(?: (?:of )?(?:the )?(?:above|these|those|them|options|answers|choices|other options|other answers|other choices|three|four))* (?:are|is) (?:wrong|false|incorrect|untrue)$/,
    none: true,
  },
  {
    pattern:
      /^(?:they|these|those) (?:are all|all are) (?:wrong|false|incorrect|untrue)$|^some(?:one|body) (?:else|other)(?: than (?:these|those|them))?$/,
    none: true,
    explicit: false,
  },
  {
    pattern: /^(?:they|these|those) all (?:do|did|does|are|were|have|can|will|would|apply|fit|count|qualify)$/,
    none: false,
    explicit: false,
  },
  { pattern: /^(?:any|some|either|one) (?:(?:and |or |and or ))?all of (?:the above|these|those|them)$/, none: false },
  { pattern: new RegExp(`^(?:all|any|both|each|every one|either)${ofThem} ${sentBack}$`, 'u'), none: false },
  { pattern: new RegExp(`^(?:none|neither|nothing|no one)${ofThem} ${sentBack}$`, 'u'), none: true },
  {
    pattern:
      /^n \. o \. t \. a$|^nota$|^(?:nothing|none|nobody|no one) (?:(?:in|on|from) (?:this|the) list|(?:that is )?(?:listed|mentioned|given|shown)(?: here| above)?)$|^not (?:in|on) (?:this|the) list(?: above| here)?$|^not (?:given|mentioned|named) (?:here|above)$|^none of (?:both|either)$|^none of what is above$|^the (?:(?:right|correct) (?:\p{L}+ )?)?(?:one|answer|option|choice|(?<=(?:right|correct) )\p{L}+) (?:is missing|(?:is not|isn['’]t) (?:here|given|listed|there|shown|mentioned|(?:among|in|on|one of) (?:these|those|them|the (?:options?|answers?|choices|list|above)(?: (?:given|listed|above|here))?)))(?: here| above)?$/u,
    none: true,
  },
  {
    pattern:
      /^(?:(?:an?|any|some) )?(?:combination|mix|mixture) of (?:all |some |any )?(?:of )?(?:the above|these|those|them|the (?:above|other) (?:options|answers|choices))$/,
    none: false,
  },
  {
    pattern:
      /^(?:each|every) one of (?:the above|these|those|them)$|^(?:they|these|those) (?:are all|all are) (?:correct|right|true|valid)$|^all (?:apply|do)$|^(?:all|any|each) of (?:these|those|them) do(?:es)?(?: (?:so|this|that))?$|^(?:the )?(?:(?:two|three|four) above|above (?:two|three|four))$|^all of what is (?:listed|given|shown|named)(?: here| above)?$/,
    none: false,
  },
  {
    pattern:
      /^nothing (?:of the )?above$|^(?:not any|not one|no one|not a single one) of (?:these|those|them|the (?:above|two|three|four|five|options|answers|choices))$|^(?:it is |it['’]s )(?:none|not one|not any) of (?:these|those|them|the (?:above|options|answers|choices))$|^(?:it is |it['’]s )?not among (?:these|those|them|the (?:above|options|answers|choices))$|^none appl(?:y|ies)$|^none of (?:this|what is (?:listed|given|shown|named)(?: here| above)?)$|^an(?:other)? (?:other )?(?:reason|answer|cause)$|^the (?:right|correct) (?:one|answer|option) is (?:missing|not (?:here|given|listed|there|shown))$/,
    none: true,
  },
];
/** “The other three” */
const theOthers =
  /^(?:(?:all|both)(?: of)? )?the (?:other (?=two|three|four)|(?=(?:two|three|four) others$))(two|three|four)(?: others)?$/u;
/** “Another type”, “a type not listed here” */
const anotherThing =
  /^(?:(?:an|some |any )?other|(?:an? )?(?:completely |totally |entirely )?different) (\p{L}+)$|^an? (\p{L}+) (?:(?:that|which|who) is )?not (?:(?:listed|given|shown|named|mentioned)(?: here| above)?|(?:in|on) (?:the|this) list|among (?:these|those|them))$/u;
/** “None of these three men” */
const noneOfSoMany = /^(?:none|not one) of (?:the|these|those) (two|three|four|five) \p{L}+$/u;
/** “All of these types”, “all three types”, “none of these types” */
const thingsOf =
  /^(?:(?:all|any|each|every one|none|neither) of (?:these|those) (?:(?:two|three|four|five) )?|(?:all|both) (?:the )?(?:two |three |four |five )|(?:all|both|any) (?:the|these|those) |both )(\p{L}+s|men|women|people|children)$/u;

/** “None (of the above)”, “none from the list” */
const inBrackets = /^(none|neither|all|any|both|each) \((of [^()]*)\)/;
const outOf = /^(none|neither|all|any|both|each|not one) (?:from|among|amongst|out of) (?=(?:the|these|those|this) )/;

/** “D) None of these”, “by none of these”, “it’s neither”, “both do”: a label, or what the question says is said again. */
const framed =
  /^(?:simply|really|in fact,?|actually|i think|probably|maybe|surely|definitely|well,|yes,|no,) (?=(?:all|any|each|every|everything|both|either|neither|none) )|^\(?[a-h1-9][.):]\)? (?=(?:all|any|each|every|both|either|neither|none|no) )|^(?:for|by|in|from|with|on|to|through|at) (?=(?:all|any|each|neither|none)(?: one)? of (?:these|those|them|the above)(?: \p{L}+)?$|(?:an|some |any )?other \p{L}+$|(?:both|all (?:the )?(?:two|three|four|five)) \p{L}+$|an? different \p{L}+$)|^(?:it is|it['’]s) (?=not (?:listed|given|shown|named|mentioned|among|in))|^(?:it is|it was|it['’]s|that is|they are|they['’]re) (?=(?:none|neither|all|both|any|each|not (?:any|one)) of|(?:neither|both|all (?:two|three|four|five))$)|^(?:only|just) (?=the (?:first|last) )|(?<=^(?:all|both)(?: (?:two|three|four))?(?: of (?:them|these|those))?) (?:do|does|did)$|(?<=^neither) (?:is|does|do|did)$/u;

/** “N/A (none of the above)”, “Other – none of these”: what comes before only says it in another way. */
function withoutLead(text: string): string {
  const [, total] = leadToTotal.exec(text) ?? [];
  return total ?? text;
}

const leadToTotal =
  /^(?:[^\s(]+(?: [^\s(]+){0,2}?(?: \(| [–—-] |[:;] )|[^\s(,]+, )((?:none|neither|all|any|each|both) of the (?:above|options|answers|choices)|(?:none|neither) of (?:these|those|them))\)?\.?$/u;

/** Without brackets or dashes around the whole, and without its end mark. */
function bare(text: string): string {
  return withoutEnd(text.replace(/^[([–—-]+ ?/, ''), /[)\]–—.!]/);
}

/** “All 3” is “all three”. */
function inWords(token: string): string {
  return /^[2-6]$/.test(token) ? (numbers[Number(token)] ?? token) : token;
}

function consistsOf(tokens: readonly string[], ...known: readonly ReadonlySet<string>[]): boolean {
  return tokens.every((token) => numbers.includes(token) || known.some((words) => words.has(token)));
}

/** “Both”, “all three”, “none of them”, “all are correct”, “all of these statements”. */
function isBare(tokens: readonly string[], quantity: string): boolean {
  if (
    !bareQuantity.test(quantity) ||
    !consistsOf(tokens, bareQuantities, bareWords, answersAre, things, kinds, pointing, options)
  )
    return false;
  if (tokens.length === 1) return /^(?:all|both|either|neither)$/.test(quantity);
  const has = (words: ReadonlySet<string>): boolean => tokens.some((token) => words.has(token));
  const judged = has(answersAre) && (has(auxiliaries) || !tokens.includes('right'));
  return (
    judged ||
    tokens.includes('them') ||
    tokens.some((token) => numbers.includes(token)) ||
    ((has(things) || has(kinds)) && (has(pointing) || /^(?:all|any|each) of the /.test(tokens.join(' '))))
  );
}

/** “All of the foods listed”, “none of the above foods”, “all foods above”, “no food mentioned” */
function namesThings(tokens: readonly string[]): boolean {
  return /^(?:all|both|any|none|not one|not any|neither|no|each|every) (?:of )?(?:(?:the|these|those) )?(?:(?:one|two|three|four|five) )?(?:\S+ (?:of (?:these|those) )?(?:listed|mentioned|named|above|given|shown)(?: above| here| below)?|(?:listed|mentioned|named|given|shown) \S+s (?:above|here|below)|(?:above|above-mentioned|aforementioned|aforesaid|listed|mentioned|given|preceding|named) (?:\S+ )?\S+s)$/.test(
    tokens.join(' '),
  );
}

/** Cuts off “… except the last”, “… (A, B and C)”, “… are used in this way”. */
function withoutRemark(tokens: readonly string[]): readonly string[] {
  const end = tokens.findIndex(
    (token, i) =>
      i > 0 &&
      (remark.test(token) ||
        (auxiliaries.has(token) && /^(?:above|preceding|foregoing|aforementioned)$/.test(tokens[i - 1] ?? ''))),
  );
  return end === -1 ? tokens : tokens.slice(0, end);
}

function pointsAtOptions(tokens: readonly string[], quantity: string): boolean {
  const has = (words: ReadonlySet<string>): boolean => tokens.some((token) => words.has(token));
  if (quantity === 'not')
    return has(options) || (tokens[0] === 'not' && /^(?:listed|shown|here|above)$/.test(tokens[1] ?? ''));
  if (quantity === 'no') return has(options) && (has(verdicts) || has(places) || tokens[0] === 'there');
  if (quantity === 'else') return tokens.includes('something');
  // “Both of them above it”: where they lie, not where they stand in the list.
  const isPlace = (token: string, i: number): boolean =>
    places.has(token) &&
    !(/^(?:above|below)$/.test(token) && /^(?:it|its|the|an?|this|that|each|one|zero|\d+)$/.test(tokens[i + 1] ?? ''));
  if (has(options) || tokens.some(isPlace)) return true;
  return tokens.some(
    (token, i) => pointing.has(token) && !things.has(tokens[i + 1] ?? '') && !numbers.includes(tokens[i + 1] ?? ''),
  );
}

const amount =
  /^(?:(?:the|only|just|exactly|about|at least|at most) )*(?:one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|last|half|some|most|many|few|several|no|none|nothing|nobody|all|every|each|both|\d+)(?![\p{L}\p{N}])| one$/iu;
/** “The odd ones alone”: beside it, “all of them” is an amount. */
const alone = /(?<!\p{L})(?:only|alone|just|solely|exclusively)(?!\p{L})/iu;
const howMany = /\bhow (?:many|much) of (?:the|these|those)\b/i;
/** A list of the question's own; in “which command lists files” it is a verb. */
const somethingListed =
  /\b(?:(?:the|this|that|a|an|each|your|following|these) (?:\p{L}+ )?lists?|listed|mentioned|named|above|given|shown|table)\b/iu;
const pointed = /\b(?:above|below|these|those|listed)\b/i;
const closedSet =
  /\b(?:of two|of (?:the|these|those|his|her|their|its) (?:two|three|four|five)|both|either|how (?:many|much))\b/i;

/**
 * Whether an option that seems to speak of the others does. “All of the above” can mean nothing else, “all of these” unless
 * the question asks how many of these; “both” and “all three” speak of the others where these are as many, each an answer of
 * its own and no amount or mark, and the question has not offered them itself (“Who is right, Ann or Bob?”).
 */
export function speaksOfOthers(
  { explicit, count, things, none: denies, listed, judged }: Total,
  self: OptionView,
  choice: Choice,
  stem: MarkdownText,
): boolean {
  // “Is it a metal or something else?”
  if (denies && namedIn(stem, self.text)) return false;
  if (listed) return !somethingListed.test(stem.prose);
  // “Which effect is listed on the label?” – “None is listed”
  const [, listedAs] = /(?:is|are|was|were) (\p{L}+ed|given|shown)\.?$/iu.exec(self.text.prose) ?? [];
  if (listedAs !== undefined && spaced(stem.prose).split(' ').includes(listedAs)) return false;
  if (explicit)
    return (
      !(howMany.test(stem.prose) && /\b(?:these|those|others)\b/i.test(self.text.prose)) &&
      !(isAboutOptions(stem) && !pointed.test(self.text.prose))
    );
  const inNumber = countsEach(self, choice, stem);
  if (
    things !== undefined &&
    !inNumber &&
    !(denies && deniesThese(self, stem)) &&
    !(
      choice.single &&
      (asksAbout(stem, things) || (!denies && /\bthese\b/i.test(self.text.prose) && !listsThings(stem)))
    )
  )
    return false;
  if (
    things !== undefined &&
    denies &&
    !isAskedBy(stem, things) &&
    !asksForOne(stem, things) &&
    !deniesThese(self, stem)
  )
    return false;
  // “Both of them” may be the two people that a question tells of.
  if (count === 2 && /\bof them$/i.test(self.text.prose) && /\bwho(?:m|se)?\b/i.test(stem.prose)) return false;
  const others = choice.options
    .filter((option) => option !== self && readTotal(option.text) === undefined)
    .map(({ text }) => text);
  const several = count ?? others.length;
  const isOtherAmount = denies && things !== undefined && (isAskedBy(stem, things) || asksForOne(stem, things));
  if (
    isRest.test(self.text.prose) &&
    (self.text.prose.startsWith('(') ||
      blank.test(stem.prose) ||
      others.some(({ prose }) => /\bothers?\b/i.test(prose)))
  )
    return false;
  if (
    others.length < 2 ||
    (count === 2 && others.every(({ prose }) => sideOf.test(prose))) ||
    (several !== others.length && judged !== true && !(denies && things !== undefined)) ||
    (closedSet.test(stem.prose) && !isOtherAmount)
  )
    return false;
  if (judged === true && isAboutOptions(stem)) return false;
  return (
    others.every(
      ({ prose, visible }) =>
        isOtherAmount ||
        (judged === true && isNumeral.test(prose) && !asksHowMany.test(stem.prose)) ||
        (!amount.test(prose) && !alone.test(prose) && (marksIn(visible, isMark) ?? []).length === 0),
    ) && others.filter((text) => namedIn(stem, text)).length < Math.min(several, others.length)
  );
}

/**
 * Whether an option says something of the others by its grammar alone: a quantity, a word that points (“these”, “them”, “the
 * above”, “the options”) or nothing, and then at most one word that neither holds the sentence together nor is the question’s own:
 * “none of them did”, “all of these are needed”, “none is right”. Beside options that are sentences, or that tell amounts, it
 * may be an answer like them.
 */
export function pointsByGrammar(
  self: OptionView,
  choice: Choice,
  stem: MarkdownText,
): Pick<Total, 'none' | 'explicit'> | undefined {
  const said = withoutEnd(self.text.prose.toLowerCase(), /[.!]/);
  const [, quantity = '', pointer, rest = ''] = quantityFirst.exec(said) ?? [];
  if (quantity === '' || self.text.code.length > 0 || stem.fences.length > 0 || stem.labels.length > 0)
    return undefined;
  const namesOptions =
    pointer !== undefined && /(?:above|listed|given|mentioned|shown|options?|answers?|choices?)$/.test(pointer);
  const predicate = words(rest);
  if (pointer === undefined && !says.test(rest)) return undefined;
  if (predicate.length > 6 || (predicate.length > 0 && !says.test(rest)) || notOfAll.test(rest)) return undefined;
  if (namesOptions && somethingListed.test(stem.prose)) return undefined;
  const isListed = / (?:listed|given|mentioned|shown)$/.test(said) && somethingListed.test(stem.prose);
  const asked = contentWords(stem.prose, 2);
  const news = predicate.filter(
    (word) => !isFunctionWord(word) && !verdicts.has(word) && !(namesOptions && asked.has(stemOf(word))),
  );
  // “Which are falsy?” – “All of them are falsy”
  if (isListed || (!namesOptions && news.some((word) => asked.has(stemOf(word))))) return undefined;
  const others = choice.options.filter((option) => option !== self).map(({ text }) => text);
  if (news.length > 1 || (predicate.length === 0 && !namesOptions) || others.length < 2) return undefined;
  if (
    asksHowMany.test(stem.prose) ||
    (!namesOptions && (closedSet.test(stem.prose) || speaksOfSeveral.test(stem.prose)))
  )
    return undefined;
  if (isAboutOptions(stem) && pointer !== undefined && !/above/.test(pointer)) return undefined;
  const plain = others.filter((text) => readTotal(text) === undefined);
  return plain.length >= 2 &&
    plain.every(
      ({ prose }) => (isNumeral.test(prose) || !amount.test(prose)) && !alone.test(prose) && !isClause(prose),
    ) &&
    plain.filter((text) => namedIn(stem, text)).length < Math.min(2, plain.length)
    ? { none: denials.test(quantity), explicit: false }
    : undefined;
}

const denials = /^(?:none|neither|not|no|nothing|nobody)/;
const quantityFirst =
  /^(?:in fact,? |actually,? |it is |they are )?(all|both|none|neither|each|any|every one|every single one|not one|no|any one|nothing|everything)(?: (?:of )?((?:the |these |those )?(?:(?:two|three|four|five) )?(?:(?:other |correct )?(?:options?|answers?|choices?)(?: (?:given|listed|above|here))?|(?:\p{L}+ ){0,2}(?:above|listed|given above|mentioned above|mentioned|shown above)(?! (?:the|an?|that|this|it|in|on|by)(?!\p{L})))|these|those|them)(?![\p{L}-]))?(?: (.+))?$/u;
const says =
  /^(?:is|are|was|were|has|have|can|could|do|does|did|will|would|may|must|should|apply|applies|fits?|works?|holds?|counts?|matters?|matches|contributes?|helps?|belongs?|qualif(?:y|ies)|suffices?)(?![\p{L}])/u;
/** “All of them at once”, “none but the last” say something of their own. */
const notOfAll =
  /(?<!\p{L})(?:but|only|except|first|last|not|at|in|on|per|every|than|until|unless|if|when|from|of)(?!\p{L})/u;
const isNumeral = /^[^\p{L}]*\d[^\p{L}]*$/u;
const asksHowMany =
  /\b(?:how (?:many|much|often|far|long)|what (?:number|amount|share|percentage|proportion|fraction|part))\b/i;
const speaksOfSeveral =
  /\b(?:these|those|his|her|their|its|two|three|four)\b(?! following)(?<!\bwhich of these)(?<!\bwhat of these)/i;

/** “All three countries” beside three options that are no amounts, to a question that has no number of its own. */
function countsEach(self: OptionView, choice: Choice, stem: MarkdownText): boolean {
  const [, number = ''] = /^all (?:of the |the )?(three|four|five) /iu.exec(self.text.prose) ?? [];
  return (
    numbers.indexOf(number.toLowerCase()) === choice.options.length - 1 &&
    !speaksOfSeveral.test(stem.prose) &&
    !listsThings(stem)
  );
}

/** “None of these commands” to “Which tool …?”, which asks for one and lists none itself. */
function deniesThese(self: OptionView, stem: MarkdownText): boolean {
  return (
    /^none of these /i.test(self.text.prose) &&
    /^(?:which|what) (?!(?:is|are|was|were|do|does|did|can)\b)\p{L}*[^\Ws] (?:is|was|has|does|did|can|could|would|\p{L}+s)(?!\p{L})/iu.test(
      stem.prose,
    ) &&
    !listsThings(stem)
  );
}

/** “Other” is a word, too. */
const isRest = /^\P{L}*(?:others?|another)(?: one)?\P{L}*$/iu;

/** “The left” and “the right”, “the upper one” and “the other”: beside two sides, “both” and “neither” are answers of their own. */
const sideOf =
  /^(?:the )?(?:left|right|top|bottom|front|back|rear|first|second|north|south|east|west|other|\p{L}+er)(?: (?:one|only|half|side))?\.?$/iu;

/** What each question word asks for. */
const askedBy: readonly (readonly [RegExp, RegExp])[] = [
  [/\bwhere\b/i, /^(?:place|location|region|area|spot|city|cities|town|country|countries)s?$/],
  [/\bwhen\b/i, /^(?:time|moment|date|day|month|year|occasion|century|centuries)s?$/],
  [/\bwho(?:se|m)?\b/i, /^(?:(?:person|people|man|men|woman|women)s?|\p{L}{3,}(?:er|or|ist|ian)s)$/u],
  [/\bwhy\b/i, /^(?:reason|cause|motive)s?$/],
  [/\bhow\b(?! (?:many|much|long|far|old|often)\b)/i, /^(?:ways?|means|manners?|methods?)$/],
  [
    /\bhow (?:many|much|long|far|old|often)\b/i,
    /^(?:number|amount|value|figure|quantity|quantities|length|distance|age)s?$/,
  ],
];

/** Whether the question word asks for such a thing, which the question then need not name: “where” asks for a place. */
function isAskedBy(stem: MarkdownText, things: string): boolean {
  return (
    askedBy.some(([word, noun]) => word.test(stem.prose) && noun.test(things)) ||
    // Composers and kings are people.
    (/^(?:people|persons?|men|women)$/.test(things) && /\b(?:which|what|who) \p{L}+/iu.test(stem.prose))
  );
}

/** Whether “these” may be what the question speaks of, and not its options. */
function listsThings({ prose, fences, labels, code }: MarkdownText): boolean {
  return (
    fences.length + labels.length + code.length > 0 ||
    /\b(?:which|what) (?!(?:is|are|was|were|do|does|did|can|could|will|would|has|have|may|must|should)\b)\p{L}+s\b/iu.test(
      prose,
    ) ||
    /[:,;]|\b(?:these|those|his|her|their|its|two|three|four|and|or|both|all)\b/i.test(prose)
  );
}

function asksAbout(stem: MarkdownText, things: string): boolean {
  return contentWords(stem.prose, 2).has(stemOf(things)) || isAskedBy(stem, things);
}

/** “Factors”, “reasons”, “places” */
function isOfAnyKind(word: string): boolean {
  return things.has(word) || kinds.has(word) || askedBy.some(([, noun]) => noun.test(word));
}

/** “Which river …?” and “Which of these rivers is …?” ask for one river, so that “none of these rivers” denies that there is one; “Which rivers …?” may have no river for an answer. */
function asksForOne(stem: MarkdownText, things: string): boolean {
  const meant = [...stem.prose.matchAll(/\p{L}+/gu)].filter(([word]) => stemOf(word.toLowerCase()) === stemOf(things));
  const asked = meant.some(({ index }) =>
    /\b(?:which|what|whose)(?: \p{L}+){0,2} $/iu.test(stem.prose.slice(0, index)),
  );
  return (
    asked &&
    meant.every(
      ({ 0: word, index }) =>
        !/s$/i.test(word) ||
        /ss$/i.test(word) ||
        (/\b(?:which|what) (?:one )?of (?:these|the following|the) (?:\p{L}+ )?$/iu.test(stem.prose.slice(0, index)) &&
          /^ (?:is|was|has|does|\p{L}{2,}[^\Ws]s)(?!\p{L})/u.test(stem.prose.slice(index + word.length))),
    )
  );
}

/**
 * “Both salt and stress” beside “Salt” and “Stress”, “both read and written files” beside “files that are read” and “files that are
 * written”: the options it is made of, each of which says nothing that it does not say.
 */
export function composedOf(self: OptionView, choice: Choice, stem: MarkdownText): readonly OptionView[] {
  const said = plain(self.text.visible);
  const others = choice.options.filter((option) => option !== self);
  // Beside “only salt” or “neither”, “both” is an answer of its own.
  if (others.some(({ text }) => alone.test(text.prose) || /^neither(?!\p{L})/iu.test(text.prose))) return [];
  const [, excepted] = allBut.exec(said) ?? [];
  const left = others.filter(({ text }) => plain(text.visible) === excepted?.replace(/^(?:an?|the) /, ''));
  if (left.length > 0) return others.length > 2 ? left : [];
  const together = /^(?:both|all of) | as well as |,? (?:both|together|combined)$/.test(said);
  const parts = said
    .replace(
      /^(?:both|all of|either|not only|(?:combination|mix|mixture|sum|interplay) of) |,? (?:both|together|combined|too)$/g,
      '',
    )
    .split(joiner);
  if (parts.length < 2 || parts.length > 5 || wordsOf(said).size > 8) return [];
  // “2 and 3” may be the two roots, but not where the question is which of the numbers listed are prime.
  const short = self.codeOnly || parts.some((part) => !/\p{L}{3}/u.test(part));
  if (short && !(/\bwhich\b/i.test(stem.prose) && others.length > parts.length)) return [];
  const whole = wordsOf(said);
  const exact = parts.map((part) =>
    others.find((option) => plain(option.text.visible) === part.replace(/^(?:an?|the) /, '')),
  );
  const shared = new Set(
    [...wordsOf(parts.at(-1) ?? '')].filter((word) => others.every((option) => wordsOf(option.text.visible).has(word))),
  );
  const found = parts.map((part, i) => {
    const own = [...wordsOf(part)].filter((word) => !shared.has(word));
    if (
      exact[i] !== undefined ||
      short ||
      said.includes('=') ||
      own.length === 0 ||
      !(together || exact.some((option) => option !== undefined))
    )
      return exact[i];
    return others.find((option) => {
      const theirs = wordsOf(option.text.visible);
      return own.every((word) => theirs.has(word)) && [...theirs].every((word) => whole.has(word));
    });
  });
  const options = new Set(found.flatMap((option) => option ?? []));
  return options.size === parts.length && ![...options].every(({ text }) => namedIn(stem, text)) ? [...options] : [];
}

const joiner = /,? (?:and|or|as well as|along with|together with|combined with|but(?: also)?|plus|and also|&|\+) |, /;
/** “All except salt” */
const allBut =
  /^(?:all|everything|anything|any|all of (?:them|these|those)) (?:but|except(?: for)?|save|apart from|other than) (.+)$/;

/** “Neither tea nor milk” beside “Tea” and “Milk”, where no option says “both”. */
export function deniesOthers(self: OptionView, choice: Choice, stem: MarkdownText): boolean {
  const said = plain(self.text.visible);
  const [lead, nor] = ['neither ', ' nor '];
  const [one, other] = [said.slice(lead.length, said.lastIndexOf(nor)), said.slice(said.lastIndexOf(nor) + nor.length)];
  if (!said.startsWith(lead) || said.lastIndexOf(nor) <= lead.length || other === '') return false;
  const others = choice.options.filter((option) => option !== self).map(({ text }) => text);
  if (others.length !== 2 || closedSet.test(stem.prose) || others.every((text) => namedIn(stem, text))) return false;
  const [first = '', second = ''] = others.map(({ visible }) => plain(visible));
  return (plain(one) === first && plain(other) === second) || (plain(one) === second && plain(other) === first);
}

/** “None” to “Which of these rivers is …?”, which asks for one of them. */
export function deniesAsked({ text }: OptionView, choice: Choice, stem: MarkdownText): boolean {
  if (!choice.single || !/^(?:none|neither|no one|not one)\.?$/i.test(text.prose)) return false;
  return (
    oneOfThings.test(stem.prose) &&
    choice.options.every((option) => option.text === text || !amount.test(option.text.prose))
  );
}

/** “Which of these rivers flows …?”, not “Which of these rivers flow …?” */
const oneOfThings =
  /\bwhich (?:one )?of (?:these|the following|those) (?:(?:\p{L}+ ){0,2}?\p{L}+s |(?=(?:is|was) an? ))(?!does )(?:is|was|has|\p{Ll}{2,}[^\Ws]s)(?!\p{L})/iu;

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(contentWords(text, 2).keys());
}

function isMark(token: string): boolean {
  return /^(?:[a-h]|[ivx]+|\d{1,2})$/i.test(token);
}

function plain(text: string): string {
  return withoutEnd(text.toLowerCase(), /[.!;]/).replace(/^(?:an?|the) /, '');
}

/** Whether a text has the words of another, one after the other. */
function namedIn(text: MarkdownText, words: MarkdownText): boolean {
  const [whole, part] = [` ${spaced(text.visible)} `, spaced(plain(words.visible))];
  if (part === '') return false;
  // “Rooms A and B” names room B.
  const [, thing, mark] = /^(\p{L}{2,}) ([a-h]|\d{1,2})$/u.exec(part) ?? [];
  const apart = thing !== undefined && [`${thing}s`, `${mark}`].every((word) => whole.includes(` ${word} `));
  return apart || whole.includes(` ${part} `);
}

function spaced(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
