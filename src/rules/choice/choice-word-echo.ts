import { plural } from '../../text/count.ts';
import { named } from '../../text/lists.ts';
import type { QuestionRule } from '../engine/rule.ts';
import { contentWords } from '../english/words.ts';

export const choiceWordEcho: QuestionRule = {
  code: 'choice-word-echo',
  scope: 'question',
  severity: 'info',
  language: 'en',
  why: 'a learner who only looks for words of the question finds the right option',
  fix: 'use the word in a wrong option as well, or another word in the key',
  check(question) {
    return question.choices.flatMap(({ key, distractors }) => {
      if (key === undefined || key.codeOnly || distractors.length < 2 || distractors.every((option) => option.codeOnly))
        return [];
      const stem = contentWords(question.stem.prose);
      const wrong = distractors.map((option) => contentWords(option.text.visible));
      const right = contentWords(key.text.prose);
      const echoed = [...right]
        .filter(([word]) => stem.has(word) && !wrong.some((words) => words.has(word)))
        .map(([, written]) => written);
      // If a wrong option echoes as much, with different words, the echo is no cue.
      if (
        echoed.length === 0 ||
        wrong.some(
          (words) => [...words.keys()].filter((word) => stem.has(word) && !right.has(word)).length >= echoed.length,
        )
      )
        return [];
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
