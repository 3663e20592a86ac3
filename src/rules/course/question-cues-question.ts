import type { ModuleRule } from '../engine/rule.ts';
import { contentWords, words } from '../english/words.ts';

/** How many questions back a learner may remember; also bounds the time for a quiz of thousands. */
const remembered = 200;

export const questionCuesQuestion: ModuleRule = {
  code: 'question-cues-question',
  scope: 'module',
  severity: 'info',
  language: 'en',
  why: 'who reads on finds this answer without knowing it',
  fix: 'ask the later question first, or word one of them differently',
  check({ questions }) {
    const read = questions.map(({ stem, explanation }) =>
      `${stem.visible}\n${explanation?.visible ?? ''}`.toLowerCase(),
    );
    return questions.flatMap((question, i) =>
      question.choices.flatMap(({ key, distractors }) => {
        if (i === 0 || key === undefined) return [];
        const phrase = plain(key.text.visible);
        if (!phrase.includes(' ') || contentWords(phrase, 3).size < 2 || words(phrase).length < 2) return [];
        const at = read.findIndex((text, j) => j >= i - remembered && j < i && says(text, phrase));
        const [earlier, text] = [questions[at], read[at]];
        // If the earlier text mentions wrong options as well, it gives nothing away.
        if (
          earlier === undefined ||
          text === undefined ||
          distractors.some((option) => says(text, plain(option.text.visible)))
        )
          return [];
        return [
          {
            at: key.at(),
            message: `this answer can be read in question \`${earlier.data.id}\``,
            related: [{ ...earlier.at(), message: 'the question that gives it away' }],
          },
        ];
      }),
    );
  },
};

function plain(text: string): string {
  return text.toLowerCase().replace(/[.!?]$/, '');
}

/** Whether a text contains a phrase as whole words; both in lower case. */
function says(text: string, phrase: string): boolean {
  if (phrase === '') return false;
  for (let at = text.indexOf(phrase); at !== -1; at = text.indexOf(phrase, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test((text[at - 1] ?? ' ') + (text[at + phrase.length] ?? ' '))) return true;
  }
  return false;
}
