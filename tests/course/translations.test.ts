import { expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { hashOfLesson } from '../../src/course/translation/lesson.ts';
import { hashesOfQuiz } from '../../src/course/translation/quiz.ts';
import { inGerman, siteIn } from './translated.ts';

/** The codes of what is found, each with its file. */
const foundIn = (files: Readonly<Record<string, string>>): readonly string[] =>
  loadCourse(memoryFiles(files)).diagnostics.map(({ code, file }) => `${code} ${file}`);

const german = (files: Readonly<Record<string, string>>) => loadCourse(memoryFiles(files)).course!.translations[0]!;

test('A whole translation has nothing to report', () => {
  expect(foundIn(inGerman)).toEqual([]);
});

test('A language is a whole course: its own texts, with ids, answers and order of the original', () => {
  const { course } = loadCourse(memoryFiles(inGerman));
  const translation = german(inGerman);
  expect([translation.language, translation.title, translation.categories[0]?.title]).toEqual([
    'de',
    'Wie Namen funktionieren',
    'Das Netz',
  ]);
  const [original, shown] = [course!, translation].map(({ modules }) => modules.find(({ slug }) => slug === 'dns')!);
  expect(shown!.lesson.data.title).toBe('Was ist DNS?');
  expect(shown!.lesson.outline.map(({ id, text }) => [id, text])).toEqual([
    ['the-lookup', 'Die Abfrage'],
    ['the-cache', 'Der Zwischenspeicher'],
  ]);
  expect(shown!.quiz!.questions.map(({ data }) => data.prompt)).toEqual([
    'Was findet eine Abfrage?',
    'Antworten bleiben eine Weile gespeichert.',
    'Ordne zu.',
    'Wie heißt das System?',
  ]);
  const keys = ({ quiz }: typeof original & object) =>
    quiz!.questions.map(({ data: { id, type, section, objective }, data }) => [
      id,
      type,
      section,
      objective,
      'options' in data ? data.options?.map((option) => [option.id, 'correct' in option && option.correct]) : undefined,
    ]);
  expect(keys(shown!)).toEqual(keys(original!));
});

test('Answers carry over: fingerprints, and what is stored, are those of the original', () => {
  const [english, translated] = siteIn(inGerman);
  const versions = (html: string) =>
    [...html.matchAll(/data-question="([^"]+)"[^>]* data-version="(\w+)"/g)].map(([, ...all]) => all);
  expect(versions(english.quiz)).toHaveLength(4);
  expect(versions(translated.quiz)).toEqual(versions(english.quiz));
  const values = (html: string) =>
    [...html.matchAll(/(?:data-part|<option value|<input [^>]*value)="([^"]*)"/g)].map(([, value]) => value).toSorted();
  expect(values(translated.quiz)).toEqual(values(english.quiz));
  expect(translated.catalogue.modules['dns']?.questions).toEqual(english.catalogue.modules['dns']?.questions);
});

test('What counts as right in another language is added, and shown first', () => {
  const questions = german(inGerman).modules.find(({ slug }) => slug === 'dns')!.quiz!.questions;
  expect(questions.find(({ data }) => data.id === 'named')?.data).toMatchObject({
    accept: ['Namenssystem', 'DNS', 'domain name system'],
  });
});

test('A question of which a text is missing stays in the language of the original as a whole, and says so', () => {
  const files = {
    ...inGerman,
    'modules/dns/quiz.de.yaml': inGerman['modules/dns/quiz.de.yaml'].replace(/^ {6}page: .*\n/m, ''),
  };
  expect(foundIn(files)).toEqual(['translation-missing modules/dns/quiz.de.yaml']);
  const [, { quiz }] = siteIn(files);
  expect(quiz).toMatch(/data-question="dns\/first"[^>]* lang="en" dir="ltr">[^]*?What does a lookup find\?/);
  expect(quiz).not.toContain('Was findet eine Abfrage?');
  expect(quiz).toMatch(/data-question="dns\/second"[^>]*\w">[^]*?Antworten bleiben/);
});

test('A module that is not translated is listed in its own language, and leads to the original', () => {
  const { 'modules/http/lesson.de.md': _http, ...files } = inGerman;
  expect(foundIn(files)).toEqual(['translation-missing course.yaml']);
  const [, { site, catalogue }] = siteIn(files);
  expect(site.modules.map(({ slug }) => slug)).toEqual(['dns']);
  expect(site.categories[0]?.modules.map(({ slug, href, language, title }) => [slug, href, language, title])).toEqual([
    ['http', '/modules/http/', 'en', 'What Is HTTP?'],
    ['dns', '/de/modules/dns/', undefined, 'Was ist DNS?'],
  ]);
  expect(site.modules[0]?.html).toContain('href="/modules/http/"');
  expect(Object.entries(catalogue.modules).map(([slug, { href, language }]) => [slug, href, language])).toEqual([
    ['http', '/modules/http/', 'en'],
    ['dns', '/de/modules/dns/', undefined],
  ]);
});

test('Only what learners read makes a translation stale, and each question by itself', () => {
  const change = (file: keyof typeof inGerman, from: string, to: string) =>
    foundIn({ ...inGerman, [file]: inGerman[file].replace(from, to) });
  expect(change('modules/dns/quiz.yaml', 'The page itself', 'The whole page')).toEqual([
    'translation-stale modules/dns/quiz.de.yaml',
  ]);
  expect(change('modules/dns/quiz.yaml', 'title: Quick Quiz\n', 'title: Quick Quiz\npassMark: 60\n')).toEqual([]);
  expect(change('modules/dns/lesson.md', 'It remembers', 'It often remembers')).toEqual([
    'translation-stale modules/dns/lesson.de.md',
  ]);
  expect(change('modules/dns/lesson.md', 'title: What Is DNS?\n', 'title: What Is DNS?\nfigure: layers\n')).toEqual([]);
  expect(change('course.yaml', 'title: The Net', 'title: The Network')).toEqual(['translation-stale course.de.yaml']);
});

test('Line breaks and a missing one at the end are no other version', () => {
  const { modules } = loadCourse(memoryFiles(inGerman)).course!;
  const crlf = Object.fromEntries(
    Object.entries(inGerman).map(([file, text]) => [file, text.replaceAll('\n', '\r\n')]),
  );
  const others = loadCourse(memoryFiles(crlf)).course!.modules;
  expect(others.map(({ lesson }) => hashOfLesson(lesson))).toEqual(modules.map(({ lesson }) => hashOfLesson(lesson)));
  expect(others.map(({ quiz }) => quiz && hashesOfQuiz(quiz.data))).toEqual(
    modules.map(({ quiz }) => quiz && hashesOfQuiz(quiz.data)),
  );
});

test('A picture that only a translation shows is not reported as forgotten', () => {
  const shown = inGerman['modules/dns/lesson.de.md'].replace('## Der', '![Ein Bild](bild.svg)\n\n## Der');
  const files = {
    ...inGerman,
    'modules/dns/lesson.de.md': shown,
    'modules/dns/bild.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  };
  expect(foundIn(files)).toEqual([]);
});
