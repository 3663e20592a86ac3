import { answerFactsOf, type Question } from '../../../../schemas/questions/index.ts';
import { foldSpace, type QuizTexts } from '../../../course/model.ts';

/** A key of a question's expected answers: equal if and only if two questions expect the same answers. */
export function answersIdentity(data: Question, texts: QuizTexts): string {
  return answerFactsOf(data.type).identity(data, {
    markdown: (text) => texts.of(text).identity,
    plain: foldSpace,
  });
}
