import type { QuestionRule } from './rule.ts';
import type { QuestionView } from './view/question.ts';

const mark = String.raw`(?:#|no\. ?)?\(?([0-9]{1,2}|[A-H]|[ivx]{1,4}|[IVX]{1,4})[.)]?`;
const combination = new RegExp(`^(?:only |both |statements? |lines? |items? )*${mark}((?:\\s*,\\s*${mark})*)\\s*,?\\s*(?:and|&|\\+)\\s*${mark}(?: only)?$`);
const alone = new RegExp(`^(?:only |statement |line |item )*${mark}(?: only| alone)?$`);
const everything = /^(?:all(?: of (?:them|these|the above))?|none(?: of (?:them|these|the above))?|all (?:three|four|five))$/i;

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
    return question.choices.flatMap((choice) => {
      const read = choice.options.map((option) => combined(option.text.visible.replace(/\.$/, '')));
      const others = choice.options.every((option, i) => read[i] !== undefined || everything.test(option.text.visible.replace(/\.$/, '')));
      if (!others || choice.options.some((option) => option.text.code.length > 0) || asksForSoMany(question, read)) return [];
      return choice.options.flatMap((option, i) => {
        const marks = read[i] ?? [];
        if (marks.length < 2 || !marks.every((one) => listed.has(one.toLowerCase()))) return [];
        return [{ at: option.at(), message: `option \`${option.text.visible}\` combines statements listed in the question` }];
      });
    });
  },
};

/** “Which two steps can change places?”: every option then is a pair, and a pair is the answer. */
function asksForSoMany({ stem }: QuestionView, read: readonly (readonly string[] | undefined)[]): boolean {
  const sizes = new Set(read.map((marks) => marks?.length));
  return sizes.size === 1 && !sizes.has(1) && /\b(?:two|three|pairs?|between|both|swap|swapped|interchange\w*|change places|order)\b/i.test(stem.prose);
}

/** The marks an option consists of: two or more for a combination, one for “II only”, `undefined` for any other text. */
function combined(text: string): string[] | undefined {
  const plain = text.replace(/^(?:Only|Both|Statements?|Lines?|Items?)\b/, (word) => word.toLowerCase());
  const match = combination.exec(plain);
  if (match !== null) return plain.match(/(?<![\p{L}\p{N}])(?:[0-9]{1,2}|[A-H]|[ivx]{1,4}|[IVX]{1,4})(?![\p{L}\p{N}])/gu) ?? [];
  const single = alone.exec(plain);
  return single === null ? undefined : [single[1] ?? ''];
}

/** The marks of numbered or lettered lists in the stem, its shared text and its code (`1. …`, `/* 2 *\/ …`, `// 3`). */
function marksOf(question: QuestionView): ReadonlySet<string> {
  const texts = [question.stem, ...(question.context === undefined ? [] : [question.context])];
  const marks = texts.flatMap((text) => text.labels);
  const programs = question.data.type === 'predict-output' ? [question.data.program] : [];
  for (const code of [...texts.flatMap((text) => text.fences), ...programs]) {
    for (const match of code.matchAll(/(?:\/\/|\/\*|#|--|;)\s*\(?([0-9]{1,2}|[A-H]|[IVX]{1,4})[.):]?\s*(?:\*\/|$)|^\s*\(?([0-9]{1,2}|[A-H]|[IVX]{1,4})[.)]\s/gm)) {
      marks.push(match[1] ?? match[2] ?? '');
    }
  }
  return new Set(marks.map((one) => one.toLowerCase()));
}
