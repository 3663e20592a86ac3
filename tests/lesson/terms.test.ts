import { describe, expect, test } from 'vitest';
import { checkCourse } from '../../src/rules/check-course.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { siteFromCourse } from '../../src/site/from-course.ts';
import type { SiteModel } from '../../src/site/model.ts';
import { sitePages } from '../../src/site/pages.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { validCourseFiles, validQuiz } from '../course/sound.ts';

const glossary = `terms:
  - term: resolver
    text: Who answers for names & more.
    also: [resolvers, name server]
  - term: cache
    text: A place to remember.
`;
const front =
  '---\ntitle: What Is DNS?\nsummary: Names become addresses.\nobjectives:\n  - { id: lookup, text: Explain a lookup }\n---\n\n';

function siteWith(body: string, terms = glossary): SiteModel {
  const { course, diagnostics } = loadCourse(
    memoryFiles({
      ...validCourseFiles(),
      'glossary.yaml': terms,
      'modules/dns/lesson.md': `${front}## The Lookup\n\n${body}\n\n## The Cache\n\nIt remembers.\n`,
    }),
  );
  expect(diagnostics).toEqual([]);
  return siteFromCourse(course!, {
    base: '/base/',
    drafts: false,
    highlight: () => [],
    asset: () => undefined,
    proof: () => undefined,
    labFrame: () => undefined,
    search: { hash: (text) => text.length.toString(36), kept: { get: () => undefined, put: () => undefined } },
  }).site;
}

const htmlOf = (site: SiteModel): string => site.modules.find(({ slug }) => slug === 'dns')?.html ?? '';
const marked = (html: string): string[] =>
  [...html.matchAll(/<button[^>]*class="term"[^>]*>(.*?)<\/button>/g)].map(([, text = '']) => text);

describe('A term of the glossary', () => {
  test('is marked where a lesson uses it first, in any of its forms, and explained right there', () => {
    const html = htmlOf(siteWith('Resolvers ask. A resolver asks a name server.\n\nA *cache* helps.'));
    expect(marked(html)).toEqual(['Resolvers', 'cache']);
    expect(html).toContain(
      'popovertarget="term.resolver">Resolvers</button><span class="term-text" id="term.resolver" popover><b>resolver</b> Who answers for names &amp; more.</span> ask.',
    );
  });

  test('is a word of its own, and never part of a heading, a link, code or a figure', () => {
    const html = htmlOf(
      siteWith(
        'Cached, cache_key, [the cache](../http/lesson.md), `cache`.\n\n### A cache\n\n:::note\nA cache.\n:::\n\n- The cache.',
      ),
    );
    expect(html.match(/class="term"/g)).toHaveLength(1);
    expect(html).toMatch(/<li>The <button[^>]*>cache<\/button>/);
  });

  test('may be several words, also over the end of a line, and the longest form counts', () => {
    const html = htmlOf(
      siteWith(
        'An opening\nhandshake begins.',
        'terms:\n  - { term: handshake, text: A }\n  - { term: opening handshake, text: B }\n',
      ),
    );
    expect(html).toContain('>opening\nhandshake</button>');
  });

  test('is listed on a page of its own, in the order of the language, and only where there are some', () => {
    const site = siteWith('Words.');
    expect(site.glossary.map(({ term }) => term)).toEqual(['cache', 'resolver']);
    expect(sitePages(site).map(({ path }) => path)).toContain('glossary/');
    expect(site.appearance.footer).toEqual([{ text: 'Glossary', href: '/base/glossary/' }]);
    const { course } = loadCourse(memoryFiles(validCourseFiles()));
    expect(course?.glossary).toEqual([]);
  });

  test('brings its style and script to the pages that have one', () => {
    const dns = siteWith('A cache.').modules.find(({ slug }) => slug === 'dns');
    expect([...(dns?.needs ?? [])].toSorted()).toEqual(['blocks', 'terms']);
  });

  test('counts as a word that is taught', () => {
    const quiz = validQuiz.replace('The address of a name', 'A record of WebRTC');
    const check = (files: Readonly<Record<string, string>>): string[] => {
      const { valid } = loadCourse(memoryFiles({ ...validCourseFiles(), 'modules/dns/quiz.yaml': quiz, ...files }));
      return checkCourse(valid!).flatMap(({ code, message }) => (message.includes('WebRTC') ? [code] : []));
    };
    expect(check({})).toContain('question-untaught');
    expect(check({ 'glossary.yaml': 'terms:\n  - { term: WebRTC, text: Talk between browsers. }\n' })).toEqual([]);
  });
});
