import type { ModuleRule } from './rule.ts';
import { contentWords, words } from './english/words.ts';

/** A phrase whose rarest word is everywhere gives nothing away. */
const mostMentions = 50;

export const questionCuesQuestion: ModuleRule = {
  code: 'question-cues-question',
  scope: 'module',
  severity: 'info',
  language: 'en',
  why: 'who reads on finds this answer without knowing it',
  fix: 'ask the later question first, or word one of them differently',
  check({ questions }) {
    const asked = questions.flatMap((question) => question.choices.flatMap(({ key }) => (key === undefined ? [] : [key.text.visible])));
    if (questions.length < 2 || asked.length === 0) return [];
    const read = questions.map(({ stem, explanation }) => folded(`${stem.visible} ${explanation?.visible ?? ''}`));
    const mentions = indexWords(read);
    return questions.flatMap((question, i) =>
      question.choices.flatMap(({ key, distractors }) => {
        if (key === undefined || words(key.text.visible).length < 2 || contentWords(key.text.visible, 3).size < 2) return [];
        const phrase = folded(key.text.visible);
        const at = mentionsOf(phrase, mentions).find((j) => j < i && read[j]?.includes(phrase) === true);
        const earlier = at === undefined ? undefined : questions[at];
        if (earlier === undefined || distractors.some((option) => read[earlier.index]?.includes(folded(option.text.visible)) === true)) return [];
        return [{ at: key.at(), message: `this answer can be read in question \`${earlier.data.id}\``, related: [{ ...earlier.at(), message: 'the question that gives it away' }] }];
      }),
    );
  },
};

/** Which texts have a word. */
function indexWords(texts: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  texts.forEach((text, i) => {
    for (const word of new Set(text.trim().split(' '))) {
      const places = index.get(word);
      if (places === undefined) index.set(word, [i]);
      else places.push(i);
    }
  });
  return index;
}

/** The few texts that have the rarest word of a phrase, and so may have the phrase. */
function mentionsOf(phrase: string, index: ReadonlyMap<string, readonly number[]>): readonly number[] {
  const lists = phrase.trim().split(' ').map((word) => index.get(word) ?? []);
  return lists.reduce((a, b) => (a.length <= b.length ? a : b)).slice(0, mostMentions);
}

/** Words only, in lower case, each between spaces, so that a phrase is found as whole words. */
function folded(text: string): string {
  return ` ${words(text.toLowerCase()).join(' ')} `;
}
