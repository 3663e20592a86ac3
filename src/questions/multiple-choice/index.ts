import type { MultipleChoice } from '../../../schemas/questions/multiple-choice.ts';
import { checkboxRows, optionFeedback, optionMeaning, rightIds, rightOptions } from '../kit/options.ts';
import type { QuestionType } from '../kit/type.ts';
import type { QuestionView } from '../kit/view.ts';
import { multipleChoiceGrader, type MultipleChoiceKey } from './grade.ts';

/** Says that several may be chosen, unless the author's prompt does so. */
function chooseAll({ words, data }: QuestionView<MultipleChoice>): string {
  const asked = words.say('choose-all').replace(/\P{L}+$/u, '');
  const isSaid = data.prompt.toLowerCase().includes(asked.toLowerCase()) || /\ball that apply\b/i.test(data.prompt);
  return isSaid ? '' : `<p class="note">${words.html('choose-all')}</p>`;
}

/** Select all that apply. */
export const multipleChoice: QuestionType<MultipleChoice, MultipleChoiceKey> = {
  ...multipleChoiceGrader,
  type: 'multiple-choice',
  interaction: () => 'choice',
  key: ({ options, scoring }) => ({
    right: rightIds(options),
    wrong: options.filter((option) => !option.correct).map((option) => option.id),
    scoring,
  }),
  correctResponse: (question) => Object.fromEntries(rightIds(question.options).map((id) => [id, 'on'])),
  meaning: (question) => optionMeaning(question.options),
  controls: (view) => `${chooseAll(view)}${checkboxRows(view, view.data.options)}`,
  answer: (view) => rightOptions(view, view.data.options),
  feedback: (view) => optionFeedback(view, view.data.options),
};
