import { describe, expect, test, vi } from 'vitest';
import { WatchedCourse } from '../../src/dev/course-watch.ts';
import { pageReport, Problems, type Check } from '../../src/dev/problems.ts';
import type { LoadedCourse } from '../../src/course/load.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { memoryFiles } from '../../src/source/memory.ts';

const typo: Diagnostic = {
  code: 'key-unknown',
  severity: 'error',
  message: 'unexpected key `promt`, expected `prompt`',
  file: 'modules/dns/quiz.yaml',
  start: { line: 3, column: 5 },
  end: { line: 3, column: 10 },
  why: 'what stands under `<b>` would be lost',
  fix: 'write `prompt`',
};

/** A course with these problems, as it is checked now and after each edit. */
function checkedCourse(...checks: readonly (readonly Diagnostic[])[]) {
  const left = [...checks];
  const course = new WatchedCourse(
    memoryFiles({ 'modules/dns/quiz.yaml': '\uFEFFquestions:\r\n  - id: why\r\n    promt: Why?\r\n' }),
    '/',
    () => '',
    { give: () => Promise.resolve([]) } as never,
  );
  course.load();
  const problems = new Problems(
    course,
    () => ({ diagnostics: left.shift() ?? [] }) as unknown as LoadedCourse,
    () => undefined,
  );
  problems.check();
  const report = () => pageReport(problems, course, '/course', '/base/');
  return {
    report,
    edit() {
      problems.edited();
      problems.check();
    },
    /** What is found later, without an edit. */
    goOn: () => problems.check(),
    fresh: () => report().problems.flatMap(({ isNew, message }) => (isNew ? [message] : [])),
  };
}

describe('What pages are told of problems', () => {
  test('is all of them in words, each with the line of the file and where an editor opens it', () => {
    const { report } = checkedCourse([typo, { ...typo, file: 'course.yaml' }]);
    const { problems, ...rest } = report();
    expect(rest).toEqual({ base: '/base/', shown: 'nothing' });
    expect(problems[0]).toEqual({
      code: 'key-unknown',
      severity: 'error',
      message: 'unexpected key `promt`, expected `prompt`',
      why: 'what stands under `<b>` would be lost',
      fix: 'write `prompt`',
      place: 'modules/dns/quiz.yaml:3:5',
      open: '/course/modules/dns/quiz.yaml:3:5',
      line: ['    ', 'promt', ': Why?'],
      isNew: false,
    });
    expect(problems[1]).toMatchObject({ place: 'course.yaml:3:5', line: ['', '', ''] });
  });

  test('says which of them the last edit brought, wherever the others stand by now', () => {
    const moved: Diagnostic = { ...typo, start: { line: 9, column: 1 }, end: { line: 9, column: 2 } };
    const other: Diagnostic = { ...typo, message: 'another' };
    const found: Diagnostic = { ...typo, message: 'found later' };
    const course = checkedCourse([typo], [moved, other], [moved, other, found], [other, found]);
    expect(course.fresh()).toEqual([]);
    course.edit();
    expect(course.fresh()).toEqual(['another']);
    course.goOn();
    expect(course.fresh()).toEqual(['another', 'found later']);
    course.edit();
    expect(course.fresh()).toEqual([]);
  });
});

describe('What a check leaves for later', () => {
  /** A check that has so many things to look at, one at each step, and says `typo` when it has looked at all. */
  function looking(steps: number) {
    let looked = 0;
    const check: Check = () => {
      const diagnostics = looked === steps ? [typo] : [];
      const rest = {
        next: () =>
          looked === steps ? { done: true as const, value: undefined } : { done: looked++ < 0, value: undefined },
      };
      return { diagnostics, ...(looked === steps ? {} : { rest }) } as unknown as LoadedCourse;
    };
    const reported: number[] = [];
    const problems = new Problems({} as WatchedCourse, check, ({ diagnostics }) => reported.push(diagnostics.length));
    return { problems, reported, looked: () => looked };
  }

  test('is looked for afterwards, a step at a time, and whoever listens is told', async () => {
    const { problems, reported, looked } = looking(3);
    const told = vi.fn();
    problems.listen(told);
    problems.check();
    expect([looked(), problems.all.length]).toEqual([0, 0]);
    await new Promise(setImmediate);
    expect(looked()).toBeLessThan(3);
    await vi.waitFor(() => expect(told).toHaveBeenCalledOnce());
    expect([reported, problems.all]).toEqual([[0, 1], [typo]]);
  });

  test('is left alone when nobody wants to know any more', async () => {
    const { problems, looked } = looking(3);
    problems.check();
    problems.stop();
    for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
    expect(looked()).toBe(0);
  });
});
