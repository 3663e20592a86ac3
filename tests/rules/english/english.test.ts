import { describe, expect, test } from 'vitest';
import { isClause } from '../../../src/rules/english/clause.ts';
import { absoluteIn, hedgeIn } from '../../../src/rules/english/degrees.ts';
import { enumeratedIn, marksIn } from '../../../src/rules/english/marks.ts';
import { questionNegation } from '../../../src/rules/english/negation.ts';
import { positionsIn } from '../../../src/rules/english/positions.ts';
import { asksSomething } from '../../../src/rules/english/question-form.ts';
import { editDistance, isAlike } from '../../../src/rules/english/similarity.ts';
import { startsWithVowelSound } from '../../../src/rules/english/sounds.ts';
import { readTotal } from '../../../src/rules/english/totals.ts';
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
    ['Which of these bands was she not a member of?', 'not', false],
    ['The law does not protect which of the following?', 'not', false],
    ['One of these is not a port.', 'not', false],
    ['Select the option that does not open a port.', 'not', false],
    ['The following are all ports except', 'except', false],
  ])('of “%s” is `%s`, marked: %s', (text, word, marked) => {
    expect(questionNegation(readQuizText(text))).toMatchObject({ word, marked });
  });

  test.each([
    'Why is it not sent?',
    'Which may not be sent?',
    'Which is a port that is not open?',
    'What does “not found” mean?',
    'Which keyword is `not`?',
    'It is not sent. Which one is?',
  ])('is none in “%s”', (text) => {
    expect(questionNegation(readQuizText(text))).toBeUndefined();
  });

  test.each([
    ['Photosynthesis does not need:', true],
    ['Which of these is not a port?', false],
  ])('stands open in “%s”: %s', (text, open) => {
    expect(questionNegation(readQuizText(text))?.open).toBe(open);
  });

  test.each([
    'A port that is not open is:',
    'If it is not open, the port is:',
    'It does not ____ open',
    'Which did not open but close?',
    'This cannot be so for which of these reasons?',
  ])('is none in “%s”', (text) => {
    expect(questionNegation(readQuizText(text))).toBeUndefined();
  });

  test('is not marked by a stem that is bold as a whole', () => {
    expect(questionNegation(readQuizText('**Which of these is not a port?**'))).toMatchObject({ marked: false });
  });
});

describe('The sound a word begins with', () => {
  test.each([
    'apple',
    'hour',
    'honest',
    'HTTP',
    'SSH key',
    'umbrella',
    '8-bit',
    '11',
    '18',
    'X',
    'error',
    'unimportant',
    'MX record',
    'R',
  ])('is a vowel in “%s”', (word) => expect(startsWithVowelSound(word)).toBe(true));
  test.each([
    'port',
    'user',
    'unit',
    'uniform',
    'one-time',
    'European',
    'URL',
    'UDP',
    'JSON',
    'REST',
    '70',
    '110',
    'house',
    'B',
    'utility',
  ])('is a consonant in “%s”', (word) => expect(startsWithVowelSound(word)).toBe(false));
  test.each(['…', 'SQL', '!'])('is not known in “%s”', (word) => expect(startsWithVowelSound(word)).toBeUndefined());
});

describe('Words', () => {
  test('are counted with numbers, compounds and code', () => {
    expect(wordCount(readQuizText('It’s a real-time `x += 1` at 12.5 ms').visible)).toBe(8);
  });
  test('share a stem across endings', () => {
    for (const group of [
      ['connect', 'connects', 'connected', 'connecting', 'connection', 'connections'],
      ['cache', 'caches', 'cached', 'caching'],
      ['query', 'queries'],
      ['run', 'running', 'runs'],
    ]) {
      expect(new Set(group.map(stem)).size).toBe(1);
    }
    expect(stem('status')).not.toBe(stem('state'));
  });
  test('with a topic are those no sentence needs to hold together', () => {
    expect([...contentWords('Which of these servers has been the first to answer a request?').values()]).toEqual([
      'servers',
      'request',
    ]);
  });
  test('make sentences, and dots inside them end none', () => {
    expect(sentences('Use Node.js, e.g. today. What is 3.5? Fine.')).toEqual([
      'Use Node.js, e.g. today.',
      'What is 3.5?',
      'Fine.',
    ]);
  });
});

describe('A clause', () => {
  test.each([
    'All birds are warm',
    'Nobody knows it',
    'It frees them',
    'Every noble fled the country',
    'Prevents every infection',
    'None of them ends in seven',
  ])('is “%s”', (text) => expect(isClause(text)).toBe(true));
  test.each([
    'All rows of the left table',
    'Every day',
    'Only at night',
    'Nobody',
    'Every second flight after noon',
    'All things that are red',
    'Twice every hour',
  ])('is not “%s”', (text) => expect(isClause(text)).toBe(false));
});

describe('Absolutes', () => {
  test.each([
    ['It is always so', { word: 'always', strong: true }],
    ['Every plan fails at some point and must be fixed', { word: 'every', strong: true }],
    ['It can only be read', { word: 'only', strong: false }],
  ])('are found in “%s”', (text, said) => expect(absoluteIn(readQuizText(text))).toMatchObject(said));
  test.each(['`always` "never"', 'Every day', 'All rows of the left table'])('are none in “%s”', (text) =>
    expect(absoluteIn(readQuizText(text))).toBeUndefined(),
  );
});

