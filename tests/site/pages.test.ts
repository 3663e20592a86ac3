import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { quizId } from '../../src/questions/quiz.ts';
import { pageIds } from '../../src/source/lesson.ts';
import type { SiteModel } from '../../src/site/model.ts';
import { pageLimit } from '../../src/site/overview.ts';
import { sitePages, stylesheetPath, stylesheets } from '../../src/site/pages.ts';

const site = (count: number): SiteModel => {
  const modules = Array.from({ length: count }, (_, index) => ({
    slug: `m${index}`,
    href: `/base/modules/m${index}/`,
  }));
  const pages = [{ slug: 'about', href: '/base/pages/about/' }];
  return {
    base: '/base/',
    root: '/base/',
    languages: [],
    categories: [{ id: 'all', modules }],
    modules,
    pages,
    glossary: [{ id: 'a' }],
    replaced: new Set(['robots.txt']),
  } as unknown as SiteModel;
};

describe('The page of a module', () => {
  test('has the ids of its own that lessons must leave to it, and no other', () => {
    const theme = fileURLToPath(new URL('../../src/', import.meta.url));
    const files = ['pages/[[]...module].astro', 'layouts/*.astro', 'components/*.astro'].flatMap((pattern) =>
      globSync(pattern, { cwd: theme }),
    );
    const ids = files.flatMap((file) =>
      [...readFileSync(`${theme}${file}`, 'utf8').matchAll(/\sid="([^"{]*)"/g)].map(([, id]) => id ?? ''),
    );
    const ofQuiz = [...readFileSync(`${theme}questions/quiz.ts`, 'utf8').matchAll(/\sid="\$\{quizId\}([^"$]*)"/g)].map(
      ([, part]) => `${quizId}${part ?? ''}`,
    );
    expect([...ids, ...ofQuiz].toSorted()).toEqual([...pageIds].toSorted());
  });
});

describe('The pages of a site', () => {
  test('are all that src/pages can make, and nothing else', () => {
    const sources = globSync('**/*', { cwd: fileURLToPath(new URL('../../src/pages', import.meta.url)) }).filter(
      (file) => /\.(astro|ts)$/.test(file),
    );
    const names = sources.map((file) =>
      file
        .replaceAll('\\', '/')
        .replace(/\.astro$/, '/')
        .replace(/\.ts$/, '')
        .replace(/^index\/$/, ''),
    );
    const patterns = names.map(
      (name) =>
        new RegExp(
          `^${name
            .replaceAll('.', '\\.')
            .replace(/\[\\\.\\\.\\\.\w+\]/, '.+')
            .replace(/\[\w+\]/, '[^/]+')}$`,
        ),
    );
    const paths = [
      ...sitePages(site(pageLimit + 1)).map(({ path }) => path),
      ...stylesheets.map(stylesheetPath),
      // The course has its own in its place.
      'robots.txt',
    ];
    for (const pattern of patterns)
      expect(
        paths.some((path) => pattern.test(path)),
        String(pattern),
      ).toBe(true);
    for (const path of paths)
      expect(
        patterns.some((pattern) => pattern.test(path)),
        path,
      ).toBe(true);
    expect(new Set(paths).size).toBe(paths.length);
  });

  test('are published where any static host looks for them', () => {
    const files = new Map(sitePages(site(1)).map(({ path, file }) => [path, file]));
    expect(files.get('')).toBe('index.html');
    expect(files.get('404/')).toBe('404.html');
    expect(files.get('modules/m0/')).toBe('modules/m0/index.html');
    expect(files.get('sitemap.xml')).toBe('sitemap.xml');
    expect(files.has('category/all/')).toBe(false);
  });
});
