import type { QuestionRule } from '../engine/rule.ts';
import { wordCount } from '../english/words.ts';

const longestStem = 80;
const longestOption = 35;

export const stemTooLong: QuestionRule = {
  code: 'stem-too-long',
  scope: 'question',
  severity: 'info',
  language: 'any',
  why: 'the question then tests patience and reading as much as the topic',
  fix: 'leave out what is not needed to answer, or move it into the lesson',
  check(question) {
    const stem = wordCount(question.stem.visible);
    const long =
      stem > longestStem
        ? [{ at: question.at('prompt'), message: `the prompt has ${stem} words, more than ${longestStem}` }]
        : [];
    const options = question.choices.flatMap((choice) =>
      choice.options.flatMap((option) => {
        const count = wordCount(option.text.visible);
        return count > longestOption
          ? [{ at: option.at(), message: `the option has ${count} words, more than ${longestOption}` }]
          : [];
      }),
    );
    return [...long, ...options];
  },
};
