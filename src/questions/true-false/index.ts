import type { TrueFalse } from '../../../schemas/questions/true-false.ts';
import { blocks, controlName } from '../kit/html.ts';
import { choiceRow, optionList } from '../kit/options.ts';
import type { QuestionType } from '../kit/type.ts';
import type { QuestionView } from '../kit/view.ts';
import { trueFalseGrader, type TrueFalseKey } from './grade.ts';

const values = [true, false] as const;
const nameOf = ({ words }: QuestionView<TrueFalse>, value: boolean) => words.html(`answer-${value}`);

/** A statement that is true or false; the two choices keep their order. */
export const trueFalse: QuestionType<TrueFalse, TrueFalseKey> = {
  ...trueFalseGrader,
  type: 'true-false',
  interaction: () => 'true-false',
  key: (question) => question.answer,
  correctResponse: (question) => ({ choice: String(question.answer) }),
  meaning: (question) => [String(question.answer)],
  controls: (view) =>
    optionList(
      values.map((value) =>
        choiceRow('radio', controlName(view, 'choice'), String(value), String(value), nameOf(view, value)),
      ),
      false,
    ),
  answer: (view) => nameOf(view, view.data.answer),
  feedback: (view) =>
    values.flatMap((value) => {
      const text = view.data.feedback?.[`${value}`];
      return text === undefined
        ? []
        : [
            {
              part: String(value),
              label: nameOf(view, value),
              verdict: value === view.data.answer ? 'right' : 'wrong',
              html: blocks(view, text),
            },
          ];
    }),
};
