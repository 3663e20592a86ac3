import { describe, expect, test } from 'vitest';
import { contrastOn, leastContrast, nearestReadable, oklchOf } from '../../src/course/colours.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { accentStyles, editAddress } from '../../src/site/appearance.ts';
import { markSvg } from '../../src/site/figures/mark.ts';
import { siteFromCourse } from '../../src/site/from-course.ts';
import type { SiteModel } from '../../src/site/model.ts';
import { sitePages, stylesheetsOf } from '../../src/site/pages.ts';
import { sitemap } from '../../src/site/sitemap.ts';
import { byline, writtenBy } from '../../src/site/wording.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { wordsOf } from '../../src/words/words.ts';
import { validCourse, validCourseFiles } from '../course/sound.ts';

const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4"/></svg>';

function siteWith(course: string, files: Readonly<Record<string, string>> = {}): SiteModel {
  const loaded = loadCourse(memoryFiles({ ...validCourseFiles(), 'course.yaml': validCourse + course, ...files }));
  expect(loaded.diagnostics).toEqual([]);
  return siteFromCourse(loaded.course!, {
    base: '/base/',
    drafts: false,
    highlight: () => [],
    asset: (file) => ({ href: `/base/_files/${file}`, width: 4, height: 4 }),
    proof: () => undefined,
    labFrame: () => undefined,
    search: { hash: (text) => text.length.toString(36), kept: { get: () => undefined, put: () => undefined } },
  }).site;
}

describe('A course that says nothing of itself', () => {
  test('has no stylesheet of its own, and nothing in its footer', () => {
    const site = siteWith('');
    expect(stylesheetsOf(site)).not.toContain('own');
    expect(site.appearance.footer).toEqual([]);
    expect(site.modules.map(({ edit }) => edit)).toEqual([undefined, undefined]);
  });
});

describe('A course with a name on it', () => {
  test('shows its logo, on dark paper another one', () => {
    const { appearance } = siteWith('theme: { logo: { light: a.svg, dark: b.svg, alt: Names } }\n', {
      'a.svg': drawing,
      'b.svg': drawing,
    });
    expect(appearance.logo?.light.href).toBe('/base/_files/a.svg');
    expect(appearance.logo?.dark?.href).toBe('/base/_files/b.svg');
    expect(appearance.logo?.alt).toBe('Names');
  });

  test('opens a module with its own picture', () => {
    const files = validCourseFiles();
    const lesson = String(files['modules/dns/lesson.md']).replace('summary:', 'figure: names.svg\nsummary:');
    const site = siteWith('', { 'modules/dns/lesson.md': lesson, 'modules/dns/names.svg': drawing });
    const figure = site.modules.find(({ slug }) => slug === 'dns')?.figure;
    expect(typeof figure === 'object' ? figure.light.href : figure).toBe('/base/_files/modules/dns/names.svg');
    expect(stylesheetsOf(site)).toContain('own');
  });

  test('names its authors as links, and only who has no address as text', () => {
    const authors = [{ name: 'Ada <3', url: 'https://x.example/?a&b' }, { name: 'Grace' }];
    expect(writtenBy(wordsOf('en'), authors)).toBe(
      'By <a href="https://x.example/?a&amp;b"><bdi>Ada &lt;3</bdi></a> and <bdi>Grace</bdi>',
    );
    expect(byline(wordsOf('de'), { authors: [], updated: '2026-11-30' })).toBe('Aktualisiert am 30. November 2026');
  });

  test.each([
    ['https://github.com/ada/waves', 'https://github.com/ada/waves/edit/main/content/modules/a%20b/lesson.md'],
    ['https://gitlab.com/ada/waves.git', 'https://gitlab.com/ada/waves/-/edit/main/content/modules/a%20b/lesson.md'],
    ['https://codeberg.org/ada/waves/', 'https://codeberg.org/ada/waves/_edit/main/content/modules/a%20b/lesson.md'],
    ['https://git.example.org/ada/waves', undefined],
  ])('is edited where it lies: %s', (repository, address) => {
    expect(editAddress(repository, 'modules/a b/lesson.md')).toBe(address);
  });

  test('is edited where its author says', () => {
    const repository = { url: 'https://git.example.org/w', edit: 'https://git.example.org/w/e/{file}' };
    expect(editAddress(repository, 'modules/a/lesson.md')).toBe('https://git.example.org/w/e/modules/a/lesson.md');
  });
});

