import { describe, expect, test, vi } from 'vitest';
import { makeChecker } from '../../src/cli/checker.ts';
import type { LoadedCourse } from '../../src/course/load.ts';
import * as markdown from '../../src/source/markdown.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { soundCourseFiles, soundHttp } from './sound.ts';

vi.mock('../../src/source/markdown.ts', async (importOriginal) => {
  const original = await importOriginal<typeof markdown>();
  return { ...original, parseLesson: vi.fn(original.parseLesson) };
});
const parsed = vi.mocked(markdown.parseLesson);

/** A process of its own, which has what earlier ones kept: as text. */
function checked(content: Record<string, string>, kept: Map<string, string>): LoadedCourse {
  const store = {
    enter: () => undefined,
    get(name: string, text: string): unknown {
      const json = kept.get(`${name} ${text}`);
      return json === undefined ? undefined : JSON.parse(json);
    },
    set: (name: string, text: string, value: unknown) => void kept.set(`${name} ${text}`, JSON.stringify(value)),
  };
  parsed.mockClear();
  return makeChecker({ reads: store, findings: store })(memoryFiles(content));
}

/** A course whose lessons have all that a check could look for in a tree. */
function files(added = ''): Record<string, string> {
  const { 'modules/http/lesson.md': _, ...others } = soundCourseFiles() as Record<string, string>;
  const lesson = `${soundHttp}\nServers answer.[^1] They always do.[^1]\n\n[^1]: A note.\n\n<p id="here">Here</p>\n`;
  return { ...others, 'modules/http/lesson.mdx': `${lesson}${added}` };
}

describe('A course that was read before', () => {
  test('is checked without parsing a lesson again, and gives the same reports', () => {
    const kept = new Map<string, string>();
    const first = checked(files(), kept);
    expect(parsed).toHaveBeenCalledTimes(2);
    const second = checked(files(), kept);
    expect(parsed).toHaveBeenCalledTimes(0);
    expect(second.diagnostics).toEqual(first.diagnostics);
  });

  test('has only the edited lesson parsed', () => {
    const kept = new Map<string, string>();
    checked(files(), kept);
    checked(files('\nOne more sentence.\n'), kept);
    expect(parsed).toHaveBeenCalledTimes(1);
  });
});
