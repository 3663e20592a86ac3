import { expect, test } from 'vitest';
import { ReadMemory } from '../../src/course/load.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import type { SiteModel } from '../../src/site/model.ts';
import { siteFromCourse } from '../../src/site/from-course.ts';
import { moduleAt, playersAt } from '../../src/site/pages.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { validCourseFiles, soundFront, validQuiz } from '../course/sound.ts';

function siteWith(body: string, memory = new ReadMemory(), files = validCourseFiles()): SiteModel {
  const { course } = loadCourse(
    memoryFiles({
      ...files,
      'modules/dns/lesson.md': `---\n${soundFront}---\n\n## The Lookup\n\n${body}\n\n## The Cache\n`,
    }),
    memory,
  );
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

test.each([
  ['no words', '', 1],
  ['329 words, the headings’ among them', 'word '.repeat(325), 1],
  ['330 words', 'word '.repeat(326), 2],
  ['1,100 words', 'word '.repeat(1096), 5],
  ['code, which is not read like prose', `word\n\n\`\`\`js\n${'word '.repeat(2000)}\n\`\`\``, 1],
])('A lesson of %s takes its minutes at 220 words each', (_, body, minutes) => {
  expect(siteWith(body).modules.find(({ slug }) => slug === 'dns')?.minutes).toBe(minutes);
});

test('A quiz without a title has one in the language of the course', () => {
  const quizOf = (quiz: string) => {
    const files = { ...validCourseFiles(), 'modules/dns/quiz.yaml': quiz };
    return siteWith('Text.', new ReadMemory(), files).modules.find(({ slug }) => slug === 'dns')?.quiz?.title;
  };
  const untitled = validQuiz.replace('title: Quick Quiz\n', '');
  expect(untitled).not.toBe(validQuiz);
  expect(quizOf(untitled)).toBe('Quick Quiz');
  expect(quizOf(`exam: true\n${untitled}`)).toBe('Exam');
});

test('The players of other hosts are known of the page that shows their videos, and of no other', () => {
  const sound = validCourseFiles();
  const site = siteWith(
    ['https://youtu.be/aB3_-567890', 'https://youtu.be/aB3_-567891', 'https://vimeo.com/123456789']
      .map((address) => `::video[A lookup]{src="${address}" captioned}`)
      .join('\n\n'),
    new ReadMemory(),
    {
      ...sound,
      'course.yaml': `${String(sound['course.yaml'])}video: [youtube, vimeo, https://tube.example/]\n`,
      'pages/about.md':
        '---\ntitle: About\n---\n\n::video[Us]{src="https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv" no-speech}\n',
    },
  );
  expect(playersAt(site, 'modules/dns/')).toEqual(['https://player.vimeo.com', 'https://www.youtube-nocookie.com']);
  expect(playersAt(site, 'pages/about/')).toEqual(['https://tube.example']);
  expect([playersAt(site, 'modules/http/'), playersAt(site, '')]).toEqual([[], []]);
});

test('A course may do without asking how sure learners are, and an exam always does', () => {
  const asks = (course: string, quiz: string) => {
    const valid = validCourseFiles();
    const files = {
      ...valid,
      'course.yaml': `${course}${valid['course.yaml'] as string}`,
      'modules/dns/quiz.yaml': quiz,
    };
    return siteWith('Text.', new ReadMemory(), files).modules.find(({ slug }) => slug === 'dns')?.quiz?.asksConfidence;
  };
  expect(asks('', validQuiz)).toBe(true);
  expect(asks('confidence: false\n', validQuiz)).toBe(false);
  expect(asks('', `exam: true\n${validQuiz}`)).toBe(false);
});

test('What an author says of a result may have links and code in it', () => {
  const quiz = `${validQuiz}\nresults:\n  - { from: 0, title: Go on, message: 'Read [the cache](lesson.md#the-cache), or \`dig\`.' }\n`;
  const files = { ...validCourseFiles(), 'modules/dns/quiz.yaml': quiz };
  const found = siteWith('Text.', new ReadMemory(), files).modules.find(({ slug }) => slug === 'dns');
  expect(found?.quiz?.results).toEqual([
    {
      from: 0,
      title: 'Go on',
      html: '<p>Read <a href="/base/modules/dns/#the-cache">the cache</a>, or <code>dig</code>.</p>',
    },
  ]);
});

test('A page finds its module by its path, in the course as it is now', () => {
  const [before, after] = [siteWith('Before.'), siteWith('After.')];
  for (const site of [before, after, before]) {
    for (const module of site.modules) expect(moduleAt(site, `modules/${module.slug}/`)).toBe(module);
    for (const path of ['modules/none/', 'modules/dns', 'dns/', '']) expect(moduleAt(site, path)).toBeUndefined();
  }
});

test.each([
  ['words, a note and a table', ':::note\nWords.\n:::\n\n| a |\n| - |\n| b |', []],
  ['a quotation', '> Words.', ['blocks']],
  ['a footnote', 'Words.[^1]\n\n[^1]: More.', ['blocks']],
  ['HTML of its author', '<hr>', ['blocks']],
  ['a quotation within a note', ':::note\n> Words.\n:::', ['blocks']],
] as const)('A page with %s loads, beside the site’s stylesheet, those of its blocks alone', (_, body, sheets) => {
  expect(siteWith(body).modules.map(({ needs }) => [...needs])).toEqual([[], sheets]);
});

test('The contents of a module are its sections, with the parts that each has', () => {
  const dns = siteWith('Names.\n\n### Asking\n\nA.\n\n### Answering\n\nB.\n\n#### Deeper\n\nC.').modules.find(
    ({ slug }) => slug === 'dns',
  );
  expect(dns?.sections).toEqual([
    {
      id: 'the-lookup',
      title: 'The Lookup',
      parts: [
        { id: 'asking', title: 'Asking' },
        { id: 'answering', title: 'Answering' },
      ],
    },
    { id: 'the-cache', title: 'The Cache', parts: [] },
  ]);
  expect(dns?.needs.has('blocks')).toBe(true);
  const plain = siteWith('Names.').modules.find(({ slug }) => slug === 'dns');
  expect(plain?.needs.has('blocks')).toBe(false);
  expect(plain?.previous?.categoryTitle).toBe('The Net');
});

test('A section is found under the ids that it had before', () => {
  const { course, diagnostics } = loadCourse(
    memoryFiles({
      ...validCourseFiles(),
      'modules/dns/lesson.md': `---\n${soundFront}sections: { the-lookup: [asking, lookup] }\n---\n\n## The Lookup\n\nA.\n\n## The Cache\n\nB.\n`,
    }),
  );
  expect(diagnostics).toEqual([]);
  const site = siteFromCourse(course!, {
    base: '/',
    drafts: false,
    highlight: () => [],
    asset: () => undefined,
    proof: () => undefined,
    labFrame: () => undefined,
    search: { hash: String, kept: { get: () => undefined, put: () => undefined } },
  });
  expect(site.site.modules.find(({ slug }) => slug === 'dns')?.html).toContain(
    '<h2 id="the-lookup"><span id="asking"></span><span id="lookup"></span>The Lookup',
  );
});
