import type { ShortAnswer } from '../../../schemas/questions/short-answer.ts';
import { note, textField, textNote } from '../kit/fields.ts';
import { escapeHtml } from '../kit/html.ts';
import type { QuestionType } from '../kit/type.ts';
import { spellingAttribute, typedFeedback, typedKey, typedMeaning } from '../kit/typed-markup.ts';
import { shortAnswerGrader, type ShortAnswerKey } from './grade.ts';

/** A word or short phrase, typed. */
export const shortAnswer: QuestionType<ShortAnswer, ShortAnswerKey> = {
  ...shortAnswerGrader,
  type: 'short-answer',
  interaction: () => 'fill-in',
  key: (question) => typedKey(question),
  correctResponse: (question) => ({ text: question.accept[0] ?? '' }),
  meaning: (question) => typedMeaning(question),
  controls(view) {
    const notes = textNote(view, view.data);
    const attributes = spellingAttribute(view, view.data);
    return textField(view, view.words.html('your-answer'), attributes, notes) + note(view, notes);
  },
  answer: (view) => escapeHtml(view.data.accept[0] ?? ''),
  feedback: (view) => typedFeedback(view, view.data, (index) => `text-${index}`),
};
