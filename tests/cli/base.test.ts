import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { siteBase } from '../../src/cli/base.ts';
import { Refusal } from '../../src/cli/refusal.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { folderWith, run, validCourse } from './sample.ts';

const courseAt = (url: string | undefined) =>
  memoryFiles({ 'course.yaml': `title: T\n${url === undefined ? '' : `url: ${url}\n`}` });

describe('The path that a site is built for', () => {
  test.each([
    ['https://example.org/course', undefined, '/course/'],
    ['https://example.org/course/', undefined, '/course/'],
    ['https://example.org', undefined, '/'],
    ['https://example.org/a/b', '/a/b', '/a/b/'],
    ['https://example.org/a/b', 'a/b/', '/a/b/'],
    ['https://example.org/a', 'https://example.org/a/', '/a/'],
    [undefined, 'https://example.org/a', '/a/'],
    [undefined, '/a', '/a/'],
    [undefined, undefined, '/'],
    ['"not an address"', undefined, '/'],
    ['[a]', '/b/', '/b/'],
  ])('is that of the url: %s, with --base %s: %s', (url, typed, base) => {
    expect(siteBase(typed, courseAt(url))).toBe(base);
  });

  test.each([
    ['https://example.org/course', '/other/'],
    ['https://example.org/course', '/'],
    ['https://example.org', '/course'],
    ['https://example.org/a', 'https://example.org/b'],
  ])('is refused where both contradict each other: %s and --base %s', (url, typed) => {
    expect(() => siteBase(typed, courseAt(url))).toThrow(/contradicts course.yaml, whose `url` is/);
  });

  test('is a path, or the address of a page', () => {
    expect(() => siteBase('ftp://example.org/a', courseAt(undefined))).toThrow(Refusal);
    expect(() => siteBase('https://', courseAt(undefined))).toThrow('is no path of a site');
  });

  test('is refused before anything is built', async () => {
    const folder = folderWith({
      ...validCourse,
      'content/course.yaml': `url: https://example.org/waves\n${validCourse['content/course.yaml'] ?? ''}`,
    });
    const { status, err } = await run(folder, ['build', '--base', '/tides/']);
    expect({ status, err }).toEqual({
      status: 2,
      err: '`--base /tides/` contradicts course.yaml, whose `url` is https://example.org/waves.\nLeave `--base` out to build for /waves/, or correct the `url`.\n',
    });
    expect(existsSync(path.join(folder, 'dist'))).toBe(false);
  });

  test('is known to `preview`, which says when it was built for another', async () => {
    const folder = folderWith({
      'dist/.lectern.json': '{ "version": 4, "base": "/waves/", "files": {} }',
      'dist/index.html': '',
    });
    const { status, err } = await run(folder, ['preview', '--base', '/']);
    expect(status).toBe(2);
    expect(err).toBe(
      'The site in `dist` was built for /waves/, and under / none of its links would lead anywhere.\nLeave `--base` out, or build it anew: npm run lectern -- build --base /\n',
    );
  });
});

test('A link to an old name of a module is told the new one', async () => {
  const lesson = validCourse['content/modules/sound/lesson.md'] ?? '';
  const folder = folderWith({
    ...validCourse,
    'content/course.yaml': (validCourse['content/course.yaml'] ?? '').replace('[sound]', '[sound, echo]'),
    'content/modules/sound/lesson.md': lesson.replace('objectives:', 'aliases: [noise]\nobjectives:'),
    'content/modules/echo/lesson.md': `${lesson}\nSee [this](../noise/lesson.md#what-carries-it).\n`,
  });
  const { out } = await run(folder, ['validate', '--format', 'json']);
  expect(JSON.parse(out)).toMatchObject({
    diagnostics: expect.arrayContaining([
      expect.objectContaining({
        code: 'link-file-missing',
        message: '`noise` is called `sound` now',
        fix: 'write `../sound/lesson.md#what-carries-it`',
      }),
    ]) as unknown,
  });
});
