import { describe, expect, test } from 'vitest';
import { LAB_MESSAGES } from '../../src/lab/messages.ts';
import { textOf } from '../../src/lab/said.ts';
import { en } from '../../src/words/en.ts';
import { wordsOf } from '../../src/words/words.ts';

const { fill } = wordsOf('en');

describe('What the lab says', () => {
  test('is filled from the inside: values may be messages themselves', () => {
    const said = {
      message: 'wire-compressed',
      values: { what: { message: 'wire-said', values: { kind: { message: 'wire-kind-text' }, text: 'Hi {kind}' } } },
    };
    expect(textOf(said, fill)).toBe('Text “Hi {kind}”, compressed');
    expect(textOf([{ message: 'wire-kind-close' }, '1000'], fill)).toBe('Close 1000');
  });

  test('is nothing where it is not what the lab says, however it is made', () => {
    const endless: unknown[] = [];
    endless.push(endless);
    const junk = [undefined, null, 1, {}, { message: 1 }, { message: 'toString' }, { message: '__proto__' }, endless];
    expect(junk.map((said) => textOf(said, fill).trim())).toEqual(junk.map(() => ''));
    expect(textOf({ message: 'wire-more', values: 'none' }, fill)).toBe('and {n} more');
  });

  test('is asked for by names that the catalogues have, all of which are used', () => {
    const lab = Object.keys(en).filter((name) => /^(?:lab|wire|token|frame)-/.test(name) && name !== 'lab-offer');
    expect(lab.filter((name) => !(LAB_MESSAGES as readonly string[]).includes(name))).toEqual([]);
  });
});
