import type { QuestionRule } from '../engine/rule.ts';
import { enumeratedIn, marksIn } from '../english/marks.ts';
import { readTotal } from '../english/totals.ts';
import { contentWords, sentences, stem as stemOf } from '../english/words.ts';
import type { MarkdownText, OptionView, QuestionView } from '../engine/view/question.ts';

export const choiceTypeK: QuestionRule = {
  code: 'choice-type-k',
  scope: 'question',
  severity: 'error',
  language: 'any',
  why: 'learners solve the combinations by elimination, and half a knowledge earns nothing',
  fix: 'make the listed statements the options of a `type: multiple-choice` question',
  check(question) {
    const listed = marksOf(question);
    if (listed.size < 2) return [];
    const asked = contentWords(question.stem.prose, 2);
    return question.choices.flatMap(({ options }) => {
      const read = options.map((option) => combined(option, listed, asked));
      if (read.includes(undefined) || (!options.some(judges) && (asksForSoMany(question, read) || areOrders(read))))
        return [];
      // “1 only”, “2 only”, “both statements”
      const oneByOne = options.some(judges) && read.filter((marks) => marks?.length === 1).length >= 2;
      return options.flatMap((option, i) => {
        const count = read[i]?.length ?? 0;
        const combines = count >= 2 || (oneByOne && count === 0 && /\b(?:both|all)\b/i.test(option.text.visible));
        return combines
          ? [
              {
                at: option.at(),
                message: `option \`${option.text.visible}\` combines statements listed in the question`,
                ...((read[i] ?? []).some((mark) => /^[A-Z]\d$/.test(mark)) ? { severity: 'warning' as const } : {}),
              },
            ]
          : [];
      });
    });
  },
};

const asksForPairs =
  /\b(?:pairs?|between|swap|swapped|interchange\w*|change places|order|are (?:equal|the same|alike|identical|adjacent|parallel)|each other)\b/i;

/** “Which two steps can change places?”: every option then is a pair, and a pair is the answer. */
function asksForSoMany({ stem }: QuestionView, read: readonly (readonly string[] | undefined)[]): boolean {
  const sizes = new Set(read.map((marks) => marks?.length));
  const said = sentences(stem.prose);
  return (
    sizes.size === 1 &&
    !sizes.has(1) &&
    asksForPairs.test(said.find((sentence) => sentence.endsWith('?')) ?? said.at(-1) ?? '')
  );
}

/** “3, 1, 2” beside “1, 3, 2”: the options are orders of what is listed. */
function areOrders(read: readonly (readonly string[] | undefined)[]): boolean {
  return new Set(read.map((marks) => marks?.toSorted().join())).size === 1;
}

/** “I is true, II is false”, “1 but not 2”. */
function judges({ text }: OptionView): boolean {
  return /\b(?:not|but|only|neither|true|false|correct|incorrect|right|wrong|valid|invalid)\b/i.test(text.visible);
}

/** The listed marks an option names: none for “all of them”, `undefined` for an option that says anything else. */
function combined(
  { text }: OptionView,
  listed: ReadonlySet<string>,
  asked: ReadonlyMap<string, unknown>,
): readonly string[] | undefined {
  if (text.code.length > 0) return undefined;
  const isListed = (token: string): boolean =>
    listed.has(token) || listed.has(token.toLowerCase()) || (token !== 'a' && listed.has(token.toUpperCase()));
  // “all three, 1–3”
  const said = unboxed(text.visible).replace(
    /(?<![\p{L}\p{N}])(\d|[a-h]|[ivx]+)\)?(?: ?[–-] ?| to | through )\(?(\d|[a-h]|[ivx]+)(?![\p{L}\p{N}])/giu,
    (range, from: string, to: string) => (/\d/.test(from) === /\d/.test(to) ? `${from}, ${to}` : range),
  );
  return marksIn(withoutThings(said, asked), isListed) ?? (readTotal(text) === undefined ? undefined : []);
}

