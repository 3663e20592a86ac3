import { describe, expect, test } from 'vitest';
import { filled, placed } from '../../src/text/messages.ts';
import { directionOf } from '../../src/words/direction.ts';
import { wordsOf } from '../../src/words/words.ts';

describe('A message', () => {
  test('has the plural form of its number, and writes numbers as the language does', () => {
    const message = { one: '{n} Frage', other: '{n} Fragen' };
    expect([1, 2, 1200].map((n) => filled(message, { n }, 'de'))).toEqual(['1 Frage', '2 Fragen', '1.200 Fragen']);
    expect(filled('{points} richtig', { points: 2.5 }, 'de')).toBe('2,5 richtig');
    expect(filled({ few: '{n} pytania', other: '{n} pytań' }, { n: 22 }, 'pl')).toBe('22 pytania');
    expect(filled({ other: '{n} things' }, { n: 1 }, 'en')).toBe('1 things');
  });

  test('keeps a name that has no value, and a value as it is', () => {
    expect(placed('{a} {b}', { a: '$& {b}' }, 'en')).toBe('$& {b} {b}');
  });
});

describe('The words of a course', () => {
  test('are in its language, with its own texts before them', () => {
    const words = wordsOf('en-GB', { check: 'Have a go', questions: { one: '{n} riddle', other: '{n} riddles' } });
    expect(words.say('check')).toBe('Have a go');
    expect(words.say('questions', { n: 2 })).toBe('2 riddles');
    expect(words.say('hint')).toBe('Hint');
    expect(words.missing).toEqual([]);
    expect(words.attributes('hint')).toEqual({});
  });

  test('are English where the language has none, and the markup says so', () => {
    const words = wordsOf('is', { hint: 'Vísbending' });
    expect(words.say('check')).toBe('Check');
    expect(words.html('check')).toBe('<span lang="en" dir="ltr">Check</span>');
    expect(words.attributes('check')).toEqual({ lang: 'en', dir: 'ltr' });
    expect(words.marked('check')).toBe(' lang="en" dir="ltr"');
    expect(words.html('hint')).toBe('Vísbending');
    expect(words.marked('hint')).toBe('');
    expect(words.missing).toContain('check');
    expect(words.missing).not.toContain('hint');
    expect(words.forScript(['check']).language).toBe('en');
  });

  test('mark what an author wrote inside of an English message', () => {
    const words = wordsOf('is');
    expect(words.html('read-again', { section: 'Þing & lög' })).toBe(
      '<span lang="en" dir="ltr">Read again: <bdi lang="is">Þing &amp; lög</bdi></span>',
    );
    expect(words.html('right-answer', { answer: { html: '<ul><li>já</li></ul>' } })).toBe(
      '<span lang="en" dir="ltr"><b>Answer:</b> </span><ul><li>já</li></ul>',
    );
  });

  test('isolate what an author wrote where the text runs from right to left', () => {
    const arabic = wordsOf('ar', { 'read-again': 'اقرأ مرة أخرى: {section}' });
    expect(arabic.html('read-again', { section: 'HTTP/2' })).toBe('اقرأ مرة أخرى: <bdi>HTTP/2</bdi>');
    expect(wordsOf('en').html('read-again', { section: 'a < b' })).toBe('Read again: a &lt; b');
  });

  test('fill in the tags of a message, and escape everything else', () => {
    const words = wordsOf('en', { 'nothing-answered': 'Nothing <i>yet</i>. <a>Begin</a>' });
    expect(words.html('nothing-answered', {}, { a: 'href="/"' })).toBe(
      'Nothing &lt;i&gt;yet&lt;/i&gt;. <a href="/">Begin</a>',
    );
  });

  test('count a tag that is no language as English', () => {
    expect(wordsOf('de-1996-1996').say('check')).toBe('Check');
  });
});

test('A language runs in the direction of its script', () => {
  expect(['ar', 'he', 'fa', 'ur', 'ckb', 'az-Arab', 'yi', 'dv'].map(directionOf)).toEqual(
    Array.from({ length: 8 }, () => 'rtl'),
  );
  expect(['en', 'az', 'ja', 'hi', 'ku', 'uz', 'sr'].map(directionOf)).toEqual(Array.from({ length: 7 }, () => 'ltr'));
});
