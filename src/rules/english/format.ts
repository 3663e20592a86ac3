import type { MarkdownText } from '../engine/view/question.ts';
import { parseQuantity } from '../engine/view/quantity.ts';
import { isFunctionWord, words } from './words.ts';

/** The option that looks different from all others, and in what. */
export interface OddOneOut {
  readonly index: number;
  /** Ends the sentence “only this option …”. */
  readonly difference: string;
}

/** “Who …?”, “…, and to whom …?”: the last question asks for a person. */
function asksFor(prose: string): boolean {
  const last = prose.slice(prose.lastIndexOf('?', prose.length - 2) + 1);
  return prose.endsWith('?') && /(?<!\S)who(?:m|se)? /iu.test(last);
}

type Trait = (text: MarkdownText) => boolean | undefined;

const abbreviation =
  /(?:\b(?:etc|e\.g|i\.e|vs|inc|ltd|co|corp|no|a\.m|p\.m|approx)|(?<![A-Z]\.)\b[A-Z](?:\.[A-Z])*)\.$/i;

/** Wholly code, wholly prose; a sentence that mentions an identifier is neither. */
const isCode: Trait = (text) => {
  if (text.fences.length > 0) return true;
  if (text.code.length === 0) return false;
  return /[\p{L}\p{N}]{2}/u.test(text.prose) ? undefined : true;
};

const endsInStop: Trait = (text) => {
  const shown = text.prose.trimEnd();
  if (!/\p{L}{2}/u.test(shown) || abbreviation.test(shown)) return undefined;
  return shown.endsWith('.') && !shown.endsWith('...');
};

const hasUnit: Trait = (text) => {
  const quantity = parseQuantity(text.visible);
  return quantity === undefined || quantity.isInterval ? undefined : quantity.unit !== '';
};

const hasLink: Trait = (text) => text.links.some(({ kind }) => kind === 'link');

const hasPicture: Trait = (text) => text.links.some(({ kind }) => kind === 'picture');

const traits: readonly (readonly [Trait, string, string])[] = [
  [isCode, 'is code', 'is not code'],
  [endsInStop, 'ends in a full stop', 'lacks a full stop'],
  [hasUnit, 'has a unit', 'has no unit'],
  [hasLink, 'has a link', 'has no link'],
  [hasPicture, 'has a picture', 'has no picture'],
];

/**
 * The one option that differs from all others in code format, full stop, capital, unit, link or picture; `undefined` where
 * there is none or the trait does not apply to every option. `around` holds texts in which a name shows as a name.
 */
export function oddOneOut(options: readonly MarkdownText[], around: readonly MarkdownText[]): OddOneOut | undefined {
  for (const [trait, has, lacks] of traits) {
    const odd = single(options.map(trait));
    if (odd !== undefined) return { index: odd.index, difference: odd.value ? has : lacks };
  }
  const capital = single(options.map((text) => startsWithCapital(text)));
  if (capital === undefined || !capitalIsStyle(options, capital, around)) return undefined;
  return { index: capital.index, difference: capital.value ? 'begins with a capital' : 'begins with a small letter' };
}

function single(values: readonly (boolean | undefined)[]): { index: number; value: boolean } | undefined {
  if (values.length < 3 || values.includes(undefined)) return undefined;
  const yes = values.filter((value) => value === true).length;
  if (yes !== 1 && yes !== values.length - 1) return undefined;
  return { index: values.indexOf(yes === 1), value: yes === 1 };
}

/** `undefined` where the first character is no letter of the author's own prose. */
function startsWithCapital(text: MarkdownText): boolean | undefined {
  const first = text.prose[0] ?? '';
  if (/\p{Lu}/u.test(first)) return true;
  return /\p{Ll}/u.test(first) ? false : undefined;
}

/** Not a name or an acronym that is written so wherever it stands, and not options of one word each. */
function capitalIsStyle(
  options: readonly MarkdownText[],
  odd: { index: number; value: boolean },
  around: readonly MarkdownText[],
): boolean {
  const capitalised = options.filter((_, i) => (i === odd.index) === odd.value);
  const small = options.filter((text) => !capitalised.includes(text));
  if (options.some((text) => words(text.prose).length < 2)) return false;
  if (small.some((text) => /^(?:\p{Ll}+\p{Lu}|\p{Ll}+[\d_./:(])/u.test(text.prose))) return false;
  const asksWho = odd.value && around.some(({ prose }) => asksFor(prose));
  return capitalised.every((text) => {
    const word = words(text.prose)[0] ?? '';
    if (word.length > 1 && /\p{Lu}|\d/u.test(word.slice(1))) return false;
    if (word === 'I' || (asksWho && isName(text))) return false;
    const inside = new RegExp(`[\\p{Ll},;] ${escape(word)}(?![\\p{L}\\p{N}])`, 'u');
    return ![...options, ...around].some((other) => inside.test(other.prose));
  });
}

/** “Grace Hopper”, “Bank of England”: every word that could be small is not. */
function isName({ prose }: MarkdownText): boolean {
  const said = words(prose).filter((word) => !isFunctionWord(word));
  return said.length >= 2 && said.every((word) => /^\p{Lu}/u.test(word));
}

function escape(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
