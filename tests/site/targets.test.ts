import { describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import type { Course } from '../../src/course/model.ts';
import { plainLines } from '../../src/lesson/code/tokens.ts';
import { courseFiles, siteFromCourse } from '../../src/site/from-course.ts';
import { memoryFiles, type MemoryContent } from '../../src/source/memory.ts';
import { validCourse, validCourseFiles, soundFront } from '../course/sound.ts';

const bytes = new Uint8Array(8);

/** A course whose lesson on DNS has this body, with the files that it may name; free of errors. */
function courseWith(
  body: string,
  { format = 'md', more = {} }: { readonly format?: 'md' | 'mdx'; readonly more?: MemoryContent } = {},
): Course {
  const { [`modules/dns/lesson.${format === 'md' ? 'mdx' : 'md'}`]: _other, ...files } = { ...validCourseFiles() };
  const lesson = `---\n${soundFront}---\n\n## The Lookup\n\n${body}\n\n## The Cache\n\nText.\n`;
  const { course, diagnostics } = loadCourse(
    memoryFiles({
      ...files,
      [`modules/dns/lesson.${format}`]: lesson,
      'modules/dns/map one.png': bytes,
      'modules/dns/clip.mp4': bytes,
      'modules/http/notes.pdf': bytes,
      'data.csv': bytes,
      ...more,
    }),
  );
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return course!;
}

function siteOf(course: Course, drafts = false) {
  const asset = (file: string) => ({
    href: `/base/_files/${file.replace(/^.*\//, '').replace(/\W/g, '-')}`,
    width: 300,
    height: 200,
  });
  return siteFromCourse(course, {
    base: '/base/',
    drafts,
    highlight: ({ code }) => plainLines(code),
    asset,
    proof: () => undefined,
    labFrame: () => undefined,
    search: { hash: (text) => text.length.toString(36), kept: { get: () => undefined, put: () => undefined } },
  });
}

const htmlOf = (course: Course, drafts = false): string =>
  siteOf(course, drafts).site.modules.find(({ slug }) => slug === 'dns')?.html ?? '';

describe('An address in a lesson', () => {
  test.each([
    ['a lesson', '[x](../http/lesson.md)', 'href="/base/modules/http/"'],
    ['a section of a lesson', '[x](../http/lesson.md#the-request)', 'href="/base/modules/http/#the-request"'],
    ['its own lesson', '[x](./lesson.md#the-cache)', 'href="/base/modules/dns/#the-cache"'],
    ['a section of the page', '[x](#the-cache)', 'href="#the-cache"'],
    ['an element of the page', '<span id="here">a</span> [x](#here)', 'href="#here"'],
    ['an anchor of the old kind', '<a name="there"></a> [x](#there)', 'href="#there"'],
    ['the questions of the page', '[x](#knowledge-check)', 'href="#knowledge-check"'],
    ['another host', '[x](https://example.com/a?b#c)', 'href="https://example.com/a?b#c"'],
    ['a mailbox', '[x](mailto:me@example.com)', 'href="mailto:me@example.com"'],
    ['a file with a space in its name', '[x](map%20one.png)', 'href="/base/_files/map-one-png"'],
    ['a file of another module', '[x](../http/notes.pdf#page=2)', 'href="/base/_files/notes-pdf#page=2"'],
    ['a file of the content folder', '[x](../../data.csv)', 'href="/base/_files/data-csv"'],
    ['a picture', '![x](<map one.png>)', 'src="/base/_files/map-one-png"'],
    ['a picture by reference', '![x][map]\n\n[map]: <map one.png>', 'src="/base/_files/map-one-png"'],
    [
      'a picture in HTML',
      '<img src="map one.png" alt="x">',
      'src="/base/_files/map-one-png" alt="x" width="300" height="200"',
    ],
    [
      'a picture in HTML with a width of its own',
      '<img src="map one.png" alt="x" width="150">',
      'width="150" height="100"',
    ],
    [
      'candidates of a picture',
      '<img src="map one.png" alt="x" srcset="map%20one.png 2x, map%20one.png 600w">',
      'srcset="/base/_files/map-one-png 2x, /base/_files/map-one-png 600w"',
    ],
    [
      'a video and its poster',
      '<video src="clip.mp4#t=3" poster="map one.png"></video>',
      '<video src="/base/_files/clip-mp4#t=3" poster="/base/_files/map-one-png">',
    ],
    [
      'a link in HTML',
      '<p><a href="../http/lesson.md#the-request">x</a></p>',
      'href="/base/modules/http/#the-request"',
    ],
  ])('leads to %s', (_, body, expected) => {
    expect(htmlOf(courseWith(body))).toContain(expected);
    const asJsx = body.replace(/<img ([^>]*[^/])>/g, '<img $1 />').replace('./lesson.md#', './lesson.mdx#');
    const { site, mdx } = siteOf(courseWith(asJsx, { format: 'mdx' }));
    for (const { code } of mdx.values()) code();
    expect(site.modules.find(({ slug }) => slug === 'dns')?.html).toContain(expected);
  });

  test('finds a file however its accents are composed', () => {
    for (const [written, listed] of [
      ['gr\u00f6\u00dfe.png', 'gro\u0308\u00dfe.png'],
      ['gro\u0308\u00dfe.png', 'gr\u00f6\u00dfe.png'],
    ]) {
      const course = courseWith(`![x](${written})`, { more: { [`modules/dns/${listed}`]: bytes } });
      expect(courseFiles(course, false).files).toContain(`modules/dns/${listed}`);
    }
  });

  test('to a draft is a link where drafts are shown, and text where they are not', () => {
    const draft = {
      'course.yaml': validCourse.replace('[http, dns]', '[http, dns, later]'),
      'modules/later/lesson.md': `---\n${soundFront}draft: true\n---\n\n## One\n\nText.\n`,
    };
    const course = courseWith('See [the *next* one](../later/lesson.md) or <a href="../later/lesson.md">that</a>.', {
      more: draft,
    });
    expect(htmlOf(course, true).match(/href="\/base\/modules\/later\/"/g)).toHaveLength(2);
    expect(htmlOf(course)).toContain('See the <em>next</em> one or <a>that</a>.');
    // A page must be made again when another becomes a draft.
    const published = courseWith('See [the *next* one](../later/lesson.md) or <a href="../later/lesson.md">that</a>.', {
      more: { ...draft, 'modules/later/lesson.md': draft['modules/later/lesson.md'].replace('draft: true\n', '') },
    });
    expect(siteOf(course).madeFrom('dns')).not.toEqual(siteOf(published).madeFrom('dns'));
  });
});

test('A picture may have another one beside it for dark grounds, which is published, and shown in its place', () => {
  const more = { 'modules/dns/net.png': bytes, 'modules/dns/net.dark.png': bytes, 'modules/dns/alone.dark.png': bytes };
  const course = courseWith('![A net](net.png#a)\n\n![Alone](alone.dark.png)', { more });
  expect(courseFiles(course, false).files).toEqual([
    'modules/dns/alone.dark.png',
    'modules/dns/net.dark.png',
    'modules/dns/net.png',
  ]);
  const pictures = [...htmlOf(course).matchAll(/<img src="([^"]*)" alt="([^"]*)"[^>]*?(?: data-ground="(\w+)")?>/g)];
  expect(pictures.map(([, src, alt, ground]) => [src, alt, ground])).toEqual([
    ['/base/_files/net-png#a', 'A net', 'light'],
    ['/base/_files/net-dark-png', 'A net', 'dark'],
    ['/base/_files/alone-dark-png', 'Alone', undefined],
  ]);
  // Which pictures there are decides what the page is made from.
  const without = courseWith('![A net](net.png#a)\n\n![Alone](alone.dark.png)', {
    more: { 'modules/dns/net.png': bytes, 'modules/dns/alone.dark.png': bytes },
  });
  expect(siteOf(course).madeFrom('dns')).not.toEqual(siteOf(without).madeFrom('dns'));
});

test('A link around a picture has its text in the alternative of the picture', () => {
  const codes = (body: string): readonly string[] =>
    loadCourse(
      memoryFiles({
        ...validCourseFiles(),
        'modules/dns/map.png': bytes,
        'modules/dns/lesson.md': `---\n${soundFront}---\n\n## The Lookup\n\n${body}\n\n## The Cache\n`,
      }),
    ).diagnostics.map(({ code }) => code);
  expect(codes('[![](map.png)](#the-cache)')).toEqual(['name-missing']);
  expect(codes('[![A map](map.png)](#the-cache)')).toEqual([]);
  expect(codes('<a href="#the-cache"><img src="map.png" alt="A map"></a>')).toEqual([]);
});

describe('A file that has to be published', () => {
  const places: readonly (readonly [string, string])[] = [
    ['prompt', 'prompt: "![x](a.png)"\n    options: [{ id: a, text: A, correct: true }, { id: b, text: B }]'],
    ['option', 'prompt: P?\n    options: [{ id: a, text: "![x](a.png)", correct: true }, { id: b, text: B }]'],
    [
      'feedback',
      'prompt: P?\n    options: [{ id: a, text: A, correct: true, feedback: "[x](a.png)" }, { id: b, text: B }]',
    ],
    [
      'hint',
      'prompt: P?\n    hints: ["![x](a.png)"]\n    options: [{ id: a, text: A, correct: true }, { id: b, text: B }]',
    ],
    [
      'explanation',
      'prompt: P?\n    explanation: "See <b>`x`</b> ![x](a.png)"\n    options: [{ id: a, text: A, correct: true }, { id: b, text: B }]'.replace(
        '<b>`x`</b> ',
        '',
      ),
    ],
    ['context', 'prompt: P?\n    context: shown\n    options: [{ id: a, text: A, correct: true }, { id: b, text: B }]'],
    ['item', 'type: ordering\n    prompt: P?\n    items: [{ id: a, text: "![x](a.png)" }, { id: b, text: B }]'],
    [
      'left side of a pair',
      'type: matching\n    prompt: P?\n    pairs: [{ left: "![x](a.png)", right: R }, { left: L, right: S }]',
    ],
    [
      'text with blanks',
      'type: fill-in\n    prompt: P?\n    text: "![x](a.png) [[b]]"\n    blanks: { b: { accept: [x] } }',
    ],
    [
      'feedback of a truth',
      'type: true-false\n    prompt: P.\n    answer: true\n    feedback: { true: "![x](a.png)", false: No }',
    ],
  ];

  test.each(places)('is one that a quiz names in a %s', (_, question) => {
    const quiz =
      `contexts: { shown: "![x](a.png)" }\nquestions:\n  - id: first\n    objective: lookup\n    section: the-lookup\n    ${question}\n`.replace(
        question.includes('context: shown') ? '' : /^contexts.*\n/,
        '',
      );
    const course = courseWith('Text.', { more: { 'modules/dns/quiz.yaml': quiz, 'modules/dns/a.png': bytes } });
    expect(courseFiles(course, false).files).toEqual(['modules/dns/a.png']);
    const [shown] = siteOf(course).site.modules.find(({ slug }) => slug === 'dns')?.quiz?.questions ?? [];
    expect([...(shown?.html.values() ?? []), shown?.contextHtml].join('\n')).toContain('"/base/_files/a-png"');
  });
});
