import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every criterion of WCAG 2.2 at levels A and AA (W3C Recommendation of 5 October 2023; 4.1.1 is gone). */
const criteria: Readonly<Record<'A' | 'AA', string>> = {
  A: '1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2',
  AA: '1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3',
};

interface Row {
  readonly number: string;
  readonly level: string;
  readonly shownBy: string;
}

const statement = readFileSync(`${root}docs/accessibility.md`, 'utf8');
const rows: readonly Row[] = statement.split('\n').flatMap((line) => {
  const [, number, level, shownBy] = /^\| ([\d.]+) [^|]* \((A{1,2})\) \|[^|]*\| (.*) \|$/.exec(line) ?? [];
  return number === undefined || level === undefined || shownBy === undefined ? [] : [{ number, level, shownBy }];
});

/** Names of the tests in a file, with `${…}` as it is written. */
function testsOf(file: string): readonly string[] {
  return [
    ...readFileSync(file, 'utf8').matchAll(/\b(?:test|it)(?:\.each\([^\n]*\))?\(\s*(['`"])((?:\\.|(?!\1)[^\\])*)\1/g),
  ].map(([, , name = '']) => name);
}

/** The file that a short name stands for: end-to-end tests first. */
function fileOf(name: string): string | undefined {
  return [`${root}tests/e2e/${name}.spec.ts`, `${root}tests/styles/${name}.test.ts`].find((file) => existsSync(file));
}

describe('The statement on accessibility', () => {
  test('speaks of every criterion of WCAG 2.2 at levels A and AA once, in order', () => {
    const byNumber = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });
    for (const level of ['A', 'AA'] as const)
      expect(rows.filter((row) => row.level === level).map(({ number }) => number)).toEqual(criteria[level].split(' '));
    expect(rows.map(({ number }) => number)).toEqual(rows.map(({ number }) => number).toSorted(byNumber));
    expect(rows).toHaveLength(55);
  });

  test.each(rows)(
    '$number names tests that exist, says by hand when and what, or why it does not apply',
    ({ shownBy }) => {
      for (const evidence of shownBy.split('; ')) {
        if (
          /^by hand, \d{4}-\d{2}-\d{2}: .{10,}$/.test(evidence) ||
          /^does not apply: .{10,}$/.test(evidence) ||
          evidence === 'see below'
        )
          continue;
        const [, name = '', title = ''] = /^`(\w+)` “(.+)”$/.exec(evidence) ?? [];
        const file = fileOf(name);
        expect(file, evidence).toBeDefined();
        expect(
          testsOf(file ?? '').filter((test) => test.includes(title)),
          `${evidence}: no such test`,
        ).not.toEqual([]);
      }
    },
  );

  test('counts the kinds and states of pages as the tests do', () => {
    const source = readFileSync(`${root}tests/e2e/accessibility.spec.ts`, 'utf8');
    const pages = [...source.matchAll(/^\s*(?:\{ )?name: '/gm)].length;
    expect(pages).toBeGreaterThan(10);
    expect(statement).toContain(`any of the ${pages} kinds and states of pages`);
  });
});
