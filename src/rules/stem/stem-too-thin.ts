import type { QuestionRule } from '../engine/rule.ts';
import { asksBriefly, onlyJudges, onlyNamesTopic } from '../english/question-form.ts';
import { words } from '../english/words.ts';
import type { Choice, QuestionView } from '../engine/view/question.ts';

const fewestWords = 4;
const sharedWords = 3;

export const stemTooThin: QuestionRule = {
  code: 'stem-too-thin',
  scope: 'question',
  severity: 'warning',
  language: 'en',
  why: 'the question only becomes clear by reading all options, which then are compared instead of thought about',
  fix: 'put the idea, and the words all options share, into the question',
  check(question) {
    if (question.choices.length === 0 || question.data.type === 'fill-in') return [];
    const shared = question.choices
      .map((choice) => sharedOpening(question, choice))
      .find((opening) => opening.length >= sharedWords);
    if (shared !== undefined)
      return [{ at: question.at('prompt'), message: `all options begin with \`${shared.join(' ')}\`` }];
    return isThin(question)
      ? [{ at: question.at('prompt'), message: `\`${question.stem.visible}\` says too little to think about` }]
      : [];
  },
};

/** “Question 3” */
const numbered = /\b(?:question|item|task|q|no\.) ?\d+\b/gi;

function isThin({ stem, context, data }: QuestionView): boolean {
  if (
    context !== undefined ||
    'program' in data ||
    stem.fences.length > 0 ||
    stem.code.length > 0 ||
    stem.addresses.length > 0 ||
    /\d/.test(stem.visible.replace(numbered, ''))
  )
    return false;
  return onlyJudges(stem) || onlyNamesTopic(stem) || (words(stem.prose).length < fewestWords && !asksBriefly(stem));
}

/** The words all prose options begin with, where no option ends there. */
function sharedOpening({ stem }: QuestionView, choice: Choice): readonly string[] {
  const [first, ...others] = choice.options.map((option) => words(option.text.visible));
  // Outputs and messages of a program shown may well begin alike.
  if (
    first === undefined ||
    others.length < 2 ||
    stem.fences.length > 0 ||
    choice.options.some((option) => option.codeOnly || option.text.fences.length > 0)
  )
    return [];
  let length = 0;
  while (
    length < first.length - 1 &&
    others.every((other) => other.length > length + 1 && other[length]?.toLowerCase() === first[length]?.toLowerCase())
  )
    length += 1;
  return first.slice(0, length);
}
