import type { QuestionRule } from './rule.ts';
import { lettersOf } from './english/references.ts';
import type { Choice, OptionView, QuestionView } from './view/question.ts';

const noun = '(?: (?:options|answers|choices|statements))?';
const verdict = '(?: (?:is|are) (?:all )?(?:correct|true|right|valid|wrong|false|incorrect))?';
const above = new RegExp(`^(?:(?:all|any|both|either|neither|each|most|some|two|three|every one) (?:of )?(?:the )?(?:above|preceding|previous|foregoing)${noun}|(?:all|any|both|either|neither|each) of (?:the|these|the other|the above) (?:options|answers|choices))${verdict}$`, 'i');

export const choiceAllOfTheAbove: QuestionRule = {
  code: 'choice-all-of-the-above',
  scope: 'question',
  severity: 'error',
  language: 'en',
  why: 'options change places, so nothing stands reliably above; and who knows two right ones has the answer without the third',
  fix: 'make it `type: multiple-choice` and let learners select all that apply',
  yieldsTo: ['choice-type-k'],
  check(question) {
    return question.choices.flatMap((choice) =>
      choice.options.flatMap((option) => {
        if (!refersToOthers(question, choice, option)) return [];
        const moves = choice.shuffled && option.data.pinned === undefined;
        return [
          {
            at: option.at(),
            message: `option \`${option.text.visible}\` refers to other options`,
            ...(moves ? {} : { severity: 'warning' as const, why: 'who knows two right options has the answer without knowing the third' }),
          },
        ];
      }),
    );
  },
};

function refersToOthers(question: QuestionView, choice: Choice, option: OptionView): boolean {
  if (option.codeOnly) return false;
  const text = option.text.prose.replace(/[.!]$/, '');
  if (above.test(text)) return true;
  const letters = lettersOf(text);
  return letters.length >= 2 && letters.every((letter) => meansOption(letter, choice, option) && onlyAnOption(letter, question, choice, option));
}

/** Whether the letter can mean another option: one that exists, says something of its own, and is not this one. */
function meansOption(letter: string, choice: Choice, self: OptionView): boolean {
  const other = choice.options[letter.charCodeAt(0) - 'A'.charCodeAt(0)];
  return other !== undefined && other !== self && lettersOf(other.text.prose).length === 0;
}

/** Whether nothing else in the question is called by this letter. */
function onlyAnOption(letter: string, question: QuestionView, choice: Choice, self: OptionView): boolean {
  const alone = new RegExp(`(?<![\\p{L}\\p{N}'’])${letter}(?![\\p{L}\\p{N}'’])`, 'iu');
  const sources = [question.stem.source, question.context?.source ?? '', ...bodyTexts(question)];
  const asArticle = letter === 'A';
  if (sources.some((text) => (asArticle ? namesA(text) : alone.test(text)))) return false;
  return choice.options.every((option) => option === self || lettersOf(option.text.prose).length >= 2 || !(asArticle ? namesA(option.text.source) : alone.test(option.text.source)));
}

/** `A` as a name, and not the article. */
function namesA(text: string): boolean {
  return /(?<![\p{L}\p{N}'’])A(?![\p{L}\p{N}'’]| (?!(?:and|or|nor)\b)[a-z])/u.test(text) || /(?<![\p{L}\p{N}])(?<=\w )A(?= )/u.test(text) || /[`'"*_(]a[`'"*_)]/i.test(text);
}

function bodyTexts(question: QuestionView): readonly string[] {
  return question.data.type === 'predict-output' ? [question.data.program] : question.data.type === 'fill-in' ? [question.data.text] : [];
}
