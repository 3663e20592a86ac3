import type { QuestionRule } from './rule.ts';
import { absoluteIn, asksForExtent, soundsAbsolute, type Absolute } from './english/degrees.ts';
import { questionNegation } from './english/negation.ts';
import { readTotal } from './english/totals.ts';
import type { OptionView, QuestionView } from './view/question.ts';

export const choiceAbsoluteDistractors: QuestionRule = {
  code: 'choice-absolute-distractors',
  scope: 'question',
  severity: 'warning',
  language: 'en',
  why: 'learners cross out options that say “always” or “never” without reading further',
  fix: 'say what is wrong in the distractors without an absolute, or use one in the key as well',
  check(question) {
    // Under “except” it is the true options that are crossed out.
    if (asksForExtent(question.stem) || questionNegation(question.stem) !== undefined) return [];
    return question.choices.flatMap(({ key, distractors }) => {
      if (key === undefined || soundsAbsolute(key.text)) return [];
      const found = distractors.flatMap((option) => {
        const said = absoluteOf(option, question);
        return said === undefined ? [] : [{ option, ...said }];
      });
      const first = found[0];
      if (first === undefined || found.length < 2 || isContrast(found) || (found.length < distractors.length && !found.some(({ strong }) => strong))) return [];
      const related = found.slice(1).map(({ option, word }) => ({ ...option.at(), message: `\`${word}\` stands here` }));
      return [{ at: first.option.at(), message: `${found.length} wrong options and not the right one are absolute (\`${first.word}\`)`, related }];
    });
  },
};

/** What makes an option absolute, and is neither a word of the question, nor said of all options, nor of the program shown. */
function absoluteOf({ text }: OptionView, { stem }: QuestionView): Absolute | undefined {
  const said = readTotal(text) === undefined ? absoluteIn(text) : undefined;
  if (said === undefined || new RegExp(`(?<!\\p{L})${said.word}(?!\\p{L})`, 'iu').test(stem.prose)) return undefined;
  return stem.fences.length > 0 && !said.outright ? undefined : said;
}

/** “Only red light”, “only blue light”; “entirely by buyers”, “entirely by sellers”: the word is in all of them because it is part of what is asked. */
function isContrast(found: readonly Absolute[]): boolean {
  const words = new Set(found.map(({ word }) => word));
  return words.size === 1 && /^(?:only|must|entirely|completely|wholly|totally|exclusively|solely)$/.test(found[0]?.word ?? '');
}
