import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { folderWith, runProcess, validCourse } from './sample.ts';

const lesson = validCourse['content/modules/sound/lesson.md'] ?? '';
const course: Readonly<Record<string, string>> = {
  ...validCourse,
  'content/course.yaml': `url: https://example.org/waves/\n${(validCourse['content/course.yaml'] ?? '').replace('[sound]', '[sound, echo]')}`,
  'content/modules/sound/lesson.md':
    `${lesson.replace('objectives:', 'aliases: [noise, din]\nobjectives:')}\nTake [the sheet](Work-Sheet 1é.PDF) along.\n`.replace(
      'Work-Sheet 1é.PDF',
      '<Work-Sheet_1é.PDF>',
    ),
  'content/modules/sound/Work-Sheet_1é.PDF': '%PDF-1.4 a sheet',
  'content/modules/echo/lesson.md': lesson
    .replace('What Is Sound?', 'What Is an Echo?')
    .replace('objectives:', 'draft: true\nobjectives:'),
};

test('A course is published under the path of its url, with all that a static host asks for', () => {
  const folder = folderWith(course);
  const read = (file: string): string => readFileSync(path.join(folder, 'dist', file), 'utf8');
  const { status, err } = runProcess(folder, ['build']);
  expect(status, err).toBe(0);
  expect(err).not.toContain('has no `url`');

  const page = read('modules/sound/index.html');
  expect(page).toContain('href="https://example.org/waves/modules/sound/"');
  expect(page).toMatch(/property="og:image" content="https:\/\/example\.org\/waves\//);
  expect(page).toMatch(/<link rel="stylesheet" href="\/waves\/_files\//);
  expect(read('sitemap.xml')).toContain('<loc>https://example.org/waves/modules/sound/</loc>');
  expect(read('robots.txt')).toContain('Sitemap: https://example.org/waves/sitemap.xml');
  expect(existsSync(path.join(folder, 'dist/.nojekyll'))).toBe(true);
  expect(existsSync(path.join(folder, 'dist/404.html'))).toBe(true);

  // What learners download keeps its name.
  const [, sheet = ''] = /href="\/waves\/(_files\/[0-9a-f]+\/[^"]+)"/.exec(page) ?? [];
  expect(decodeURI(sheet)).toMatch(/\/Work-Sheet_1é\.PDF$/);
  expect(read(decodeURI(sheet))).toBe('%PDF-1.4 a sheet');

  for (const old of ['noise', 'din']) {
    const redirect = read(`modules/${old}/index.html`);
    expect(redirect).toContain('<meta http-equiv="refresh" content="0; url=/waves/modules/sound/">');
    expect(redirect).toContain('<link rel="canonical" href="https://example.org/waves/modules/sound/">');
  }

  expect(existsSync(path.join(folder, 'dist/modules/echo'))).toBe(false);
  const drafts = runProcess(folder, ['build', '--drafts']);
  expect(drafts.status, drafts.err).toBe(0);
  expect(drafts.err).not.toContain('Left out');
  expect(read('modules/echo/index.html')).toContain('What Is an Echo?');
  expect(runProcess(folder, ['build', '--drafts']).err).toContain('Nothing has changed');
  const without = runProcess(folder, ['build', '--no-cache']);
  expect(without.err).toContain('Left out 1 draft');
  expect(existsSync(path.join(folder, 'dist/modules/echo'))).toBe(false);
});

test('A course with a name on it is published with its own colours, pages and files', () => {
  const folder = folderWith({
    ...course,
    'content/course.yaml': `${course['content/course.yaml'] ?? ''}
authors: [{ name: Ada }]
theme: { logo: logo.svg, accents: { accent: '#8a1c5c' } }
`,
    'content/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4"/></svg>',
    'content/pages/about.md': '---\ntitle: About us\n---\n\nBegin with [sound](../modules/sound/lesson.md).\n',
    'content/public/robots.txt': 'User-agent: *\nDisallow: /\n',
    'content/public/CNAME': 'waves.example\n',
  });
  const read = (file: string): string => readFileSync(path.join(folder, 'dist', file), 'utf8');
  const { status, err } = runProcess(folder, ['build']);
  expect(status, err).toBe(0);
  const page = read('modules/sound/index.html');
  const [, sheet = ''] = /href="\/waves\/(_files\/own\.[0-9a-f]+\.css)"/.exec(page) ?? [];
  expect(read(sheet)).toMatch(/^:root, \[data-accent\] \{ --accent: light-dark\(#8a1c5c, #/);
  expect(page).toMatch(/<img src="\/waves\/_files\/logo\.[0-9a-f]+\.svg"[^>]*alt/);
  expect(page).not.toContain('style=');
  expect(page).toContain('<a href="/waves/pages/about/">About us</a>');
  expect(read('pages/about/index.html')).toContain('href="/waves/modules/sound/"');
  expect(read('robots.txt')).toBe('User-agent: *\nDisallow: /\n');
  expect(read('CNAME')).toBe('waves.example\n');
});
