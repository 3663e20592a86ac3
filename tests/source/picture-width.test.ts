import { describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { siteFromCourse } from '../../src/site/from-course.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { quizHtml } from '../../src/questions/quiz.ts';
import { soundFront, validCourseFiles, validQuiz } from '../course/sound.ts';

/** A lesson that holds `text`, and a quiz that asks it, beside a picture of 1200 × 600 pixels. */
function shown(text: string, format: 'md' | 'mdx' = 'md') {
  const { course, diagnostics } = loadCourse(
    memoryFiles({
      ...validCourseFiles(format),
      'modules/dns/a.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      [`modules/dns/lesson.${format}`]: `---\n${soundFront}---\n\n## The Lookup\n\n${text}\n\n## The Cache\n\nIt is kept.\n`,
      'modules/dns/quiz.yaml': validQuiz.replace('What does a lookup find?', JSON.stringify(text)),
    }),
  );
  const { site } = siteFromCourse(course!, {
    base: '/',
    drafts: false,
    highlight: () => [],
    asset: () => ({ href: '/a.png', width: 1200, height: 600 }),
    proof: () => undefined,
    search: { hash: () => 'hash', kept: { get: () => undefined, put: () => undefined } },
    labFrame: () => undefined,
  });
  const module = site.modules.find(({ slug }) => slug === 'dns')!;
  return { lesson: module.html ?? '', quiz: quizHtml(module.quiz!, 'dns'), codes: diagnostics.map(({ code }) => code) };
}

const sizesIn = (html: string): readonly string[] =>
  [...html.matchAll(/<img [^>]*?width="(\d+)" height="(\d+)"/g)].map(([, width, height]) => `${width} × ${height}`);

describe('The width of a picture', () => {
  test.each([
    ['a share of the column', '![A map](a.png){width=50%}', '288 × 144'],
    ['all of the column', '![A map](a.png){ width = 100% }', '576 × 288'],
    ['a share, in quotes', '![A map](a.png){width="25%"}', '144 × 72'],
    ['pixels', '![A map](a.png "Here"){width=120px}', '120 × 60'],
    ['a number', '![A map](a.png){width=120}', '120 × 60'],
    ['behind a reference', '![A map][map]{width=120}\n\n[map]: a.png', '120 × 60'],
    ['in a link', '[![A map](a.png){width=120}](https://example.org/)', '120 × 60'],
    ['in the middle of a line', 'See ![A map](a.png){width=120} here.', '120 × 60'],
  ])('is %s, and no text is left of it', (_, text, size) => {
    const { lesson, quiz, codes } = shown(text);
    for (const html of [lesson, quiz]) {
      expect(new Set(sizesIn(html))).toEqual(new Set([size]));
      expect(html).not.toMatch(/\{\s*width/);
    }
    expect(codes).toEqual([]);
  });

  test('stands in quotes in MDX, or is a number', () => {
    for (const [width, size] of [
      ['"50%"', '288 × 144'],
      ['120', '120 × 60'],
    ]) {
      const { lesson, codes } = shown(`![A map](a.png){width=${width}}, and words.`, 'mdx');
      expect(sizesIn(lesson)).toEqual([size]);
      expect(lesson).toContain('>, and words.');
      expect(codes).toEqual([]);
    }
  });

  test('is reported where it is none that a page can have, and stays as it is written', () => {
    for (const written of ['{width=150%}', '{width=0}', '{width=5em}', '{width=50% .wide}', '{height=50%}']) {
      const { lesson, codes } = shown(`![A map](a.png)${written}`);
      expect(lesson).toContain(written.replaceAll('"', '&quot;'));
      expect(codes).toContain('raw-attributes');
    }
  });

  test('is read behind pictures alone, and not in code', () => {
    for (const written of ['[A map](a.png){width=50%}', '`x`{width=50%}']) {
      const { lesson, codes } = shown(written);
      expect(lesson).toContain('{width=50%}');
      expect(codes).toContain('raw-attributes');
    }
    expect(shown('`![A map](a.png){width=50%}`').lesson).toContain('<code>![A map](a.png){width=50%}</code>');
    expect(shown('![A map](a.png)\\{width=50%}').lesson).toContain('{width=50%}');
  });
});
