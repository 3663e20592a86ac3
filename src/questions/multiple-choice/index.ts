import type { MultipleChoice } from '../../../schemas/questions/multiple-choice.ts';
import { checkboxRows, optionFeedback, optionMeaning, rightIds, rightOptions } from '../kit/options.ts';
import type { QuestionType } from '../kit/type.ts';
import { multipleChoiceGrader, type MultipleChoiceKey } from './grade.ts';

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
  controls: (view) => `<p class="note">${view.words.html('choose-all')}</p>${checkboxRows(view, view.data.options)}`,
  answer: (view) => rightOptions(view, view.data.options),
  feedback: (view) => optionFeedback(view, view.data.options),
};
