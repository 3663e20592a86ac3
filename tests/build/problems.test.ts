import { describe, expect, test, vi } from 'vitest';
import type { WatchedCourse } from '../../src/dev/course-watch.ts';
import { overlay, Problems, type Check } from '../../src/dev/problems.ts';
import type { LoadedCourse } from '../../src/course/load.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';

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

describe('The overlay over a page', () => {
  test('gets the words and the file as HTML, of which nothing is the author’s', () => {
    const shown = overlay([typo, { ...typo, file: 'course.yaml' }], '/course', () => 'questions:\n');
    expect(shown?.err).toMatchObject({
      title: '2 mistakes in the course',
      message:
        'unexpected key <code>promt</code>, expected <code>prompt</code>\n\nwhat stands under <code>&lt;b&gt;</code> would be lost',
      hint: 'write <code>prompt</code>',
      loc: { file: '/course/modules/dns/quiz.yaml', line: 3, column: 5 },
    });
    expect(shown?.err.stack).toContain('at /course/course.yaml:3:5');
  });

  test('shows the file as it was written, with the line of the mistake marked', () => {
    const shown = overlay(
      [typo],
      '/course',
      () => 'title: <script>alert(1)</script>\r\nquestions:\r\n  - promt: Why?\r\n',
    );
    expect(shown?.err['highlightedCode']).toBe(
      '<pre class="shiki"><code><span class="line">title: &lt;script&gt;alert(1)&lt;/script&gt;</span>\n<span class="line">questions:</span>\n<span class="line error-line">  - <u style="text-decoration: underline wavy">promt</u>: Why?</span>\n<span class="line"></span></code></pre>',
    );
  });

  test('says nothing that a browser would run, whatever an author wrote', () => {
    const shown = overlay(
      [{ ...typo, message: 'unexpected `<img src=x onerror=alert(1)>`', fix: 'see https://a"onmouseover="alert(1)' }],
      '/course',
      () => undefined,
    );
    expect([shown?.err.message, shown?.err['hint']]).toEqual([
      expect.not.stringMatching(/<(?!\/?code>)/),
      'see https://a&quot;onmouseover=&quot;alert(1)',
    ]);
  });

  test('is not shown where there is no error', () => {
    expect(overlay([], '/course', () => undefined)).toBeUndefined();
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
