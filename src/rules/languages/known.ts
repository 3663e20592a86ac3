import type { MarkdownText } from '../engine/view/question.ts';
import { de } from './de.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import type { Phrases } from './phrases.ts';

/** The languages besides English that some rules about wording know; a language is one file here and one line in this table. */
const known: Readonly<Record<string, Phrases>> = { de, es, fr };

/** For rules that know all of these languages. */
export const languages: readonly string[] = ['en', ...Object.keys(known)];

/** What is known of a language; `undefined` for English, which has grammar of its own in `english/`, and for any other. */
export function phrasesOf(language: string): Phrases | undefined {
  return Object.hasOwn(known, language) ? known[language] : undefined;
}

/** A word that turns a question round, and whether nobody can overlook it: in capitals, bold or emphasis. */
export interface Reversal {
  readonly word: string;
  readonly marked: boolean;
}

/** The negation that belongs to the question of a prompt, if its language's grammar leaves no doubt. */
export function reversalIn({ prose, emphasis }: MarkdownText, { negative }: Phrases): Reversal | undefined {
  for (const { 0: sentence, index } of prose.matchAll(/[^.!?\n]+[?:…]?/gu)) {
    if (/["“”„«»]/u.test(sentence)) continue;
    const said = sentence.trim();
    for (const pattern of negative) {
      const word = pattern.exec(said)?.groups?.negation;
      if (word === undefined) continue;
      const at = index + sentence.indexOf(said) + said.lastIndexOf(word);
      const stressed = emphasis.some(
        ([from, to]) => from <= at && at + word.length <= to && to - from < prose.length / 2,
      );
      return { word, marked: stressed || (word === word.toUpperCase() && said !== said.toUpperCase()) };
    }
  }
  return undefined;
}
