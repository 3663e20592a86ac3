import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { spellerOf } from '../../src/cli/dictionaries.ts';
import { rules } from '../../src/rules/list.ts';
import { documented, readPage, rulesPage, type Example } from '../../src/rules/pages.ts';
import { check, lessonAround, type LooseCourse, type LooseQuestion } from './course-of.ts';
import { courseFrom, type Entry } from './shorthand.ts';

const folder = new URL('../../src/rules/', import.meta.url);
/** Rules with their pages, by code: in the folders of their groups. */
const written = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^[a-z]+[\\/][a-z-]+\.md$/.test(file))
  .map((file) => ({
    code: path.basename(file, '.md'),
    page: new URL(file, folder),
    rule: new URL(file.replace(/md$/, 'ts'), folder),
  }));
const pageOf = (code: string): string =>
  readFileSync(written.find((one) => one.code === code)?.page ?? new URL(`${code}.md`, folder), 'utf8');
const speller = spellerOf('en');
const scopes = new Map<string, string>(rules.map(({ code, scope }) => [code, scope]));
const sizeOf = (path: string): number | undefined =>
  /-(\d+)kb\./.exec(path) === null ? undefined : Number(/-(\d+)kb\./.exec(path)?.[1]) * 1000;

function reports(course: LooseCourse, code: string): Diagnostic[] {
  return check(course, { speller, sizeOf }).filter((diagnostic) => diagnostic.code === code);
}

describe.each(documented)('The page of $code', ({ code, severity, why, fix }) => {
  const page = readPage(pageOf(code));

  test('has the code as its title, says what it reports, and is listed with why and fix', () => {
    expect(page.code).toBe(code);
    expect(page.what.length).toBeGreaterThan(20);
    expect(pageOf(code)).toContain('\n## Why\n');
    expect([severity, why.length > 10, fix.length > 10]).toEqual([severity, true, true]);
  });

  test('shows a bad example that is reported, and a good one that is not', () => {
    expect(page.bad.length).toBeGreaterThan(0);
    expect(page.good.length).toBeGreaterThan(0);
    const bad = exampleCourse(page.bad);
    const found = reports(bad, code);
    expect(found).not.toEqual([]);
    if (scopes.get(code) === 'question') expect(found).toHaveLength(bad.questions?.length ?? 0);
    expect(reports(exampleCourse(page.good), code)).toEqual([]);
  });
});

describe.each(rules)('$code', ({ code, scope, severity }) => {
  const table = parse(readFileSync(new URL(`tables/${code}.yaml`, import.meta.url), 'utf8')) as {
    flaws: Entry[];
    sound: Entry[];
  };

  test('is tried on at least ten flaws and ten sentences a naive pattern would report', () => {
    expect(table.flaws.length).toBeGreaterThanOrEqual(10);
    expect(table.sound.length).toBeGreaterThanOrEqual(10);
  });

  test.each(table.flaws.map((entry) => [JSON.stringify(entry), entry] as const))('reports %s', (_, entry) => {
    const found = reports(courseFrom(entry, scope), code);
    expect(found.length).toBeGreaterThan(0);
    for (const { start, end, message } of found) {
      expect(
        [start.line, start.column] < [end.line, end.column] || start.line < end.line || start.column <= end.column,
      ).toBe(true);
      expect(message).toMatch(/^[^A-Z].*[^.]$/su);
    }
    expect(severityRank[found[0]?.severity ?? 'info']).toBeLessThanOrEqual(
      severityRank[severity] + (code === 'stem-negative' ? 1 : 0),
    );
  });

  test('is judged in a part as in a lesson, once, however many lessons show it', () => {
    for (const { body = '', ...others } of table.flaws.map((entry) => courseFrom(entry, scope))) {
      if (body === '' || (scope !== 'body' && code !== 'heading-order')) continue;
      const wholes = reports({ ...others, body }, code).map((report) => ({
        ...report,
        line: report.start.line - lessonAround('').split('\n').length,
      }));
      const lessons = {
        'modules/m/lesson.mdx': lessonAround("import Part from './part.md'\n\n<Part />\n"),
        'modules/n/lesson.mdx': lessonAround("import Part from '../m/part.md'\n\n<Part />\n"),
      };
      const course = { ...others.course, categories: [{ id: 'c', title: 'C', modules: ['m', 'n'] }] };
      const inPart = reports(
        { ...others, body, course, files: { ...others.files, ...lessons, 'modules/m/part.md': body } },
        code,
      );
      expect(inPart.map(({ file, start, message }) => [file, start.line, start.column, message])).toEqual(
        wholes.map(({ line, start, message }) => ['modules/m/part.md', line + 1, start.column, message]),
      );
    }
  });

  test.each(table.sound.map((entry) => [JSON.stringify(entry), entry] as const))('is silent on %s', (_, entry) => {
    expect(reports(courseFrom(entry, scope), code).map(({ message }) => message)).toEqual([]);
  });
});

const severityRank = { info: 0, warning: 1, error: 2 } as const;

test('Every rule file is in the list, and every page and table belongs to a rule', () => {
  const listed = new Set(documented.map(({ code }) => code));
  expect(written.map(({ code }) => code).filter((code) => !listed.has(code))).toEqual([]);
  const files = written.filter(({ rule }) => existsSync(rule)).map(({ code }) => code);
  expect(files.toSorted()).toEqual([...scopes.keys()].toSorted());
  const tables = readdirSync(new URL('tables/', import.meta.url)).map((name) => name.replace(/\.yaml$/, ''));
  expect(tables.filter((code) => !scopes.has(code))).toEqual([]);
});

test('The page of all rules has every page in it', () => {
  const text = rulesPage(pageOf);
  for (const { code } of documented) expect(text).toContain(`\n## ${code}\n`);
  expect(() => rulesPage(() => undefined)).toThrow('has no page');
});

/** All examples of one section as one course: a question or quiz in YAML, a lesson or its body in Markdown, or files by title. */
function exampleCourse(examples: readonly Example[]): LooseCourse {
  const course: { -readonly [Key in keyof LooseCourse]: LooseCourse[Key] } = {};
  for (const { language, title, text } of examples) {
    if (title === 'course.yaml') course.course = parse(text) as Readonly<Record<string, unknown>>;
    else if (language === 'yaml') {
      const value = parse(text) as { questions?: LooseQuestion[] } & LooseQuestion;
      const { questions, ...rest } = value;
      course.questions = (questions ?? [value]).map(typed);
      if (questions !== undefined) course.quiz = rest;
    } else if (text.startsWith('---\n')) course.files = { 'modules/m/lesson.md': text };
    else course.body = text;
  }
  return course;
}

function typed(question: LooseQuestion): LooseQuestion {
  return {
    ...('type' in question
      ? {}
      : 'options' in question
        ? { type: 'single-choice' }
        : { type: 'short-answer', accept: ['x'] }),
    ...question,
  };
}
