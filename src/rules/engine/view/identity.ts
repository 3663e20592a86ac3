import { answerFactsOf, type Question } from '../../../../schemas/questions/index.ts';
import { foldSpace, type QuizTexts } from '../../../course/model.ts';

/** What a question asks besides its prompt, as one text: equal exactly where two questions want the same answers. */
export function answersIdentity(data: Question, texts: QuizTexts): string {
  return answerFactsOf(data.type).identity(data, {
    markdown: (text) => texts.of(text).identity,
    plain: foldSpace,
  });
}
