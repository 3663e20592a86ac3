import type { QuestionRule } from '../engine/rule.ts';
import { enumeratedIn, marksIn } from '../english/marks.ts';
import { readTotal } from '../english/totals.ts';
import { sentences } from '../english/words.ts';
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
    return question.choices.flatMap(({ options }) => {
      const read = options.map((option) => combined(option, listed));
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
              },
            ]
          : [];
      });
    });
  },
};

const asksForPairs =
  /\b(?:two|three|pairs?|between|both|swap|swapped|interchange\w*|change places|order|are (?:equal|the same|alike|identical|adjacent|parallel)|each other)\b/i;

/** “Which two steps can change places?”: every option then is a pair, and a pair is the answer. */
function asksForSoMany({ stem }: QuestionView, read: readonly (readonly string[] | undefined)[]): boolean {
  const sizes = new Set(read.map((marks) => marks?.length));
  return (
    sizes.size === 1 &&
    !sizes.has(1) &&
    asksForPairs.test(sentences(stem.prose).find((sentence) => sentence.endsWith('?')) ?? stem.prose)
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
function combined({ text }: OptionView, listed: ReadonlySet<string>): readonly string[] | undefined {
  if (text.code.length > 0) return undefined;
  const isListed = (token: string): boolean =>
    listed.has(token) || listed.has(token.toLowerCase()) || (token !== 'a' && listed.has(token.toUpperCase()));
  // “all three, 1–3”
  const said = text.visible.replace(
    /(?<![\p{L}\p{N}])(\d|[a-h]|[ivx]+)\)?(?: ?[–-] ?| to | through )\(?(\d|[a-h]|[ivx]+)(?![\p{L}\p{N}])/giu,
    (range, from: string, to: string) => (/\d/.test(from) === /\d/.test(to) ? `${from}, ${to}` : range),
  );
  return marksIn(said, isListed) ?? (readTotal(text) === undefined ? undefined : []);
}

/** The marks of what the stem, its shared text and its code list (`1. …`, “(i) … (ii) …”, `/* 2 *\/ …`, `// 3`). */
function marksOf(question: QuestionView): ReadonlySet<string> {
  const texts = [question.stem, ...(question.context === undefined ? [] : [question.context])];
  const marks = texts.flatMap((text) => [...text.labels, ...enumeratedIn(withMarks(text), text.labels)]);
  const programs = question.data.type === 'predict-output' ? [question.data.program] : [];
  for (const code of [...texts.flatMap((text) => text.fences), ...programs]) {
    for (const match of code.matchAll(
      /(?:\/\/|\/\*|#|--|;)\s*\(?([0-9]{1,2}|[A-H]|[IVX]{1,4})[.):]?\s*(?:\*\/|$)|^\s*\(?([0-9]{1,2}|[A-H]|[IVX]{1,4})[.)]\s/gm,
    )) {
      marks.push(match[1] ?? match[2] ?? '');
    }
  }
  return new Set(marks);
}

/** “Of **I** iron and **II** gold” is written as “Of (I) iron and (II) gold”. */
function withMarks({ prose, emphasis }: MarkdownText): string {
  return emphasis.toReversed().reduce((text, [from, to]) => {
    const mark = /^(\d|[A-H]|[a-h]|[ivx]+|[IVX]+)[.:]?$/.exec(text.slice(from, to))?.[1];
    return mark === undefined ? text : `${text.slice(0, from)}(${mark})${text.slice(to)}`;
  }, prose);
}
