import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { languages } from '../../src/rules/languages/known.ts';
import { check } from './course-of.ts';
import { courseFrom } from './shorthand.ts';

type Tables = Readonly<
  Record<string, Readonly<Record<string, { readonly flaws: string[]; readonly sound: string[] }>>>
>;

const tables = parse(readFileSync(new URL('languages.yaml', import.meta.url), 'utf8')) as Tables;

const found = (entry: string, language: string, code: string): readonly string[] =>
  check({ ...courseFrom(entry, 'question'), course: { language } }).flatMap((report) =>
    report.code === code ? [report.message] : [],
  );

test('Every language besides English has its examples', () => {
  expect(['en', ...Object.keys(tables)].toSorted()).toEqual(languages.toSorted());
});

describe.each(Object.entries(tables))('A course in %s', (language, rules) => {
  test.each(Object.entries(rules))('is judged by %s', (code, { flaws, sound }) => {
    expect(flaws.filter((entry) => found(entry, language, code).length === 0)).toEqual([]);
    expect(sound.filter((entry) => found(entry, language, code).length > 0)).toEqual([]);
    expect([flaws.length >= 3, sound.length >= 10]).toEqual([true, true]);
  });

  test('has marked negations told apart from those that are overlooked', () => {
    const entry = rules['stem-negative-unmarked']?.sound.find((one) => one.includes('**')) ?? '';
    expect(found(entry, language, 'stem-negative')).toHaveLength(1);
  });
});
