import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesOf, withFile, withReset } from '../../src/learner/replace.ts';
import {
  emptyState,
  mergeStates,
  ratingOf,
  readState,
  recallLimit,
  withAnswer,
  type AnswerRecord,
} from '../../src/learner/state.ts';
import { withNames } from '../../src/learner/names.ts';

const answer = (at: number, more: Partial<AnswerRecord> = {}): AnswerRecord => ({
  response: { choice: 'a' },
  version: 'v',
  points: 1,
  at,
  hints: 0,
  ...more,
});

/** Any moment: the states here were answered soon after 1970. */
const now = 1e9;

const addresses = fc.constantFrom('a/one', 'a/two', 'b/one', 'constructor/x', '__proto__');
const answers = fc.record({
  response: fc.dictionary(fc.constantFrom('choice', 'x'), fc.constantFrom('a', 'b')),
  version: fc.constantFrom('v', 'w'),
  points: fc.constantFrom(0, 0.5, 1),
  at: fc.integer({ min: 1, max: 20 }),
  hints: fc.nat(2),
});
const step = fc.oneof(
  fc.tuple(fc.constant('answer' as const), addresses, answers),
  fc.tuple(fc.constant('reset' as const), fc.integer({ min: 1, max: 25 })),
);
const states = fc.array(step, { maxLength: 12 }).map((steps) => {
  let state = emptyState('seed');
  for (const each of steps)
    state = each[0] === 'reset' ? withReset(state, each[1]) : withAnswer(state, each[1], each[2]);
  return state;
});

