import { describe, expect, test } from 'vitest';
import { auditCourse, type PlayerResult } from '../../src/rules/course/guessing.ts';
import { courseOf } from './course-of.ts';
import { courseFrom, question } from './shorthand.ts';

const players = (lines: readonly string[], shuffle = true): ReadonlyMap<string, PlayerResult> =>
  new Map(
    auditCourse(courseOf({ questions: lines.map(question), quiz: { shuffle } })).players.map((one) => [
      one.player,
      one,
    ]),
  );
const times = (n: number, line: (i: number) => string): string[] => Array.from({ length: n }, (_, i) => line(i));

describe('A player who knows nothing', () => {
  test('wins by taking the longest option where the key is the longest, and the questions that feed it are named', () => {
    const course = auditCourse(courseOf(courseFrom('LLLLLLLLLLLL/3', 'course')));
    const longest = course.players.find(({ player }) => player === 'longest');
    expect(longest).toMatchObject({ questions: 12, decided: 12, score: 1 });
    expect(longest?.chance).toBeCloseTo(1 / 3);
    expect(longest?.p).toBeCloseTo((1 / 3) ** 12, 10);
    expect(longest?.feeds).toHaveLength(12);
    expect(longest?.feeds[0]).toMatchObject({ question: 'm/q1', at: { file: 'modules/m/quiz.yaml' } });
  });

  test('is at chance where all options are of one length: it guesses, and decides nothing', () => {
    const longest = players(times(8, (i) => `What is ${i}? | *ab | cd | ef | gh`)).get('longest');
    expect(longest).toMatchObject({ decided: 0, score: 0.25, chance: 0.25, p: 1, feeds: [] });
  });

  test('shares its point where several options tie', () => {
    expect(players(['Which? | *abcd | efgh | ij']).get('longest')).toMatchObject({ decided: 1, score: 0.5 });
  });

  test('can use places only where options keep their order', () => {
    const lines = times(12, (i) => `What is ${i}? | ab | *cd | ef`);
    expect(players(lines).has('position-2')).toBe(false);
    expect(players(lines, false).get('position-2')).toMatchObject({ score: 1 });
    expect(players(lines, false).get('position-1')).toMatchObject({ score: 0 });
  });

  test('crosses out absolutes, follows echoes and looks for the odd one out', () => {
    const found = players([
      ...times(4, (i) => `When is it sent, ${i}? | *On request | Always so | Never ever`),
      'What does a proxy do? | *A proxy waits | It runs away | It goes home',
      'Who waits? | *The server. | The client | The router',
    ]);
    expect(found.get('no-absolutes')?.feeds).toHaveLength(4);
    expect(found.get('echo')?.feeds.map((feed) => feed.question)).toContain('m/q5');
    expect(found.get('odd-format')?.feeds.map((feed) => feed.question)).toEqual(['m/q6']);
    expect(found.get('vote')?.feeds.length).toBeGreaterThanOrEqual(5);
  });

  test('sits out the questions that its strategy says nothing of, and plays the others', () => {
    const found = players(
      ['Which? | *abcdef | ab', 'What runs? | *```js\nrun()\n``` | stop', 'Who? | *a | b | c'],
      false,
    );
    expect(found.get('longest')).toMatchObject({ questions: 2, decided: 1, score: (1 + 1 / 3) / 2 });
    expect(found.get('position-1')).toMatchObject({ questions: 3, score: 1 });
    expect(found.get('position-3')).toMatchObject({ questions: 1, score: 0 });
    expect(found.get('vote')).toMatchObject({ questions: 3 });
  });

  test('does not play questions without one key among several options', () => {
    expect(auditCourse(courseOf({ questions: [question('Which? | *a | *b | c'), question('Name it?')] }))).toEqual({
      questions: 0,
      leftOut: 0,
      unshuffled: 0,
      players: [],
    });
  });
});
