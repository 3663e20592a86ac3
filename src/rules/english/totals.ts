import type { MarkdownText } from '../view/question.ts';
import type { Choice, OptionView } from '../view/question.ts';
import { marksIn } from './marks.ts';
import { isAboutOptions } from './question-form.ts';
import { contentWords, stem as stemOf, wordSet } from './words.ts';

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
}

const numbers = ['zero', 'one', 'two', 'three', 'four', 'five', 'six'];
const some = wordSet('all both any each either every everything some most more');
const none = wordSet('none neither no not another else');
const options = wordSet('option options answer answers choice choices alternative alternatives response responses possibilities');
const things = wordSet('statement statements sentences claims things items ones points reasons methods factors');
const places = wordSet('above below preceding previous foregoing aforementioned listed given mentioned named shown provided stated presented offered here following');
const pointing = wordSet('these those others');
const answersAre = wordSet('true correct right wrong false incorrect');
const verdicts = wordSet('correct true right valid accurate possible wrong false incorrect apply applies hold holds');
const bareWords = wordSet('of the is are them first last both either');
const otherWords = wordSet('of the is are them that which be than at least other do by using it it’s it\'s there could can may might something suitable remaining');
const bareQuantities = wordSet('all both any each either neither none');
const bareQuantity = /^(?:all|both|any|each|either|neither|none|two|three)$/;
const auxiliaries = wordSet('is are was were can could will would may might must should has have do does did');
const remark = /^(?:except|but|apart|besides|since|because|[,;:(–—-])$/;

/** Reads an option that speaks of the other options as a whole and says nothing else; `undefined` for any other. */
export function readTotal(option: MarkdownText): Total | undefined {
  const said = bare(option.prose.toLowerCase()).match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*|[^\s]/gu)?.map(inWords) ?? [];
  const idiom = idioms.find(({ pattern }) => pattern.test(said.join(' ')));
  if (idiom !== undefined) return { none: idiom.none, explicit: true, count: undefined };
  const ofThings = thingsOf.exec(said.join(' '));
  const tokens = said[0] === 'not' ? said : withoutRemark(said);
  const quantity = tokens.find((token, i) => some.has(token) || none.has(token) || (numbers.includes(token) && (tokens[i + 1] === 'of' || /^(?:first|last)$/.test(tokens[i - 1] ?? ''))));
  if (quantity === undefined || tokens.at(-1) === 'no') return undefined;
  const number = numbers.findIndex((word) => tokens.includes(word));
  const several = /^(?:both|either|neither)$/.test(quantity) ? 2 : number > 0 && !none.has(quantity) ? number : undefined;
  const total = { none: none.has(quantity), count: tokens.includes('first') || tokens.includes('last') ? undefined : several };
  if (consistsOf(tokens, some, none, options, things, places, pointing, verdicts, otherWords) && pointsAtOptions(tokens, quantity)) {
    // “Either option” may speak of the two ways out that the question tells of.
    return { ...total, explicit: total.count !== 2 || tokens.some((token) => places.has(token) || pointing.has(token)) };
  }
  if (tokens === said && (isBare(tokens, quantity) || namesThings(tokens))) return { ...total, explicit: false };
  return ofThings?.[1] === undefined ? undefined : { ...total, explicit: false, things: ofThings[1] };
}

/** Ways of speaking that can mean nothing but the other options. */
const idioms: readonly { readonly pattern: RegExp; readonly none: boolean }[] = [
  { pattern: /^(?:an? )?(?:combination|mix|mixture) of (?:all |some |any )?(?:of )?(?:the above|these|those|them|the (?:above|other) (?:options|answers|choices))$/, none: false },
  { pattern: /^(?:each|every) one of (?:the above|these|those|them)$|^(?:they|these|those) (?:are all|all are) (?:correct|right|true|valid)$|^all (?:apply|do)$|^(?:all|any|each) of (?:these|those|them) do(?:es)?(?: (?:so|this|that))?$|^the (?:two|three|four) above$|^all of what is (?:listed|given|shown|named)(?: here| above)?$/, none: false },
  { pattern: /^nothing (?:of the )?above$|^(?:not any|not one|no one) of (?:these|those|them|the above)$|^(?:it is |it['’]s )(?:none|not one|not any) of (?:these|those|them|the (?:above|options|answers|choices))$|^(?:it is |it['’]s )?not among (?:these|those|them|the (?:above|options|answers|choices))$|^none appl(?:y|ies)$|^none of (?:this|what is (?:listed|given|shown|named)(?: here| above)?)$|^an(?:other)? (?:other )?(?:reason|answer|cause)$|^the (?:right|correct) (?:one|answer|option) is (?:missing|not (?:here|given|listed|there|shown))$/, none: true },
];
/** “All of these types”, “all three types” */
const thingsOf = /^(?:(?:all|any|each|every one) of (?:these|those) (?:(?:two|three|four|five) )?|(?:all|both) (?:the )?(?:two |three |four |five )|(?:all|both) (?:the|these|those) )(\p{L}+s)$/u;

