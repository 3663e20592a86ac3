import { expect, test } from 'vitest';
import { makeChecker } from '../../src/cli/checker.ts';
import type { LoadedCourse } from '../../src/course/load.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { validCourseFiles, validHttp } from './sound.ts';

/** A course with a lesson that has all that a check could look for in a tree. */
function files(added: string): Record<string, string> {
  const { 'modules/http/lesson.md': _, ...others } = validCourseFiles() as Record<string, string>;
  const lesson = `${validHttp}\nServers answer.[^1] They always do.[^1]\n\n[^1]: A note.\n\n<p id="here">Here</p>\n`;
  return { ...others, 'modules/http/lesson.mdx': `${lesson}${added}` };
}

/** Checks as a process that has what earlier ones kept of a file, whatever its text is now. */
function checked(content: Record<string, string>, kept: Map<string, string>): LoadedCourse {
  const store = {
    enter: () => undefined,
    get(name: string): unknown {
      const json = kept.get(name);
      return json === undefined ? undefined : JSON.parse(json);
    },
    set: (name: string, _: string, value: unknown) => void kept.set(name, JSON.stringify(value)),
  };
  return makeChecker({ reads: store, findings: store })(memoryFiles(content));
}

test('A course that was read before is checked without parsing a lesson again, and gives the same reports', () => {
  const kept = new Map<string, string>();
  const first = checked(files(''), kept);
  expect(first.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  // Whoever parses this lesson finds that it cannot be parsed.
  const unreadable = files('\n{\n');
  expect(checked(unreadable, new Map()).diagnostics.map(({ code }) => code)).toContain('mdx-syntax');
  expect(checked(unreadable, kept).diagnostics).toEqual(first.diagnostics);
});
