import { describe, expect, test } from 'vitest';
import { inSite, published, withoutBase } from '../../src/site/address.ts';
import { categoryPath, firstNumbers, hasCategoryPages, pageLimit, shownOfEach } from '../../src/site/overview.ts';
import { sitemap } from '../../src/site/sitemap.ts';
import { effort, facts } from '../../src/site/wording.ts';
import { wordsOf } from '../../src/words/words.ts';
import { count } from '../../src/text/count.ts';
import type { SiteModel } from '../../src/site/model.ts';

const siteOf = (amount: number, more: Partial<SiteModel> = {}): SiteModel => {
  const modules = Array.from({ length: amount }, (_, index) => ({
    slug: `m${index}`,
    href: `/base/modules/m${index}/`,
    draft: index === 1,
    minutes: 5,
  }));
  const categories = [
    { id: 'a', title: 'A', accent: 0, modules: modules.slice(0, 2) },
    { id: 'b', title: 'B', accent: 1, modules: modules.slice(2) },
  ];
  return {
    title: 'T',
    description: 'D',
    language: 'en',
    url: undefined,
    base: '/base/',
    root: '/base/',
    languages: [],
    categories,
    modules,
    ...more,
    glossary: [],
    pages: [],
  } as unknown as SiteModel;
};

describe('Addresses', () => {
  test('stand below the base, and come back without it', () => {
    const site = siteOf(0);
    expect(inSite(site, 'progress/')).toBe('/base/progress/');
    expect(withoutBase(site, '/base/modules/a/')).toBe('modules/a/');
  });

  test('are complete only where the author said where the course is published', () => {
    expect(published(siteOf(0), 'a/')).toBeUndefined();
    expect(published(siteOf(0, { url: 'https://x.example/y' }), 'a/')).toBe('https://x.example/y/a/');
  });
});

describe('The sitemap', () => {
  test('lists the course and its modules in order, without drafts', () => {
    const addresses = [...sitemap(siteOf(3, { url: 'https://x.example' })).matchAll(/<loc>(.*?)<\/loc>/g)].map(
      ([, address]) => address,
    );
    expect(addresses).toEqual(['https://x.example/', 'https://x.example/modules/m0/', 'https://x.example/modules/m2/']);
  });

  test('escapes what XML needs escaped', () => {
    expect(sitemap(siteOf(1, { url: 'https://x.example/?a&b' }))).toContain('https://x.example/?a&amp;b/');
  });

  test('lists pages of categories where a course is large enough to have them', () => {
    expect(sitemap(siteOf(pageLimit))).not.toContain('/category/');
    expect(sitemap(siteOf(pageLimit + 1))).toContain('<loc>/base/category/b/</loc>');
  });
});

describe('A large course', () => {
  test('has a page for each category; a small one shows all on the course page', () => {
    expect([hasCategoryPages(siteOf(pageLimit)), categoryPath(siteOf(pageLimit), 'a')]).toEqual([false, '#category-a']);
    expect([hasCategoryPages(siteOf(pageLimit + 1)), categoryPath(siteOf(pageLimit + 1), 'a')]).toEqual([
      true,
      'category/a/',
    ]);
  });

  test('shows the first few modules of each category on the course page, and never more than a small course in all', () => {
    const of = (modules: number, categories: number): number =>
      shownOfEach({
        modules: siteOf(modules).modules,
        categories: Array.from({ length: categories }, () => siteOf(1).categories[0]!),
      });
    expect([
      of(0, 1),
      of(pageLimit, 2),
      of(pageLimit + 1, 2),
      of(1000, 20),
      of(1000, 21),
      of(1000, 60),
      of(1000, 61),
    ]).toEqual([pageLimit, pageLimit, 3, 3, 2, 1, 0]);
    for (let categories = 1; categories <= 200; categories += 1)
      expect(of(1000, categories) * categories).toBeLessThanOrEqual(pageLimit);
  });

  test('numbers its modules through all categories', () => {
    expect(firstNumbers(siteOf(5).categories)).toEqual([1, 3]);
  });
});

test('amounts are told in words that fit them', () => {
  expect([count(1, 'question'), count(2, 'question')]).toEqual(['1 question', '2 questions']);
  const words = wordsOf('en');
  expect(effort(words, { minutes: 8, questions: 6 })).toBe('8 minutes · 6 questions');
  expect(effort(words, { minutes: 1, questions: 0 })).toBe('1 minute');
  expect(facts(words, 1, 90).text).toBe('1 module · 90 minutes');
  expect(facts(words, 40, 840).html).toBe('40 modules · about 14 hours');
});