/** Without brackets or dashes around the whole, and without its end mark. */
function bare(text: string): string {
  return text.replace(/^[([–—-]+ ?|[.!]+$/g, '').replace(/[)\]–—.!]+$/, '');
}

/** “All 3” is “all three”. */
function inWords(token: string): string {
  return /^[2-6]$/.test(token) ? (numbers[Number(token)] ?? token) : token;
}

function consistsOf(tokens: readonly string[], ...known: readonly ReadonlySet<string>[]): boolean {
  return tokens.every((token) => numbers.includes(token) || known.some((words) => words.has(token)));
}

/** “Both”, “all three”, “none of them”, “all are correct”, “all of these statements”. “Both of them” speaks of people more often than of options. */
function isBare(tokens: readonly string[], quantity: string): boolean {
  if (!bareQuantity.test(quantity) || !consistsOf(tokens, bareQuantities, bareWords, answersAre, things, pointing)) return false;
  if (tokens.length === 1) return /^(?:all|both|either|neither)$/.test(quantity);
  const has = (words: ReadonlySet<string>): boolean => tokens.some((token) => words.has(token));
  const judged = has(answersAre) && (has(auxiliaries) || !tokens.includes('right'));
  return judged || (tokens.includes('them') && !/^(?:both|either)$/.test(quantity)) || tokens.some((token) => numbers.includes(token)) || (has(things) && has(pointing));
}

/** “All of the foods listed”, “none of the above foods”, “all foods above”, “no food mentioned” */
function namesThings(tokens: readonly string[]): boolean {
  return /^(?:all|both|any|none|neither|no|each|every) (?:of )?(?:(?:the|these|those) )?(?:(?:one|two|three|four|five) )?(?:\S+ (?:listed|mentioned|named|above|given|shown)|(?:above|listed|mentioned|given|preceding|named) (?:\S+ )?\S+s)$/.test(tokens.join(' '));
}

/** Cuts off “… except the last”, “… (A, B and C)”, “… are used in this way”. */
function withoutRemark(tokens: readonly string[]): readonly string[] {
  const end = tokens.findIndex((token, i) => i > 0 && (remark.test(token) || (auxiliaries.has(token) && /^(?:above|preceding|foregoing|aforementioned)$/.test(tokens[i - 1] ?? ''))));
  return end === -1 ? tokens : tokens.slice(0, end);
}

function pointsAtOptions(tokens: readonly string[], quantity: string): boolean {
  const has = (words: ReadonlySet<string>): boolean => tokens.some((token) => words.has(token));
  if (quantity === 'not') return has(options) || (tokens[0] === 'not' && /^(?:listed|shown|here|above)$/.test(tokens[1] ?? ''));
  if (quantity === 'no') return has(options) && (has(verdicts) || has(places) || tokens[0] === 'there');
  if (quantity === 'else') return tokens.includes('something');
  if (has(options) || has(places)) return true;
  return tokens.some((token, i) => pointing.has(token) && !things.has(tokens[i + 1] ?? '') && !numbers.includes(tokens[i + 1] ?? ''));
}

