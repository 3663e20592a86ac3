import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { siteFromCourse } from '../../src/site/from-course.ts';
import { plainLines } from '../../src/lesson/code/tokens.ts';
import { diskFiles } from '../../src/source/disk.ts';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

describe.each(['arabic', 'japanese'])('The %s course', (name) => {
  const { course, diagnostics } = loadCourse(diskFiles(folder(`../fixtures/languages/${name}`)));

  test('has no errors, and asks a question of every type', () => {
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(
      new Set(course?.modules.flatMap(({ quiz }) => quiz?.questions.map(({ data }) => data.type) ?? [])).size,
    ).toBe(9);
  });

  test('keeps runs from left to right in their order where its text runs from right to left', () => {
    const { site } = siteFromCourse(course!, {
      base: '/',
      drafts: false,
      highlight: ({ code }) => plainLines(code),
      asset: () => undefined,
      proof: () => undefined,
      labFrame: () => undefined,
      search: { hash: (text) => text.length.toString(36), kept: { get: () => undefined, put: () => undefined } },
    });
    expect(site.words.direction).toBe(name === 'arabic' ? 'rtl' : 'ltr');
    expect(site.modules[0]?.html?.includes('<bdi dir="ltr">20 ms</bdi>')).toBe(name === 'arabic');
  });
});

test('The style sheets place things by the direction of the text, not by left and right', () => {
  const styles = folder('../../src/styles/');
  const placed = readdirSync(styles)
    .filter((file) => file.endsWith('.css'))
    .flatMap((file) =>
      readFileSync(styles + file, 'utf8')
        .split('\n')
        .filter((line) =>
          /^\s*(?:(?:margin|padding|border)-(?:left|right)|left|right|float)\b\s*:|text-align:\s*(?:left|right)/.test(
            line,
          ),
        )
        .map((line) => `${file}: ${line.trim()}`),
    );
  expect(placed).toEqual([]);
});
