import { describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { entriesOf, type LessonText } from '../../src/search/entry.ts';
import { indexFiles, type IndexFiles } from '../../src/search/index-files.ts';
import { Searcher, type Found } from '../../src/search/query.ts';
import { termsOf } from '../../src/search/terms.ts';
import { siteFromCourse } from '../../src/site/from-course.ts';
import type { SearchIndex } from '../../src/site/model.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { hash64 } from '../../src/text/hash.ts';
import { randomFrom } from '../../src/text/random.ts';
import { runs } from '../cases.ts';
import { validCourseFiles } from '../course/sound.ts';

const lesson = (title: string, sections: Readonly<Record<string, string>>, summary = 'A summary.'): LessonText => ({
  title,
  summary,
  sections: Object.entries(sections).map(([heading, text]) => ({
    id: heading.toLowerCase().replaceAll(' ', '-'),
    title: heading,
    text,
  })),
});

function indexOf(lessons: readonly LessonText[], language = 'en'): IndexFiles {
  return indexFiles(
    lessons.map((text, index) => ({ title: text.title, href: `/m${index}/`, entries: entriesOf(text, language) })),
    language,
    hash64,
  );
}

/** A searcher over an index, and the names of the files that it has fetched. */
function searcherOf({ root, files }: IndexFiles): {
  readonly fetched: string[];
  find(query: string): Promise<Found>;
} {
  const fetched: string[] = [];
  const searcher = new Searcher(root, (file) => {
    fetched.push(file);
    const text = files.get(file);
    return text === undefined ? Promise.reject(new Error(file)) : Promise.resolve(text);
  });
  return { fetched, find: (query) => searcher.find(query) };
}

const ids = ({ sections }: Found): string[] => sections.map(([, , id]) => id);

const names = lesson('How Names Work', {
  'The Lookup': 'A browser asks a resolver for the address of a name, with getaddrinfo or dns.lookupService.',
  'The Cache': 'It remembers the answer for a while, as MAX_AGE says. Über alles.',
});
const requests = lesson('Requests', { 'The Request': 'A browser asks, a server answers.' });

describe('A search', () => {
  const { find } = searcherOf(indexOf([names, requests]));

  test('finds the sections that have all words', async () => {
    expect(ids(await find('browser asks'))).toEqual(expect.arrayContaining(['the-lookup', 'the-request']));
    expect(ids(await find('browser server'))).toEqual(['the-request']);
    expect((await find('browser nothing')).count).toBe(0);
    expect((await find(' … ')).count).toBe(0);
  });

  test('takes the last word for unfinished, and no other', async () => {
    expect(ids(await find('resol'))).toEqual(['the-lookup']);
    expect(ids(await find('resol '))).toEqual([]);
    expect(ids(await find('resol browser'))).toEqual([]);
  });

  test('knows no case and no marks, and the parts of identifiers', async () => {
    expect(ids(await find('uber'))).toEqual(['the-cache']);
    expect(ids(await find('ÜBER '))).toEqual(['the-cache']);
    expect(ids(await find('service '))).toEqual(['the-lookup']);
    expect(ids(await find('lookupservice '))).toEqual(['the-lookup']);
    expect(ids(await find('age '))).toEqual(['the-cache']);
    expect(ids(await find('max_age '))).toEqual(['the-cache']);
  });

  test('puts a section that is about a word before those that mention it, and says of which module it is', async () => {
    const { sections } = await find('cache');
    expect(sections[0]).toEqual([
      'How Names Work',
      '/m0/',
      'the-cache',
      'The Cache',
      'It remembers the answer for a while, as MAX_AGE says. Über alles.',
    ]);
    expect(ids(await find('names work'))[0]).toBe('');
  });
});

test('Where words have no spaces between them, they are found all the same', async () => {
  const { find } = searcherOf(indexOf([lesson('接続', { 一: 'ブラウザーはサーバーに接続を開きます。' })], 'ja'));
  expect(ids(await find('サーバー'))).toEqual(['一']);
  expect(termsOf('サーバーに接続', 'ja').length).toBeGreaterThan(1);
});

describe('An index', () => {
  const random = randomFrom('search');
  const pick = (most: number): number => Math.floor(random() * most);
  const vocabulary = Array.from({ length: 4000 }, (_, index) => `w${(index * 7919).toString(36)}`);
  const section = (): string => Array.from({ length: 120 }, () => vocabulary[pick(vocabulary.length)]).join(' ');
  const course = Array.from({ length: 40 }, (_, index) =>
    lesson(`Lesson ${index}`, Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`Part ${at}`, section()]))),
  );
  const index = indexOf(course);

  test('is many small files, of which a query fetches few', async () => {
    expect(index.files.size).toBeGreaterThan(5);
    for (const text of index.files.values()) expect(text.length).toBeLessThan(60_000);
    const { fetched, find } = searcherOf(index);
    await find(`${vocabulary[100]} ${vocabulary[200]} `);
    expect(fetched.length).toBeLessThanOrEqual(4);
    const before = fetched.length;
    await find(`${vocabulary[100]} `);
    expect(new Set(fetched).size).toBe(fetched.length);
    expect(fetched.length).toBeLessThanOrEqual(before + 3);
  });

  test('gives three words of a section that section among the first five', async () => {
    const { find } = searcherOf(index);
    for (let turn = 0; turn < runs(40, 200); turn++) {
      const { title, sections } = course[pick(course.length)]!;
      const { id, text } = sections[pick(sections.length)]!;
      const words = text.split(' ');
      const start = pick(words.length - 3);
      const found = (await find(`${words.slice(start, start + 3).join(' ')} `)).sections.slice(0, 5);
      expect(found.map(([module, , section]) => `${module} ${section}`)).toContain(`${title} ${id}`);
    }
  });

  test('fetches again what it could not fetch', async () => {
    let isThere = false;
    const searcher = new Searcher(index.root, (file) =>
      isThere ? Promise.resolve(index.files.get(file) ?? '') : Promise.reject(new Error('offline')),
    );
    await expect(searcher.find(vocabulary[5] ?? '')).rejects.toThrow('offline');
    isThere = true;
    expect((await searcher.find(`${vocabulary[5]} `)).count).toBeGreaterThan(0);
  });
});