const amount = /^(?:(?:the|only|just|exactly|about|at least|at most) )*(?:one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|last|half|some|most|many|few|several|no|none|nothing|nobody|all|every|each|both|\d+)(?![\p{L}\p{N}])| one$/iu;
/** “The odd ones alone”: beside it, “all of them” is an amount. */
const alone = /(?<!\p{L})(?:only|alone|just|solely|exclusively)(?!\p{L})/iu;
const howMany = /\bhow (?:many|much) of (?:the|these|those)\b/i;
const pointed = /\b(?:above|below|these|those|listed)\b/i;
const closedSet = /\b(?:of (?:the|these|those|his|her|their|its) (?:two|three|four|five)|both|either|how (?:many|much))\b/i;

/**
 * Whether an option that seems to speak of the others does. “All of the above” can mean nothing else, “all of these” unless
 * the question asks how many of these; “both” and “all three” speak of the others where these are as many, each an answer of
 * its own and no amount or mark, and the question has not offered them itself (“Who is right, Ann or Bob?”).
 */
export function speaksOfOthers({ explicit, count, things }: Total, self: OptionView, choice: Choice, stem: MarkdownText): boolean {
  if (explicit) return !(howMany.test(stem.prose) && pointing.has(lastWord(self))) && !(isAboutOptions(stem) && !pointed.test(self.text.prose));
  if (things !== undefined && !(choice.single && contentWords(stem.prose, 2).has(stemOf(things)))) return false;
  const others = choice.options.filter((option) => option !== self && readTotal(option.text) === undefined).map(({ text }) => text);
  if (others.length < 2 || (count !== undefined && count !== others.length) || closedSet.test(stem.prose)) return false;
  return others.every(({ prose, visible }) => !amount.test(prose) && !alone.test(prose) && (marksIn(visible, isMark) ?? []).length === 0) && !others.every((text) => namedIn(stem, text));
}

function lastWord({ text }: OptionView): string {
  return /\p{L}+(?=\P{L}*$)/u.exec(text.prose.toLowerCase())?.[0] ?? '';
}

/**
 * “Both salt and stress” beside “Salt” and “Stress”, “both read and written files” beside “files that are read” and “files that are
 * written”: the options it is made of, each of which says nothing that it does not say.
 */
export function composedOf(self: OptionView, choice: Choice, stem: MarkdownText): readonly OptionView[] {
  const said = plain(self.text.visible);
  const together = /^(?:both|all of) | as well as |,? (?:both|together|combined)$/.test(said);
  const parts = said.replace(/^(?:both|all of) |,? (?:both|together|combined)$/g, '').split(/,? (?:and|as well as|plus|&|\+) |, /);
  if (parts.length < 2 || parts.length > 5 || wordsOf(said).size > 8 || parts.some((part) => !/\p{L}{3}/u.test(part))) return [];
  const others = choice.options.filter((option) => option !== self);
  // Beside “only salt” or “neither”, “both” is an answer of its own.
  if (others.some(({ text }) => alone.test(text.prose) || /^neither(?!\p{L})/iu.test(text.prose))) return [];
  const whole = wordsOf(said);
  const shared = new Set([...wordsOf(parts.at(-1) ?? '')].filter((word) => others.every((option) => wordsOf(option.text.visible).has(word))));
  const found = parts.map((part) => {
    const exact = others.find((option) => plain(option.text.visible) === part.replace(/^(?:an?|the) /, ''));
    const own = [...wordsOf(part)].filter((word) => !shared.has(word));
    return exact ?? (!together || own.length === 0 ? undefined : others.find((option) => {
      const theirs = wordsOf(option.text.visible);
      return own.every((word) => theirs.has(word)) && [...theirs].every((word) => whole.has(word));
    }));
  });
  const options = new Set(found.flatMap((option) => option ?? []));
  return options.size === parts.length && ![...options].every(({ text }) => namedIn(stem, text)) ? [...options] : [];
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(contentWords(text, 2).keys());
}

function isMark(token: string): boolean {
  return /^(?:[a-h]|[ivx]+|\d{1,2})$/i.test(token);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[.!;]+$/, '').replace(/^(?:an?|the) /, '');
}

/** Whether a text has the words of another, one after the other. */
function namedIn(text: MarkdownText, words: MarkdownText): boolean {
  const [whole, part] = [` ${spaced(text.visible)} `, spaced(plain(words.visible))];
  return part !== '' && whole.includes(` ${part} `);
}

function spaced(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