describe('The colours of a course', () => {
  test('are those of its icon, too', () => {
    const { appearance } = siteWith("theme: { accents: { accent: { light: '#7a1f5c', dark: '#f0a0d0' } } }\n");
    const [light = '', dark = ''] = markSvg(appearance.accents).split('@media');
    expect([light, dark].map((part) => /\.l\{stroke:(#\w+)\}/.exec(part)?.[1])).toEqual(['#7a1f5c', '#f0a0d0']);
  });

  const colours = ['#ff0000', '#ffff00', '#0000ff', '#e57300', '#777777', '#ffffff', '#000000', '#12ab34'];

  test.each(colours)('have a nearest one that can be read, of the same hue: %s', (colour) => {
    for (const ground of ['light', 'dark'] as const) {
      const nearest = nearestReadable(colour, ground);
      expect(contrastOn(nearest, ground)).toBeGreaterThanOrEqual(leastContrast);
      const [before, after] = [oklchOf(colour), oklchOf(nearest)];
      if (after.chroma > 0.05) expect(Math.abs(((before.hue - after.hue + 540) % 360) - 180)).toBeLessThan(15);
      // What can be read stays as it is.
      expect(nearestReadable(nearest, ground)).toBe(nearest);
    }
  });

  test('overrule the tokens, on dark paper by a colour that can be read there', () => {
    const { appearance } = siteWith("theme: { accents: { accent: '#7A1F5C', server: { light: '#1a5276' } } }\n");
    const css = accentStyles(appearance.accents);
    expect(css).toMatch(
      /^:root, \[data-accent\] \{ --accent: light-dark\(#7a1f5c, #[0-9a-f]{6}\); --accent-soft: light-dark\(oklch/,
    );
    expect(css).toMatch(/:root \{ --server: light-dark\(#1a5276, #[0-9a-f]{6}\); \}/);
    expect(contrastOn(appearance.accents.accent!.dark, 'dark')).toBeGreaterThanOrEqual(leastContrast);
  });
});

describe('A style sheet of the course', () => {
  test('stands behind all others, and loads files by their addresses on the site', () => {
    const site = siteWith('theme: { css: look/theme.css }\n', {
      'look/theme.css': '/* url(x) */ h1 { background: url( "wave.svg" ) } p { mask: url(#a) }',
      'look/wave.svg': drawing,
    });
    expect(site.appearance.css).toBe(
      '/* url(x) */ h1 { background: url( "/base/_files/look/wave.svg" ) } p { mask: url(#a) }',
    );
    expect(stylesheetsOf(site)).toContain('own');
  });
});

describe('A page besides the modules', () => {
  const about =
    '---\ntitle: About\nsummary: Who we are.\n---\n\nBegin with [names](../modules/dns/lesson.md#the-cache).\n\n## The group\n\n:::note\nHello.\n:::\n';
  const lesson = String(validCourseFiles()['modules/dns/lesson.md']).replace(
    'A browser asks',
    '[Who we are](../../pages/about.md#the-group). A browser asks',
  );
  const site = siteWith('footer:\n  - { text: Forum, link: "https://x.example" }\n', {
    'pages/about.md': about,
    'pages/zen.md': '---\ntitle: Zen\n---\n\nBe calm.\n',
    'modules/dns/lesson.md': lesson,
  });

  test('has an address, is in the footer behind the links that the course lists, and in the sitemap', () => {
    expect(sitePages(site).map(({ path }) => path)).toEqual(expect.arrayContaining(['pages/about/', 'pages/zen/']));
    expect(site.appearance.footer).toEqual([
      { text: 'Forum', href: 'https://x.example' },
      { text: 'About', href: '/base/pages/about/' },
      { text: 'Zen', href: '/base/pages/zen/' },
    ]);
    expect(sitemap(site)).toContain('<loc>/base/pages/about/</loc>');
  });

  test('is Markdown like a lesson, without numbers of sections; links lead both ways', () => {
    const { html } = site.pages[0]!;
    expect(html).toContain('href="/base/modules/dns/#the-cache"');
    expect(html).toContain('class="callout"');
    expect(html).toContain('<h2 id="the-group">');
    expect(html).not.toContain('section-number');
    expect(site.modules.find(({ slug }) => slug === 'dns')?.html).toContain('href="/base/pages/about/#the-group"');
  });
});

describe('What is copied as it is', () => {
  test('keeps its name, and takes the place of what Lectern would write', () => {
    const site = siteWith('', { 'public/robots.txt': 'User-agent: *\n', 'public/CNAME': 'x.example\n' });
    expect([...site.replaced]).toEqual(['CNAME', 'robots.txt']);
    expect(sitePages(site).map(({ path }) => path)).not.toContain('robots.txt');
  });
});