/** The marks of what the stem, its shared text and its code list (`1. …`, “(i) … (ii) …”, `/* 2 *\/ …`, `// 3`). */
function marksOf(question: QuestionView): ReadonlySet<string> {
  const texts = [question.stem, ...(question.context === undefined ? [] : [question.context])];
  const marks = texts.flatMap((text) => [
    ...text.labels,
    ...enumeratedIn(unboxed(withMarks(text)), text.labels),
    ...prefixedIn(text.prose),
    ...countedIn(text.prose),
  ]);
  const programs = question.data.type === 'predict-output' ? [question.data.program] : [];
  for (const code of [...texts.flatMap((text) => text.fences), ...programs]) {
    for (const match of code.matchAll(
      /(?:\/\/|\/\*|#|--|;)[ \t]*\(?([0-9]{1,2}|[A-H]|[IVX]{1,4})[.):]?[ \t]*(?:\*\/|$)|^[ \t]*\(?([0-9]{1,2}|[A-H]|[IVX]{1,4})[.)]\s/gm,
    )) {
      marks.push(match[1] ?? match[2] ?? '');
    }
  }
  return new Set(marks);
}

/** “Steps 1 and 2” names marks alone where the question speaks of steps. */
function withoutThings(said: string, asked: ReadonlyMap<string, unknown>): string {
  const together = /^(?:both|neither|all|all three|none of the) (\p{L}{3,})$/iu.exec(said)?.[1];
  if (together !== undefined && asked.has(stemOf(together.toLowerCase())))
    return said.slice(0, -together.length).trim();
  return said.replace(
    /(?<!\p{L})(\p{L}{3,}s?) (?=[([]?(?:\d|[A-Za-z]\d|[A-Ha-h]|[ivxIVX]+)(?!\p{L}))/gu,
    (whole, thing: string) => (asked.has(stemOf(thing.toLowerCase())) ? '' : whole),
  );
}

const boxed =
  /[\u2160-\u217f\u2460-\u2487\u249c-\u24e9\u2776-\u2793][.):]?|\[(?:\d|[a-h]|[ivx]+)\](?=\s|$)|(?<![^\s])(?:#\d|\d\/)(?=\s)/giu;

/** “①” and “[1]” are written as “(1)”, “Ⅱ” as “(II)”. */
function unboxed(text: string): string {
  return text.search(boxed) === -1 ? text : text.replace(boxed, (mark) => ` (${unstyled(mark)}) `);
}

function unstyled(mark: string): string {
  const code = mark.charCodeAt(0);
  // Digits in black circles have no plain form of their own.
  return code >= 0x2776 && code <= 0x2793
    ? String(((code - 0x2776) % 10) + 1)
    : mark.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}

/** “S1: … S2: …”: marks of a letter and a number, which may be names as well. */
function prefixedIn(prose: string): readonly string[] {
  const marks = [...prose.matchAll(/(?<![\p{L}\p{N}])\(?([A-Z][1-9])(?:\)|[:.]|(?= [–—=]))\s*(?=\S)/gu)].map(
    (match) => match[1] ?? '',
  );
  return marks.length >= 2 && marks.every((mark, i) => mark === `${marks[0]?.[0]}${i + 1}`) ? marks : [];
}

/** “1 preheat, 2 knead, 3 proof”: three at least, counted up from 1. */
function countedIn(prose: string): readonly string[] {
  const marks = [...prose.matchAll(/(?<=^|[—–:,;(]\s?|\band )(\d) (?=\p{L})/gu)].map((match) => match[1] ?? '');
  return marks.length >= 3 && marks.every((mark, i) => mark === String(i + 1)) ? marks : [];
}

/** “Of **I** iron and **II** gold” is written as “Of (I) iron and (II) gold”. */
function withMarks({ prose, emphasis }: MarkdownText): string {
  const parts: string[] = [];
  let end = 0;
  for (const [from, to] of emphasis.toSorted(([one], [other]) => one - other)) {
    const mark = from < end ? undefined : /^(\d|[A-H]|[a-h]|[ivx]+|[IVX]+)[.:]?$/.exec(prose.slice(from, to))?.[1];
    if (mark === undefined) continue;
    parts.push(prose.slice(end, from), `(${mark})`);
    end = to;
  }
  return parts.join('') + prose.slice(end);
}
