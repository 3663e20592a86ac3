import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { check, courseOf, type LooseQuestion } from './course-of.ts';
import { auditCourse } from '../../src/rules/course/guessing.ts';

interface RealQuestion {
  readonly stem: string;
  readonly options: readonly { readonly text: string; readonly correct: boolean; readonly feedback?: string }[];
  readonly explanation: string;
  readonly fixedOrder: boolean;
  readonly multi: boolean;
}

/** Error-level findings that a reader confirmed; every other one would be false. Counted from 0. */
const trueErrors: Readonly<Record<string, readonly (readonly [number, string])[]>> = {
  'rust-book': [
    [15, 'explanation-missing'],
    [18, 'choice-type-k'],
    [44, 'explanation-missing'],
    [119, 'choice-key-count'],
  ],
  'javascript-questions': [
    [114, 'choice-type-k'],
    [142, 'choice-type-k'],
  ],
};

/** Warnings of one or a few per set that a reader judged, right or wrong; new ones have to be judged here, too. */
const judged: Readonly<
  Record<string, Readonly<Record<string, { readonly right: readonly number[]; readonly wrong: readonly number[] }>>>
> = {
  'rust-book': {
    'choice-absolute-distractors': { right: [17], wrong: [] },
    'choice-double-negative': { right: [60, 101], wrong: [] },
    'choice-format-cue': { right: [81], wrong: [] },
    'choice-key-longest': { right: [72], wrong: [] },
    'choice-none-of-the-above': { right: [45], wrong: [] },
    'choice-word-echo': { right: [34, 100], wrong: [] },
    'explanation-empty': { right: [14], wrong: [] },
    'stem-too-thin': { right: [41, 76, 79, 139], wrong: [136] },
  },
  'javascript-questions': {},
};

/** Beside the project, or beside the folder that holds its working trees. */
const homes = ['../../../shared/corpora/', '../../../../shared/corpora/'].map((path) => new URL(path, import.meta.url));
const home = homes.find((url) => existsSync(url)) ?? new URL('../../../shared/corpora/', import.meta.url);

describe.each(Object.keys(trueErrors))('On the real questions of %s', (name) => {
  const file = new URL(`${name}.json`, home);
  const present = existsSync(file);
  const real = present ? (JSON.parse(readFileSync(file, 'utf8')) as readonly RealQuestion[]) : [];
  const course = { questions: real.map(loose), quiz: { shuffle: real[0]?.fixedOrder !== true } };
  const reports = present
    ? check(course).flatMap((diagnostic) => ({ ...diagnostic, index: indexOf(course.questions, diagnostic) }))
    : [];

  test.skipIf(!present)(
    present
      ? 'errors are exactly those a reader confirmed'
      : `errors are exactly those a reader confirmed (skipped: ${file.pathname} is not there)`,
    () => {
      const errors = reports.filter(({ severity }) => severity === 'error').map(({ index, code }) => [index, code]);
      expect(errors).toEqual(trueErrors[name]);
    },
  );

  test.skipIf(!present)('warnings about wording and options are those a reader judged, right in four of five', () => {
    const found: Record<string, number[]> = {};
    // These quizzes come without their lessons, so what is taught cannot be known.
    for (const { severity, code, index } of reports)
      if (severity === 'warning' && code !== 'question-untaught') (found[code] ??= []).push(index);
    const known = Object.fromEntries(
      Object.entries(judged[name] ?? {}).map(([code, { right, wrong }]) => [
        code,
        [...right, ...wrong].toSorted((a, b) => a - b),
      ]),
    );
    expect(found).toEqual(known);
    const all = Object.values(judged[name] ?? {});
    const [right, wrong] = [all.flatMap((one) => one.right).length, all.flatMap((one) => one.wrong).length];
    expect(right).toBeGreaterThanOrEqual(4 * wrong);
  });

  test.skipIf(!present)('the audit gives the same figures every time', () => {
    expect(auditCourse(courseOf(course))).toEqual(auditCourse(courseOf(course)));
  });
});

function loose({ stem, options, explanation, multi }: RealQuestion): LooseQuestion {
  return {
    type: multi ? 'multiple-choice' : 'single-choice',
    prompt: stem,
    options,
    ...(explanation === '' ? {} : { explanation }),
  };
}

/** The question a report speaks of: the JSON of the test's quiz gives each question a line with its id. */
function indexOf(questions: readonly LooseQuestion[], { start }: Diagnostic): number {
  const text = JSON.stringify(
    {
      shuffle: true,
      questions: questions.map((question, i) => ({
        id: `q${i + 1}`,
        objective: 'know',
        section: 'one',
        ...withIds(question),
      })),
    },
    undefined,
    1,
  );
  const before = text.split('\n').slice(0, start.line);
  return before.filter((line) => /^ {3}"id": "q\d+"/.test(line)).length - 1;
}

function withIds(question: LooseQuestion): LooseQuestion {
  return { ...question, options: (question.options as object[]).map((option, i) => ({ id: `o${i + 1}`, ...option })) };
}
