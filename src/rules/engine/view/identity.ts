import type { Question } from '../../../../schemas/questions/index.ts';
import { foldSpace as fold, type QuizTexts } from '../../../course/model.ts';

/** What a question asks besides its prompt, as one text: equal exactly where two questions want the same answers. */
export function answersIdentity(data: Question, texts: QuizTexts): string {
  switch (data.type) {
    case 'single-choice':
    case 'multiple-choice':
      return inAnyOrder(data.options.map((option) => texts.of(option.text).identity));
    case 'predict-output':
      return [data.program, data.output].join('\u0004');
    case 'true-false':
      return 'true-false';
    case 'short-answer':
      return inAnyOrder(data.accept.map(fold));
    case 'numeric':
      return [data.answer, data.tolerance, data.unit ?? ''].join('\u0004');
    case 'ordering':
      return data.items.map((item) => fold(item.text)).join('\u0004');
    case 'matching':
      return inAnyOrder(data.pairs.map((pair) => `${fold(pair.left)}\u0005${fold(pair.right)}`));
    case 'fill-in':
      return fold(data.text);
  }
}

function inAnyOrder(answers: readonly string[]): string {
  return answers.toSorted().join('\u0004');
}
