import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loaderCodes, proofCodes, siteCodes, statisticsCodes } from '../../src/diagnostics/codes.ts';
import { mistakeCases } from './mistake-cases.ts';

const pages = new URL('../../src/diagnostics/codes/', import.meta.url);

const codes = Object.keys({ ...loaderCodes, ...proofCodes, ...siteCodes, ...statisticsCodes });

test('Every code has a page, and every page its code', () => {
  const named = readdirSync(pages)
    .filter((name) => name !== 'README.md')
    .map((name) => name.replace(/\.md$/, ''));
  expect(named.toSorted()).toEqual(codes.toSorted());
});

describe('Every code of the loader', () => {
  test.each(Object.keys(loaderCodes))('is explained: what, why, bad and good: %s', (code) => {
    const page = readFileSync(new URL(`${code}.md`, pages), 'utf8');
    expect(page).toMatch(
      new RegExp(`^# ${code}\\n\\n\\S[^]*\\n## Why\\n\\n\\S[^]*\\n## Bad\\n\\n\\\`{4}[^]*\\n## Good\\n\\n\\\`{4}`),
    );
  });

  test('that the sources use is in the list, under its name', () => {
    const sources = ['src/source', 'src/course', 'src/course/checks', 'src/course/checks/raw-syntax'].flatMap(
      (folder) => {
        const url = new URL(`../../${folder}/`, import.meta.url);
        return readdirSync(url)
          .filter((name) => name.endsWith('.ts'))
          .map((name) => readFileSync(new URL(name, url), 'utf8'));
      },
    );
    const used = new Set(
      sources.flatMap((text) =>
        [...text.matchAll(/\b(?:code: |problem\(|error\()'([a-z0-9-]+)'/g)].map((match) => match[1] ?? ''),
      ),
    );
    expect([...used].filter((code) => !Object.hasOwn(loaderCodes, code))).toEqual([]);
    expect(used.size).toBeGreaterThan(90);
    expect(existsSync(pages)).toBe(true);
  });

  test('that marks can show is shown by a seeded mistake', () => {
    const shown = new Set(
      mistakeCases().flatMap(({ files, atStart }) => [
        ...Object.values(files).flatMap((text) =>
          [...text.matchAll(/⟧(?:\{[a-z0-9-]+\})*?\{([a-z0-9-]+)\}/g)].map((match) => match[1]),
        ),
        ...atStart.map(({ code }) => code),
      ]),
    );
    // These need bytes, devices, thousands of lines or a folder that is not there: `hostile.test.ts` has them.
    // `mdx-code` is reported only where a course may have no components: the tests of `lectern build` have it.
    const elsewhere = new Set([
      'mdx-code',
      'math-syntax',
      'file-missing',
      'file-name',
      'file-not-utf8',
      'file-nul',
      'file-outside',
      'file-special',
      'file-too-large',
      'file-unreadable',
      'more-problems',
      'course-missing',
      'yaml-alias-expansion',
    ]);
    expect(Object.keys(loaderCodes).filter((code) => !shown.has(code) && !elsewhere.has(code))).toEqual([]);
  });
});
