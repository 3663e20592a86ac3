import type { QuestionRule } from '../engine/rule.ts';
import { blank } from '../english/question-form.ts';
import { startsWithVowelSound } from '../english/sounds.ts';

/** The stem ends in an article, optionally followed by a blank, a colon or a dash. */
const endsInArticle = new RegExp(`(?:^|[\\s(])(an?)(?:\\s*(?:${blank.source}|:|—|–)+\\s*[.?]?)?$`, 'u');
/** “from point b to a”: a name. */
const namesA = /\b[b-h] (?:to|and|or) a$/i;

export const choiceArticleCue: QuestionRule = {
  code: 'choice-article-cue',
  scope: 'question',
  severity: 'warning',
  language: 'en',
  why: 'the article fits only some options, so grammar gives the others away',
  fix: 'write `a(n)`, or put the article into each option',
  check(question) {
    const article = endsInArticle.exec(question.stem.prose)?.[1];
    if (article === undefined || namesA.test(question.stem.prose)) return [];
    return question.choices.flatMap((choice) => {
      const fits = choice.options.map((option) => {
        const vowel = startsWithVowelSound(option.text.visible);
        return vowel === undefined ? undefined : vowel === (article === 'an');
      });
      if (!fits.includes(true) || !fits.includes(false)) return [];
      const related = choice.options
        .filter((_, i) => fits[i] === false)
        .map((option) => ({ ...option.at(), message: `\`${article}\` does not go before this option` }));
      return [
        {
          at: question.at('prompt'),
          message: `the question ends in \`${article}\`, which fits only ${fits.filter((fit) => fit === true).length} of ${choice.options.length} options`,
          related,
        },
      ];
    });
  },
};
