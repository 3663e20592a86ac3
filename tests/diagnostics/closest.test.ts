import { describe, expect, test } from 'vitest';
import { closest } from '../../src/diagnostics/closest.ts';

describe('What a person most likely meant', () => {
  test.each([
    ['open-conection', ['close', 'open-connection'], 'open-connection'],
    ['pass_mark', ['passMark', 'title'], 'passMark'],
    ['tpye', ['type', 'text'], 'type'],
    [
      'the-phone-call',
      ['the-phone-call-vs-the-walkie-talkie', 'a-simple-chat-message'],
      'the-phone-call-vs-the-walkie-talkie',
    ],
  ])('%s among %j is %s', (word, candidates, meant) => {
    expect(closest(word, candidates)).toBe(meant);
  });

  test.each([
    ['zebra', ['close', 'open']],
    ['step', ['step-by-step', 'close']], // too short to be half of something
    ['the-phone', ['the-phone-call', 'the-phone-book-of-names']], // half of two things
    ['open', ['open']], // right as it is
  ])('%s among %j is anybody’s guess', (word, candidates) => {
    expect(closest(word, candidates)).toBeUndefined();
  });

  test('a clear winner is asked for before anything is fixed unasked', () => {
    expect(closest('texd', ['text', 'texts'], 'clear')).toBe('text');
    expect(closest('tex', ['text', 'tex1'], 'clear')).toBeUndefined();
    expect(closest('the-phone-call', ['the-phone-call-vs-the-walkie-talkie'], 'clear')).toBeUndefined();
  });
});