test('Hedges are read outside code and quotations', () => {
  expect(hedgeIn(readQuizText('It usually works'))).toBe('usually');
  expect(hedgeIn(readQuizText('Either side may send'))).toBeUndefined();
  expect(hedgeIn(readQuizText('It is more likely'))).toBeUndefined();
});

describe('Marks', () => {
  const letter = (token: string): boolean => /^[A-H]$/.test(token);

  test('are read where a text says nothing else', () => {
    expect(marksIn('Both A and C', letter)).toEqual(['A', 'C']);
    expect(marksIn('A, B and D only', letter)).toEqual(['A', 'B', 'D']);
    expect(marksIn('(A) is true, but not (B)', letter)).toEqual(['A', 'B']);
    expect(marksIn('A and the rest', letter)).toBeUndefined();
  });

  test.each([
    ['(i) It is red. (ii) It is blue. (iii) It is round.', ['i', 'ii', 'iii']],
    ['Of these: a) milk, b) eggs and c) salt, which are white?', ['a', 'b', 'c']],
    ['Statement 1: It is red. Statement 2: It is blue.', ['1', '2']],
    ['I. red II. blue', ['I', 'II']],
  ])('are numbered in running text: “%s”', (text, marks) => expect(enumeratedIn(text)).toEqual(marks));

  test.each([
    '(a) and (b) are true',
    'in 1. and 2. place',
    'Clause (b) binds the buyer',
    '(ii) is first, then (iii) follows',
  ])('that only refer number nothing: “%s”', (text) => expect(enumeratedIn(text)).toEqual([]));
});

describe('What an option says of all others', () => {
  test.each([
    ['All of the above', { none: false, explicit: true, count: undefined }],
    ['none of the answers listed', { none: true, explicit: true, count: undefined }],
    ['All of the above except the last', { none: false, explicit: true, count: undefined }],
    ['There is no correct answer', { none: true, explicit: true, count: undefined }],
    ['All three', { none: false, explicit: false, count: 3 }],
    ['all 3', { none: false, explicit: false, count: 3 }],
    ['None of the following', { none: true, explicit: true, count: undefined }],
    ['Neither', { none: true, explicit: false, count: 2 }],
    ['All of the foods listed', { none: false, explicit: false, count: undefined }],
  ])('is read from “%s”', (text, total) => expect(readTotal(readQuizText(text))).toEqual(total));

  test.each([
    'None',
    'No',
    'All of the programs',
    'Both are idiomatic',
    'The one above',
    'None of the headers above it',
    'All day',
    'Both parents',
    'All-night parties',
  ])('is nothing in “%s”', (text) => expect(readTotal(readQuizText(text))).toBeUndefined());
});

describe('A place among options', () => {
  test.each([
    ['B is right because it is so', ['B']],
    ['Option 2 is for another case', ['2']],
    ['It rains (option B)', ['B']],
    ['Formats (b) and (c) are older', ['b', 'c']],
    ['The correct answer is A.', ['A']],
    ['It is neither B nor C.', ['B', 'C']],
    ['The last answer is older', []],
    ['The second and third options act elsewhere', []],
  ])('is named in “%s”', (text, marks) => expect(positionsIn(text)[0]?.marks).toEqual(marks));

  test.each([
    ['All but B are rocks', 'All but B'],
    ['We can rule out the last one.', 'rule out the last one'],
    ['It isn’t the last one', 'isn’t the last one'],
    ['Every option except the first is a rock', 'Every option except the first'],
    ['Opt. (c) is a rock', 'Opt. (c)'],
    ['It floats (option 2), as told', 'option 2'],
    ['It floats (see answer B)', 'answer B'],
    ['The answer before this one\nis a rock', 'The answer before'],
  ])('is quoted from “%s” in the words of the author', (text, quoted) =>
    expect(positionsIn(text).map((reference) => reference.text)).toContain(quoted),
  );

  test.each([
    'Plan B is next',
    'A server is right',
    'Vitamin B is good',
    'The first argument is right',
    'The last option for patients',
    'Call f(a, b) twice',
    'The first choice is usually a tablet',
    'Answer A question first',
  ])('is none in “%s”', (text) => expect(positionsIn(text)).toEqual([]));
});

describe('A prompt asks', () => {
  test.each([
    'It is called **\\_**.',
    'It is called `_`.',
    'It is [blank].',
    'The nurse should first',
    'The opposite of hot is',
    'Follow the steps.',
    '(a) Find the root.',
  ])('in “%s”', (text) => expect(asksSomething(readQuizText(text))).toBe(true));
  test.each(['HTTP status codes', 'It is warm.', 'A snake_case name.', 'Order of operations.'])(
    'nothing in “%s”',
    (text) => expect(asksSomething(readQuizText(text))).toBe(false),
  );
});

test('Similarity is one less the share of letters that must change', () => {
  expect(editDistance('kitten', 'sitting')).toBe(3);
  expect(editDistance('', 'abc')).toBe(3);
  expect(editDistance('kitten', 'sitting', 3)).toBe(3);
  expect(editDistance('kitten', 'sitting', 2)).toBe(3);
  expect(editDistance('abcdefgh', 'xyabcdefgh', 2)).toBe(2);
  expect([
    isAlike('abcd', 'abcd', 1),
    isAlike('', '', 1),
    isAlike('abcd', 'abce', 0.75),
    isAlike('abcd', 'abce', 0.76),
  ]).toEqual([true, true, true, false]);
});
