import type { Speller } from '../view/course.ts';
import { primaryLanguage } from '../view/course.ts';
import { corrections } from './corrections.ts';
import { americanForms } from './british.ts';

/**
 * The speller of a language, or `undefined` where there is no dictionary for it.
 * The dictionary's 50,000 words are only unfolded (0.2 s) when the first word is asked for.
 */
export async function loadSpeller(language: string): Promise<Speller | undefined> {
  if (primaryLanguage(language) !== 'en') return undefined;
  const [{ default: nspell }, { default: dictionary }] = await Promise.all([import('nspell'), import('dictionary-en')]);
  const american = /^en-US/i.test(language);
  const decode = new TextDecoder();
  let speller: ReturnType<typeof nspell> | undefined;
  const correct = (word: string): boolean => {
    speller ??= nspell(decode.decode(dictionary.aff), decode.decode(dictionary.dic));
    return speller.correct(word);
  };
  const knows = (word: string): boolean => correct(word) || (!american && americanForms(word).some(correct));
  return { knows, suggest: (word) => corrections(word, knows) };
}
