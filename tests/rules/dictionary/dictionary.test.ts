import { describe, expect, test } from 'vitest';
import { corrections } from '../../../src/rules/dictionary/corrections.ts';
import { loadSpeller } from '../../../src/rules/dictionary/load-speller.ts';

describe('The speller of English', async () => {
  const speller = await loadSpeller('en-GB');
  test.each(['colour', 'color', 'organise', 'centre', 'travelled', 'connections', "server's", 'practise'])('knows “%s”', (word) => expect(speller?.knows(word)).toBe(true));
  test.each(['recieve', 'adress', 'xqzvb'])('does not know “%s”', (word) => expect(speller?.knows(word)).toBe(false));
  test('has no British forms where the course is American', async () => expect((await loadSpeller('en-US'))?.knows('colour')).toBe(false));
  test('suggests the likeliest slip first', () => expect(speller?.suggest('recieve')[0]).toBe('receive'));
});

test('There is no speller where there is no dictionary', async () => expect(await loadSpeller('de')).toBeUndefined());

test('Corrections are known words one slip away', () => {
  const known = new Set(['cat', 'cast', 'act']);
  expect(corrections('cta', (word) => known.has(word))).toEqual(['cat']);
  expect(corrections('catt', (word) => known.has(word))).toEqual(['cat', 'cast'].slice(0, 1).concat('cast'));
});
