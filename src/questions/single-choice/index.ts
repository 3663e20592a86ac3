import type { SingleChoice } from '../../../schemas/questions/single-choice.ts';
import { optionFeedback, optionMeaning, radioRows, rightIds, rightOptions } from '../kit/options.ts';
import type { QuestionType } from '../kit/type.ts';
import { singleChoiceGrader, type SingleChoiceKey } from './grade.ts';

/** One best answer. */
export const singleChoice: QuestionType<SingleChoice, SingleChoiceKey> = {
  ...singleChoiceGrader,
  type: 'single-choice',
  interaction: () => 'choice',
  key: (question) => rightIds(question.options),
  correctResponse: (question) =>
    Object.fromEntries(
      rightIds(question.options)
        .slice(0, 1)
        .map((id) => ['choice', id]),
    ),
  meaning: (question) => optionMeaning(question.options),
  controls: (view) => radioRows(view, view.data.options),
  answer: (view) => rightOptions(view, view.data.options),
  feedback: (view) => optionFeedback(view, view.data.options),
};
