import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/text/messages.ts';
import { catalogueOf, catalogues } from '../../src/words/catalogues.ts';
import { en } from '../../src/words/en.ts';
import { pluralCategories } from '../../src/words/plurals.ts';

const reference: Readonly<Record<string, Message>> = en;
const names = Object.keys(reference);
const textsOf = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.values(message).filter((text) => text !== undefined);

/** What stands for something else in a text: values and tags. */
const holes = (text: string): string[] => (text.match(/\{\w+\}|<\/?\w+>/g) ?? []).toSorted();

describe.each(Object.entries(catalogues))(
  'The words in %s',
  (language, catalogue: Readonly<Record<string, Message>>) => {
    test('are those of the reference, each with a text', () => {
      expect(Object.keys(catalogue).toSorted()).toEqual(names.toSorted());
      expect(
        names.filter((name) => textsOf(catalogue[name] ?? '').some((text) => text.trim() !== text || text === '')),
      ).toEqual([]);
    });

    test('have the values and tags of the reference in every text', () => {
      const wrong = names.filter((name) => {
        const wanted = holes(textsOf(reference[name] ?? '').at(-1) ?? '');
        return textsOf(catalogue[name] ?? '').some((text) => {
          // One, two or none of a thing may be said in a word.
          const found = holes(text);
          return (
            String(found) !== String(wanted) &&
            (typeof catalogue[name] === 'string' || String(found) !== String(wanted.filter((hole) => hole !== '{n}')))
          );
        });
      });
      expect(wrong).toEqual([]);
    });

    test('have a text for each plural category of the language, and no other', () => {
      const wanted = pluralCategories(language);
      const wrong = Object.entries(catalogue).filter(
        ([, message]) =>
          typeof message !== 'string' &&
          // English says “more” of any number.
          String(Object.keys(message).toSorted()) !== String(wanted),
      );
      expect(wrong.map(([name]) => name)).toEqual([]);
    });

    test.runIf(language !== 'en')('are not English, but for single terms that the language has taken over', () => {
      const words = (text: string): number => (text.replaceAll(/\{\w+\}/g, '').match(/\p{L}+/gu) ?? []).length;
      const same = names.filter((name) =>
        textsOf(catalogue[name] ?? '').some((text) => words(text) > 1 && textsOf(reference[name] ?? '').includes(text)),
      );
      expect(same).toEqual([]);
    });
  },
);

describe('The words of a language', () => {
  test('are found by language and script, whatever the region', () => {
    expect(catalogueOf('en-GB')).toBe(catalogues['en']);
    expect(catalogueOf('de-CH')).toBe(catalogues['de']);
    expect(catalogueOf('is')).toBeUndefined();
    expect(catalogueOf('en-Shaw')).toBeUndefined();
  });
});
