import type { ModuleRule } from './rule.ts';
import { contentWords, words } from './english/words.ts';

export const questionCuesQuestion: ModuleRule = {
  code: 'question-cues-question',
  scope: 'module',
  severity: 'info',
  language: 'en',
  why: 'who reads on finds this answer without knowing it',
  fix: 'ask the later question first, or word one of them differently',
  check({ questions }) {
    const read = questions.map(({ stem, explanation }) => folded(`${stem.visible} ${explanation?.visible ?? ''}`));
    return questions.flatMap((question, i) =>
      question.choices.flatMap(({ key, distractors }) => {
        if (key === undefined || words(key.text.visible).length < 2 || contentWords(key.text.visible, 3).size < 2) return [];
        const phrase = folded(key.text.visible);
        const earlier = questions.find((other, j) => j < i && read[j]?.includes(phrase) === true && !read[i]?.startsWith(phrase) && other !== question);
        if (earlier === undefined || distractors.some((option) => read[earlier.index]?.includes(folded(option.text.visible)) === true)) return [];
        return [{ at: key.at(), message: `this answer can be read in question \`${earlier.data.id}\``, related: [{ ...earlier.at(), message: 'the question that gives it away' }] }];
      }),
    );
  },
};

/** Words only, in lower case, each between spaces, so that a phrase is found as whole words. */
function folded(text: string): string {
  return ` ${words(text.toLowerCase()).join(' ')} `;
}
