import type { Span } from '../../diagnostics/diagnostic.ts';
import type { LessonSource } from '../../course/model.ts';
import type { Speller } from './speller.ts';
import { judge, type Doubt, type Verdict } from './verdict.ts';
import type { BodyRule, Finding } from '../engine/rule.ts';
import type { CourseView } from '../engine/view/course.ts';
import { placesOf } from '../engine/view/text-search.ts';

/** Runs of letters; their surroundings are only examined for unknown ones. */
const run = /[a-zA-ZÀ-ɏ](?:[a-zA-ZÀ-ɏ]|\p{M})*(?:['’][a-zÀ-ɏ](?:[a-zÀ-ɏ]|\p{M})*)?/gu;
/** At least three letters, at most the first one a capital. */
const plain = /^\p{L}\p{Ll}{2,}(?:['’]\p{Ll}+)?$/u;
/** Next to such a character a word is part of a name, path or URL. */
const joinedBefore = /(?:[\p{L}\p{N}_@#$/\\.:?&=]|[\p{L}\p{N}][('’])$/u;
const joinedAfter = /^(?:[\p{L}\p{N}_@/\\]|[.:'’]\p{L}|:\/|=[\p{L}\p{N}"'])/u;
/** `{% endcomment %}`, `{{ page.title }}`: what a template puts something else in place of. */
const template = /\{%[^%\n]{0,200}%\}|\{\{[^{}\n]{0,200}\}\}/g;
/** The rest of a hyphenated compound, on either side of a word. */
const compoundBefore = /(?<![\p{L}\p{N}'’-])[\p{L}\p{N}'’-]*-$/u;
const compoundAfter = /^-[\p{L}\p{N}'’-]*/u;
const nextCapital = /^ \p{Lu}\p{L}/u;
/** What precedes the first word of a sentence or line; only the last `before` characters are examined. */
const sentenceStart = /(?:^|[.!?:…][”’")\]]*\s+)["“‘(]*$/;
const before = 8;

/**
 * With more unknown words than this, and more than one word in twenty, the lesson may not be in the dictionary's
 * language.
 */
const mostWords = 25;
const share = 1 / 20;
/** Sample size: it is if half of the sample are typos, and it is in another language if one word in five is unknown. */
const sample = 40;
/** Maximum number of typos to find: more are not fixed one by one, and finding all may take minutes. */
const mostSlips = 500;
const otherLanguage = 1 / 5;
/**
 * If one word in three is unknown, and most of several are not typos, a line is a list of names or in another language.
 */
const foreignShare = 1 / 3;
/** No dictionary word is longer, and longer words have too many possible typos. */
const longest = 50;
/** Words and positions shown in a diagnostic. */
const shown = 5;

export const spelling: BodyRule = {
  code: 'spelling',
  scope: 'body',
  severity: 'warning',
  language: 'any',
  needs: 'speller',
  takesLong: true,
  why: 'a misspelt word costs trust, and cannot be found by searching',
  fix: 'fix it, mark it as code, or add it to `vocabulary` in course.yaml',
  check(body, course) {
    const { speller } = course;
    if (speller === undefined) return [];
    const { words, doubts } = doubtsIn(body, course, speller);
    if (doubts.length === 0) return [];
    const timesOf = timesIn(body);
    const isOtherTrade =
      doubts.length > mostWords &&
      doubts.length > words * share &&
      (doubts.length > mostSlips || !areSlips(doubts.slice(0, sample), speller, timesOf));
    const found = locate(isOtherTrade ? doubts.slice(0, sample) : doubts, body);
    return isOtherTrade
      ? another(found, doubts.length, words)
      : found.flatMap((one) => finding(one, judge(one, speller, timesOf), speller));
  },
};

interface Found extends Doubt {
  /** As written at the first position. */
  readonly written: string;
  readonly first: Span;
  readonly others: readonly Span[];
}

/** Visible words with their positions. */
function locate(doubts: readonly Written[], body: LessonSource): readonly Found[] {
  const places = placesOf(body, new Set(doubts.flatMap(({ forms }) => [...forms])));
  return doubts.flatMap(({ forms, ...doubt }): Found[] => {
    const [first, ...others] = [...forms]
      .flatMap((form) => places.get(form) ?? [])
      .toSorted((a, b) => a.start.line - b.start.line || a.start.column - b.start.column);
    return first === undefined ? [] : [{ ...doubt, written: writtenAt(body, first), first, others }];
  });
}

/** A word with its different spellings in the text. */
interface Written extends Doubt {
  readonly forms: ReadonlySet<string>;
}

/** An unknown word in a line. */
interface Unknown {
  readonly written: string;
  readonly index: number;
  /** Whether it is part of a hyphenated compound. */
  readonly isPart: boolean;
}

/** The number of words of the prose, and the unknown ones that look like words. */
function doubtsIn(
  body: LessonSource,
  course: CourseView,
  speller: Speller,
): { readonly words: number; readonly doubts: readonly Written[] } {
  const found = new Map<
    string,
    { word: string; times: number; mayBeName: boolean; needsProof: boolean; forms: Set<string> }
  >();
  const headings = new Set(body.headings.map(({ text }) => text.trim()));
  // The complete text of a link is treated as a name, and so is what stands before or after a dash in it.
  const names = new Set(
    body.links.flatMap(({ text }) => [text, ...text.split(/ [-–—|] |: /)]).map((text) => text.trim().toLowerCase()),
  );
  const take = (line: string, unknown: readonly Unknown[], inLine: number): void => {
    const whole = line.trim();
    const isHeading = headings.has(whole);
    const isForeign =
      unknown.length > 1 &&
      unknown.length >= inLine * foreignShare &&
      found.size <= sample &&
      !areSlips(
        unknown
          .slice(0, shown)
          .map(({ written }) => ({ word: lowerCased(written), times: 1, mayBeName: false, needsProof: false })),
        speller,
      );
    for (const { written, index, isPart } of unknown) {
      const word = lowerCased(written);
      const doubt = found.get(word) ?? { word, times: 0, mayBeName: false, needsProof: true, forms: new Set<string>() };
      found.set(word, doubt);
      doubt.times += 1;
      doubt.mayBeName ||= isForeign;
      const hasCapital = /^\p{Lu}/u.test(written);
      // “Harsha’s solution”, “Vitaly Kim wrote”: somebody’s name, wherever it stands.
      const isSomebody =
        /['’]s$/.test(written) || nextCapital.test(line.slice(index + written.length, index + written.length + 3));
      if (hasCapital && !isHeading && (isSomebody || !startsSentence(line, index))) doubt.mayBeName = true;
      else doubt.forms.add(written);
      doubt.needsProof &&= hasCapital || isPart || names.has(word) || whole === written;
    }
  };
  const isOwn = ownWords(body, course);
  let words = 0;
  for (const line of body.prose.replace(template, (tag) => ' '.repeat(tag.length)).split('\n')) {
    const unknown: Unknown[] = [];
    let inLine = 0;
    for (const { 0: written, index } of line.matchAll(run)) {
      inLine += 1;
      // An extremely long line is judged by its beginning.
      if (unknown.length >= mostSlips) take(line, unknown.splice(0), inLine);
      if (
        written.length < 3 ||
        written.length > longest ||
        speller.knows(written.normalize('NFC')) ||
        !plain.test(written)
      )
        continue;
      const compound = compoundAround(line, index, index + written.length);
      if (
        isJoined(line, compound) ||
        isMentioned(line, compound) ||
        !compound.others.every((part) => speller.knows(part)) ||
        isOwn(lowerCased(written))
      )
        continue;
      unknown.push({ written, index, isPart: compound.others.length > 0 });
    }
    words += inLine;
    if (unknown.length > 0) take(line, unknown, inLine);
  }
  return {
    words,
    doubts: [...found.values()].filter(
      ({ forms, mayBeName, needsProof }) => forms.size > 0 && !(mayBeName && needsProof),
    ),
  };
}

/** A hyphenated compound, and its other parts. */
interface Compound {
  readonly start: number;
  readonly end: number;
  readonly others: readonly string[];
}

function compoundAround(line: string, start: number, end: number): Compound {
  const front =
    line[start - 1] === '-' ? (compoundBefore.exec(line.slice(Math.max(0, start - longest), start))?.[0] ?? '') : '';
  const back = line[end] === '-' ? (compoundAfter.exec(line.slice(end, end + longest))?.[0] ?? '') : '';
  return {
    start: start - front.length,
    end: end + back.length,
    others: `${front}${back}`.split('-').filter((part) => part !== ''),
  };
}

function startsSentence(line: string, index: number): boolean {
  const start = line.slice(Math.max(0, index - before), index);
  return sentenceStart.test(index > before ? `x${start}` : start);
}

function isJoined(line: string, { start, end }: Compound): boolean {
  return joinedBefore.test(line.slice(Math.max(0, start - 2), start)) || joinedAfter.test(line.slice(end, end + 3));
}

function writtenAt({ located }: LessonSource, { start, end }: Span): string {
  return located.text.slice(located.offsetAt(start), located.offsetAt(end));
}

/** A single word in quotes is mentioned rather than used. */
function isMentioned(line: string, { start, end }: Compound): boolean {
  return (line[start - 1] === '“' && line[end] === '”') || (line[start - 1] === '"' && line[end] === '"');
}

/** Whether a word is in the course's vocabulary or in the lesson's code, which is tokenised lazily. */
function ownWords(body: LessonSource, { vocabulary }: CourseView): (word: string) => boolean {
  let code: ReadonlySet<string> | undefined;
  return (word) => {
    if (vocabulary.has(word)) return true;
    code ??= wordsOfCode(body);
    return code.has(word) || code.has(word.includes("'") ? word.slice(0, word.indexOf("'")) : word.replace(/s$/, ''));
  };
}

/** All words of the code, in lower case. */
function wordsOfCode({ fences, text }: LessonSource): ReadonlySet<string> {
  const code = [
    ...fences.map((fence) => fence.code),
    ...[...text.matchAll(/(?<!`)(`+)(?!`)([^`\n]+)\1/g)].map((match) => match[2] ?? ''),
  ];
  return new Set(code.flatMap((part) => part.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
}

/** How often a lesson uses a word; counted lazily. */
function timesIn({ prose }: LessonSource): (word: string) => number {
  let times: Map<string, number> | undefined;
  return (word) => {
    if (times === undefined) {
      times = new Map();
      for (const [one] of prose.toLowerCase().matchAll(run)) times.set(one, (times.get(one) ?? 0) + 1);
    }
    return times.get(word) ?? 0;
  };
}

/** Whether most words are typos. */
function areSlips(doubts: readonly Doubt[], speller: Speller, timesOf: (word: string) => number = () => 0): boolean {
  return doubts.filter((doubt) => judge(doubt, speller, timesOf).isSlip).length * 2 > doubts.length;
}

const lowerCased = (written: string): string => written.toLowerCase().replace('’', "'");

/** A single diagnostic for a lesson in a different language or variety, instead of hundreds. */
function another(some: readonly Found[], unknown: number, words: number): Finding[] {
  const [first, ...others] = some.map(({ word, first: at }) => ({ ...at, message: `\`${word}\`` }));
  if (first === undefined) return [];
  const named = some.slice(0, shown).map(({ word }) => `\`${word}\``);
  return [
    {
      at: { file: first.file, start: first.start, end: first.end },
      message: `${unknown} words of this lesson are not in the dictionary, among them ${named.join(', ')}`,
      ...(unknown > words * otherLanguage ? {} : { severity: 'info' as const }),
      why: 'among so many words nobody finds the one that is misspelt',
      fix: 'add the words of the trade to `vocabulary` in course.yaml; where the course is in another language, say so in its `language`',
      related: others.slice(0, shown),
    },
  ];
}

/**
 * Words that are not typos may be terms or names, so sentence starts and parts of compounds are not reported unless
 * they are typos.
 */
function finding(
  { word, written, needsProof, first, others }: Found,
  { correction, isSlip }: Verdict,
  speller: Speller,
): Finding[] {
  if (needsProof && !isSlip) return [];
  const near = isSlip ? correction?.word : (speller.nameOf(word) ?? correction?.word);
  const suggestion =
    near === undefined || !/^\p{Lu}/u.test(written) ? near : near.charAt(0).toUpperCase() + near.slice(1);
  const related = others.slice(0, shown).map((place) => ({ ...place, message: 'and here' }));
  const unknown = {
    at: first,
    message: `\`${written}\` is not in the dictionary`,
    ...(related.length > 0 ? { related } : {}),
  };
  if (isSlip) return [{ ...unknown, message: `${unknown.message}, did you mean \`${suggestion}\`` }];
  return [
    {
      ...unknown,
      severity: 'info',
      ...(suggestion === undefined ? {} : { message: `${unknown.message}; near it is \`${suggestion}\`` }),
      fix: 'add it to `vocabulary` in course.yaml if it is a term, mark it as code, or fix it',
    },
  ];
}