describe('The index of a course', () => {
  const make = (files: Readonly<Record<string, string>>, kept = new Map<string, never>()): SearchIndex => {
    const { course } = loadCourse(memoryFiles({ ...validCourseFiles(), ...files }));
    return siteFromCourse(course!, {
      base: '/base/',
      drafts: false,
      highlight: () => [],
      asset: () => undefined,
      proof: () => undefined,
      labFrame: () => undefined,
      search: {
        hash: hash64,
        kept: { get: (key) => kept.get(key), put: (key, entries) => void kept.set(key, entries as never) },
      },
    }).site.search;
  };
  const all = ({ files }: SearchIndex): string => [...files.values()].join('\n');
  const front =
    '---\ntitle: What Is DNS?\nsummary: Names become addresses.\nobjectives:\n  - { id: lookup, text: Explain a lookup }\n---\n\n';
  const withBody = (body: string): Record<string, string> => ({
    'modules/dns/lesson.md': `${front}## The Lookup\n\n${body}\n\n## The Cache\n\nIt remembers.\n`,
  });

  test('has what learners read, code and labels among it, and nothing of the markup', () => {
    const text = all(
      make(
        withBody(
          'Some *zebra* [crossing](https://hidden.example).\n\n:::note[Giraffe]\nElephant.\n:::\n\n```js title="hyena.js"\nconst antelope = 1;\n```\n',
        ),
      ),
    );
    for (const word of ['zebra', 'crossing', 'giraffe', 'elephant', 'antelope']) expect(text).toContain(`${word}\t`);
    for (const word of ['hidden', 'note', 'js']) expect(text).not.toContain(`\n${word}\t`);
  });

  test('has nothing of questions: no key can be found', () => {
    const text = all(make({}));
    // The quiz says “The page comes later.”
    expect(text).not.toContain('later\t');
  });

  test('is the same whatever was kept, after any edits', () => {
    const kept = new Map<string, never>();
    for (const body of ['One.', 'Two words.', 'One.', 'A *longer* text, with `code`.', 'Two words.']) {
      const [again, anew] = [make(withBody(body), kept), make(withBody(body))];
      expect([...again.files]).toEqual([...anew.files]);
      expect(again.root).toBe(anew.root);
    }
    // Each text was read once.
    expect(kept.size).toBe(4);
  });
});
