import { expect, test } from 'vitest';
import { languageTag } from '../../schemas/primitives.ts';

const isKnownToIntl = (tag: string): boolean => {
  try {
    return new Intl.Locale(tag).language !== '';
  } catch {
    return false;
  }
};

const parts = ['', '-Latn', '-CH', '-419', '-1996', '-1901', '-rozaj', '-ROZAJ', '-1a2b', '-1A2B', '-abcdefgh'];

test('A language tag that the schema takes is one that `Intl` takes', () => {
  const tags = parts.flatMap((a) => parts.flatMap((b) => parts.map((c) => `de${a}${b}${c}`)));
  const taken = tags.filter((tag) => languageTag.safeParse(tag).success);
  expect(taken.length).toBeGreaterThan(400);
  expect(taken.filter((tag) => !isKnownToIntl(tag))).toEqual([]);
});

test('A variant named twice is said to be one', () => {
  expect(languageTag.safeParse('de-1996').success).toBe(true);
  expect(languageTag.safeParse('de-1996-1996').error?.issues.map(({ message }) => message)).toEqual([
    'expected each variant once',
  ]);
});