describe('merging what two tabs know', () => {
  test('gives the same whichever comes first, in any grouping, and however often', () => {
    fc.assert(
      fc.property(states, states, states, (a, b, c) => {
        expect(mergeStates(a, b)).toEqual(mergeStates(b, a));
        expect(mergeStates(mergeStates(a, b), c)).toEqual(mergeStates(a, mergeStates(b, c)));
        const once = mergeStates(a, b);
        expect(mergeStates(once, b)).toEqual(once);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  test('keeps the newer of two answers, whole', () => {
    const a = withAnswer(emptyState('s'), 'm/q', answer(5, { response: { choice: 'old' } }));
    const b = withAnswer(emptyState('s'), 'm/q', answer(9, { response: { choice: 'new' }, points: 0 }));
    expect(mergeStates(a, b).answers['m/q']).toEqual(b.answers['m/q']);
  });

  test('does not bring back what was reset', () => {
    const before = withAnswer(emptyState('s'), 'm/q', answer(5));
    const after = withAnswer(withReset(before, 10), 'm/p', answer(11));
    expect(Object.keys(mergeStates(before, after).answers)).toEqual(['m/p']);
    expect(mergeStates(before, after).recalls).toEqual({ 'm/p': [[11, 3]] });
  });

  test('keeps no more than the newest recalls of a question', () => {
    let state = emptyState('s');
    for (let at = 1; at <= recallLimit + 10; at++) state = withAnswer(state, 'm/q', answer(at));
    expect(state.recalls['m/q']).toHaveLength(recallLimit);
    expect(state.recalls['m/q']?.[0]?.[0]).toBe(11);
  });
});

describe('a file', () => {
  test('takes nothing away, brings back what was forgotten, and says before what it changes', () => {
    fc.assert(
      fc.property(states, states, (state, file) => {
        const after = withFile(state, file);
        const addresses = new Set([...Object.keys(state.answers), ...Object.keys(file.answers)]);
        expect(new Set(Object.keys(after.answers))).toEqual(addresses);
        for (const address of addresses)
          expect(after.answers[address]!.at).toBe(
            Math.max(state.answers[address]?.at ?? 0, file.answers[address]?.at ?? 0),
          );
        expect(after.reset).toBe(state.reset);
        const { added, replaced, older, same } = changesOf(state, file);
        expect(added).toBe(addresses.size - Object.keys(state.answers).length);
        expect(added + replaced + older + same).toBe(Object.keys(file.answers).length);
        expect(changesOf(after, file)).toMatchObject({ added: 0, replaced: 0, reviews: 0 });
      }),
      { seed: 13, numRuns: 300 },
    );
  });
});

describe('an answer', () => {
  test('is the newest even where the clock went back', () => {
    const state = withAnswer(withAnswer(emptyState('s'), 'm/q', answer(100)), 'm/q', answer(50, { points: 0 }));
    expect(state.answers['m/q']).toMatchObject({ at: 101, points: 0 });
  });

  test('about to be given again keeps its moment and is no recall', () => {
    const first = withAnswer(emptyState('s'), 'm/q', answer(100));
    const again = withAnswer(first, 'm/q', { ...answer(100), again: true });
    expect(again.answers['m/q']).toMatchObject({ at: 100, again: true });
    expect(again.recalls).toEqual(first.recalls);
    expect(mergeStates(first, again).answers['m/q']?.again).toBe(true);
  });

  test.each([
    [{ points: 0 }, 1],
    [{ points: 0.4 }, 1],
    [{ points: 0.5 }, 2],
    [{ points: 1, confidence: 'guess' }, 2],
    [{ points: 1, hints: 1, confidence: 'sure' }, 2],
    [{ points: 1 }, 3],
    [{ points: 1, confidence: 'unsure' }, 3],
    [{ points: 1, confidence: 'sure' }, 4],
  ] as const)('%o is rated %i', (more, rating) => {
    expect(ratingOf(answer(1, more))).toBe(rating);
  });
});

describe('a renamed module', () => {
  const rename = (name: string) => name.replace(/^old(?=\/|$)/, 'new');

  test('keeps its answers, recalls and attempts', () => {
    const state = { ...withAnswer(emptyState('s'), 'old/q', answer(5)), attempts: { old: 2 } };
    expect(withNames(state, rename)).toMatchObject({
      answers: { 'new/q': { at: 5 } },
      recalls: { 'new/q': [[5, 3]] },
      attempts: { new: 2 },
    });
    expect(Object.keys(withNames(state, rename).answers)).toEqual(['new/q']);
  });

  test('merges with answers that were given under its new name', () => {
    let state = withAnswer(emptyState('s'), 'old/q', answer(5, { points: 0 }));
    state = withAnswer(state, 'new/q', answer(8));
    const named = withNames(state, rename);
    expect(named.answers['new/q']).toMatchObject({ at: 8, points: 1 });
    expect(named.recalls['new/q']).toEqual([
      [5, 1],
      [8, 3],
    ]);
  });
});

describe('reading a stored state', () => {
  const good = withAnswer(withAnswer(emptyState('s'), 'm/q', answer(5)), 'm/p', answer(6, { confidence: 'guess' }));

  test('gives back what was written', () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(readState(JSON.stringify(state), now)).toEqual({ kind: 'state', state, lost: 0 });
      }),
      { seed: 7 },
    );
  });

  test('loses one bad entry alone', () => {
    const text = JSON.stringify({ ...good, answers: { ...good.answers, 'm/bad': { at: 'x' } } });
    expect(readState(text, now)).toEqual({ kind: 'state', state: good, lost: 1 });
  });

  test.each([
    '',
    'null',
    '[]',
    '"x"',
    '{}',
    '{"version":0}',
    '{"version":"1"}',
    '{"version":1}',
    '{"v":1,"answers":{}}',
    '\u0000',
  ])('calls %j foreign', (text) => {
    expect(readState(text, now).kind).toBe('foreign');
  });

  test('knows a state from the future', () => {
    expect(readState('{"version":2,"anything":1}', now).kind).toBe('newer');
  });

  test('survives a thousand corruptions without an error, and whatever it gives is sound', () => {
    const text = JSON.stringify(good);
    const corruptions = fc.oneof(
      fc
        .tuple(fc.nat(text.length - 1), fc.string({ maxLength: 4 }))
        .map(([at, put]) => text.slice(0, at) + put + text.slice(at + 1)),
      fc.nat(text.length).map((end) => text.slice(0, end)),
      fc
        .tuple(fc.constantFrom('version', 'seed', 'reset', 'answers', 'recalls', 'attempts'), fc.jsonValue())
        .map(([key, value]) => JSON.stringify({ ...good, [key]: value })),
      fc
        .tuple(fc.constantFrom('response', 'version', 'points', 'at', 'hints', 'confidence', 'again'), fc.jsonValue())
        .map(([key, value]) =>
          JSON.stringify({ ...good, answers: { 'm/q': { ...good.answers['m/q'], [key]: value } } }),
        ),
    );
    let read = 0;
    fc.assert(
      fc.property(corruptions, (broken) => {
        const reading = readState(broken, now);
        if (reading.kind !== 'state') return;
        read++;
        // A sound state is one that is read again unchanged.
        expect(readState(JSON.stringify(reading.state), now)).toEqual({ ...reading, lost: 0 });
      }),
      { seed: 3, numRuns: 1000 },
    );
    expect(read).toBeGreaterThan(100);
  });
});

test('Moments of another clock, or of a file that was made up, lie at most a day ahead', () => {
  const day = 86_400_000;
  const answer = (at: number) => ({ response: { kind: 'choice', ids: ['a'] }, version: 'v', points: 1, at, hints: 0 });
  const text = JSON.stringify({
    version: 1,
    seed: 's',
    reset: Number.MAX_SAFE_INTEGER,
    answers: { 'm/q': answer(4e15), 'm/r': answer(5) },
    recalls: {
      'm/q': [
        [5, 3],
        [4e15, 3],
      ],
    },
    attempts: {},
  });
  const reading = readState(text, now);
  const latest = now + day;
  if (reading.kind !== 'state') throw new Error(reading.kind);
  const { reset, answers, recalls } = reading.state;
  expect(reset).toBeLessThanOrEqual(latest);
  expect(answers['m/q']?.at ?? latest).toBeLessThanOrEqual(latest);
  expect(answers['m/r']?.at ?? 5).toBe(5);
  expect(recalls['m/q']?.every(([at]) => at <= latest)).toBe(true);
  // What is merged with it later still counts.
  const own = { ...reading.state, reset: latest + 1 };
  expect(mergeStates(reading.state, own).reset).toBe(latest + 1);
});
