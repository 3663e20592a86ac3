import { describe, expect, test } from 'vitest';
import type { Severity } from '../../src/diagnostics/diagnostic.ts';
import { facts } from '../../src/course/facts.ts';
import { withoutFollowUps } from '../../src/course/follow-ups.ts';
import type { Bearing, Report } from '../../src/course/problem.ts';

function report(code: string, bearing: Bearing = {}, severity: Severity = 'error', line = 1): Report {
  const start = { line, column: 1 };
  return {
    code,
    severity,
    file: `${code}.md`,
    start,
    end: start,
    message: `about ${code}`,
    why: '',
    fix: '',
    ...bearing,
  };
}

const codesOf = (reports: readonly Report[]): readonly string[] =>
  withoutFollowUps(reports)
    .map(({ code }) => code)
    .toSorted();

const dns = facts.module('dns');
const http = facts.module('http');

describe('A report that assumes what another one unsettles', () => {
  const cause = report('cause', { unsettles: [dns] });

  test('is left out, whichever of the two comes first', () => {
    const follower = report('follower', { assumes: [http, dns] });
    expect(codesOf([cause, follower])).toEqual(['cause']);
    expect(codesOf([follower, cause])).toEqual(['cause']);
  });

  test('is left out with all that it would have unsettled', () => {
    expect(
      codesOf([report('last', { assumes: [http] }), report('follower', { assumes: [dns], unsettles: [http] }), cause]),
    ).toEqual(['cause']);
  });

  test('stays where the other one weighs less', () => {
    expect(codesOf([report('hint', { unsettles: [dns] }, 'warning'), report('follower', { assumes: [dns] })])).toEqual([
      'follower',
      'hint',
    ]);
  });

  test('is named by the other one where both unsettle the same', () => {
    const both = { unsettles: [dns], assumes: [dns] };
    const [first, ...others] = withoutFollowUps([report('a', both), report('b', both), report('a', both, 'error', 7)]);
    expect(others).toEqual([]);
    expect(first?.related?.map(({ file, start, message }) => [file, start.line, message])).toEqual([
      ['a.md', 7, 'the same here'],
      ['b.md', 1, 'about b'],
    ]);
  });

  test('stays where it can be fixed without asking, as the other one', () => {
    const start = { line: 1, column: 1 };
    const both = { unsettles: [dns], assumes: [dns] };
    const mendable = (line: number): Report => ({
      ...report('a', both, 'error', line),
      edit: { start, end: start, text: 'x' },
    });
    expect(codesOf([mendable(1), mendable(2)])).toEqual(['a', 'a']);
    expect(codesOf([cause, { ...mendable(1), assumes: [dns], unsettles: [] }])).toEqual(['cause']);
  });
});

describe('What is left', () => {
  test('is plain: it says nothing of facts', () => {
    expect(Object.keys(withoutFollowUps([report('a', { unsettles: [dns], assumes: [http] })])[0] ?? {})).not.toEqual(
      expect.arrayContaining(['unsettles']),
    );
    expect(Object.keys(withoutFollowUps([report('a', { unsettles: [dns], assumes: [http] })])[0] ?? {})).not.toEqual(
      expect.arrayContaining(['assumes']),
    );
  });

  test('of a file that is not merged is that it is not', () => {
    expect(
      withoutFollowUps([
        { ...report('other'), file: 'a.md' },
        { ...report('merge-conflict'), file: 'a.md' },
        report('elsewhere'),
      ]).map(({ code }) => code),
    ).toEqual(['merge-conflict', 'elsewhere']);
  });
});
