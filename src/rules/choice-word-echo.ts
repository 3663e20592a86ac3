import { plural } from '../text/count.ts';
import { named } from '../text/lists.ts';
import type { QuestionRule } from './rule.ts';
import { contentWords } from './english/words.ts';

export const choiceWordEcho: QuestionRule = {
  code: 'choice-word-echo',
  scope: 'question',
  severity: 'info',
  language: 'en',
  why: 'a learner who only looks for words of the question finds the right option',
  fix: 'use the word in a wrong option as well, or another word in the key',
  check(question) {
    return question.choices.flatMap(({ key, distractors }) => {
      if (key === undefined || key.codeOnly || distractors.length < 2 || distractors.every((option) => option.codeOnly)) return [];
      const stem = contentWords(question.stem.prose);
      const wrong = distractors.map((option) => contentWords(option.text.visible));
      const echoed = [...contentWords(key.text.prose)].filter(([word]) => stem.has(word) && !wrong.some((words) => words.has(word))).map(([, written]) => written);
      if (echoed.length === 0) return [];
      return [
        {
          at: key.at(),
          message: `${named(echoed)} ${plural(echoed.length, 'stands', 'stand')} in the question and in the right option only`,
          ...(echoed.length >= 2 ? { severity: 'warning' as const } : {}),
        },
      ];
    });
  },
};
