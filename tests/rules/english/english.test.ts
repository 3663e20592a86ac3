import { describe, expect, test } from 'vitest';
import { absoluteIn, hedgeIn } from '../../../src/rules/english/degrees.ts';
import { questionNegation } from '../../../src/rules/english/negation.ts';
import { lettersOf } from '../../../src/rules/english/references.ts';
import { editDistance, isAlike } from '../../../src/rules/english/similarity.ts';
import { startsWithVowelSound } from '../../../src/rules/english/sounds.ts';
import { contentWords, sentences, stem, wordCount } from '../../../src/rules/english/words.ts';
import { readQuizText } from '../../../src/source/quiz-text.ts';

describe('The negation of a question', () => {
  test.each([
    ['Which of these is not a port?', 'not', false],
    ['Which of these is NOT a port?', 'NOT', true],
    ['Which of these is **not** a port?', 'not', true],
    ['Which of these _does not_ work?', 'not', true],
    ['All of these are ports EXCEPT', 'EXCEPT', true],
    ['Which file does Git not track?', 'not', false],
  ])('of “%s” is `%s`, marked: %s', (text, word, marked) => {
    expect(questionNegation(readQuizText(text))).toMatchObject({ word, marked });
  });

  test.each(['Why is it not sent?', 'Which may not be sent?', 'Which is a port that is not open?', 'What does “not found” mean?', 'Which keyword is `not`?', 'It is not sent. Which one is?'])('is none in “%s”', (text) => {
    expect(questionNegation(readQuizText(text))).toBeUndefined();
  });

  test('is not marked by a stem that is bold as a whole', () => {
    expect(questionNegation(readQuizText('**Which of these is not a port?**'))).toMatchObject({ marked: false });
  });
});

describe('The sound a word begins with', () => {
  test.each(['apple', 'hour', 'honest', 'HTTP', 'SSH key', 'umbrella', '8-bit', '11', '18', 'X', 'error', 'unimportant', 'MX record', 'R'])('is a vowel in “%s”', (word) => expect(startsWithVowelSound(word)).toBe(true));
  test.each(['port', 'user', 'unit', 'uniform', 'one-time', 'European', 'URL', 'UDP', 'JSON', 'REST', '70', '110', 'house', 'B', 'utility'])('is a consonant in “%s”', (word) => expect(startsWithVowelSound(word)).toBe(false));
  test.each(['…', 'SQL', '!'])('is not known in “%s”', (word) => expect(startsWithVowelSound(word)).toBeUndefined());
});

describe('Words', () => {
  test('are counted with numbers, compounds and code', () => {
    expect(wordCount(readQuizText('It’s a real-time `x += 1` at 12.5 ms').visible)).toBe(8);
  });
  test('share a stem across endings', () => {
    for (const group of [['connect', 'connects', 'connected', 'connecting', 'connection', 'connections'], ['cache', 'caches', 'cached', 'caching'], ['query', 'queries'], ['run', 'running', 'runs']]) {
      expect(new Set(group.map(stem)).size).toBe(1);
    }
    expect(stem('status')).not.toBe(stem('state'));
  });
  test('with a topic are those no sentence needs to hold together', () => {
    expect([...contentWords('Which of these servers has been the first to answer a request?').values()]).toEqual(['servers', 'request']);
  });
  test('make sentences, and dots inside them end none', () => {
    expect(sentences('Use Node.js, e.g. today. What is 3.5? Fine.')).toEqual(['Use Node.js, e.g. today.', 'What is 3.5?', 'Fine.']);
  });
});

test('Absolutes and hedges are read outside code and quotations', () => {
  expect(absoluteIn(readQuizText('It is always so'))).toBe('always');
  expect(absoluteIn(readQuizText('`always` "never"'))).toBeUndefined();
  expect(hedgeIn(readQuizText('It usually works'))).toBe('usually');
  expect(hedgeIn(readQuizText('Either side may send'))).toBeUndefined();
});

test('References to options by letter are read whole or not at all', () => {
  expect(lettersOf('Both A and C')).toEqual(['A', 'C']);
  expect(lettersOf('A, B and D only')).toEqual(['A', 'B', 'D']);
  expect(lettersOf('A and the rest')).toEqual([]);
  expect(lettersOf('a and b')).toEqual([]);
});

test('Similarity is one less the share of letters that must change', () => {
  expect(editDistance('kitten', 'sitting')).toBe(3);
  expect(editDistance('', 'abc')).toBe(3);
  expect(editDistance('kitten', 'sitting', 3)).toBe(3);
  expect(editDistance('kitten', 'sitting', 2)).toBe(3);
  expect(editDistance('abcdefgh', 'xyabcdefgh', 2)).toBe(2);
  expect([isAlike('abcd', 'abcd', 1), isAlike('', '', 1), isAlike('abcd', 'abce', 0.75), isAlike('abcd', 'abce', 0.76)]).toEqual([true, true, true, false]);
});
