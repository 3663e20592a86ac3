import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Cache } from '../../src/cache/cache.ts';
import { knownColours, type HighlightWorkers } from '../../src/publish/highlighting/highlight.ts';
import { WatchedCourse } from '../../src/dev/course-watch.ts';
import type { CodeBlock } from '../../src/lesson/code/tokens.ts';
import type { CourseFiles } from '../../src/source/files.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { smallCourse } from './course.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lectern-watch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let content: Record<string, string | Uint8Array>;
let given: string[];

beforeEach(async () => {
  content = await smallCourse();
  given = [];
});

/** The course as an author has it open; what threads are given to colour is noted. */
function watched(): { readonly course: WatchedCourse; readonly colours: ReturnType<typeof knownColours> } {
  const colours = knownColours(new Cache(folder));
  const give = (blocks: readonly CodeBlock[]) => {
    given.push(...blocks.map(({ code }) => code));
    return Promise.resolve(blocks.map(({ code }) => [`coloured ${code}`]));
  };
  const files: CourseFiles = {
    list: () => memoryFiles(content).list(),
    read: (file) => memoryFiles(content).read(file),
    head: (file, length) => memoryFiles(content).head(file, length),
  };
  return {
    course: new WatchedCourse(files, '/', () => '', { give } as unknown as HighlightWorkers, { colours }),
    colours,
  };
}

describe('A course that its author works on', () => {
  test('is behind where any file has changed since it was read, a picture of the same size, too', () => {
    const { course } = watched();
    course.load();
    const { version } = course;
    // Nobody has looked at the picture yet.
    const picture = content['modules/alpha/map.png'] as Uint8Array;
    content['modules/alpha/map.png'] = picture.map((byte, at) => (at === picture.length - 1 ? byte ^ 1 : byte));
    expect(course.isBehind()).toBe(true);
    course.load(new Set(['modules/alpha/map.png']));
    expect(course.isBehind()).toBe(false);
    expect(course.version).not.toBe(version);
  });

  test('stays what was shown last where it has a mistake', () => {
    const { course } = watched();
    course.load();
    const { version } = course;
    content['modules/gamma/quiz.yaml'] = 'questions: 1\n';
    expect(course.load(new Set(['modules/gamma/quiz.yaml'])).broken).toBe(true);
    expect(course.version).toBe(version);
  });

  test('has each block of code coloured once, also by an earlier start, and a thread made ready for the next', async () => {
    const first = watched();
    first.course.load();
    await nextTurn();
    await first.course.prepare('/modules/alpha/');
    await first.course.prepare('/modules/gamma/');
    expect(given.toSorted()).toEqual(['<p>Hello</p>', 'const a = 1;', 'const context = 1;', 'indented();']);
    first.colours.save();
    given.length = 0;
    const second = watched();
    second.course.load();
    await second.course.prepare('/modules/alpha/');
    expect(given).toEqual([]);
    await second.course.warmUp();
    expect(given).toContain('const a = 1;');
  });
});
