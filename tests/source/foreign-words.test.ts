import { describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { plainLines } from '../../src/lesson/code/tokens.ts';
import { siteFromCourse } from '../../src/site/from-course.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { quizHtml } from '../../src/questions/quiz.ts';
import { soundFront, validCourseFiles, validQuiz } from '../course/sound.ts';

function shown(text: string, { format = 'md', language = 'en' }: { format?: 'md' | 'mdx'; language?: string } = {}) {
  const files = validCourseFiles(format) as Record<string, string>;
  const { course, diagnostics } = loadCourse(
    memoryFiles({
      ...files,
      'course.yaml': files['course.yaml']!.replace('language: en', `language: ${language}`),
      [`modules/dns/lesson.${format}`]: `---\n${soundFront}---\n\n## The Lookup\n\n${text}\n\n## The Cache\n\nIt is kept.\n`,
      'modules/dns/quiz.yaml': validQuiz.replace('What does a lookup find?', `'${text.replaceAll("'", "''")}'`),
    }),
  );
  const { site } = siteFromCourse(course!, {
    base: '/',
    drafts: false,
    highlight: ({ code }) => plainLines(code),
    asset: () => undefined,
    proof: () => undefined,
    search: { hash: () => 'hash', kept: { get: () => undefined, put: () => undefined } },
    labFrame: () => undefined,
  });
  const module = site.modules.find(({ slug }) => slug === 'dns')!;
  return { lesson: module.html ?? '', quiz: quizHtml(module.quiz!, 'dns'), codes: diagnostics.map(({ code }) => code) };
}

describe('Words in another language', () => {
  test.each(['md', 'mdx'] as const)(
    'are marked as such in lessons (.%s) and quizzes, with what is in them',
    (format) => {
      const { lesson, quiz, codes } = shown('The word [*mot* juste]{lang=fr}, and [Wort]{lang="de-CH"}.', { format });
      const html = 'The word <span lang="fr"><em>mot</em> juste</span>, and <span lang="de-CH">Wort</span>.';
      expect(lesson).toContain(html);
      if (format === 'md') expect(quiz).toContain(html);
      expect(codes).toEqual([]);
    },
  );

  test('have a direction where it is another one than the page’s', () => {
    expect(shown('Say [سلام]{lang=ar}.').lesson).toContain('<span lang="ar" dir="rtl">سلام</span>');
    expect(shown('[peace]{lang=en}', { language: 'ar' }).lesson).toMatch(/<span lang="en" dir="ltr">.*peace.*<\/span>/);
    expect(shown('[שלום]{lang=he}', { language: 'ar' }).lesson).toContain('<span lang="he">');
  });

  test('stand in brackets that belong together, and not behind escapes, in links or in code', () => {
    expect(shown('[a [b] c]{lang=fr}').lesson).toContain('<span lang="fr">a [b] c</span>');
    expect(shown('\\[mot]{lang=fr}').lesson).toContain('[mot]{lang=fr}');
    expect(shown('`[mot]{lang=fr}`').lesson).toContain('<code>[mot]{lang=fr}</code>');
  });

  test('name a language that there can be; everything else is reported as it is shown', () => {
    for (const written of ['[mot]{lang=f}', '[mot]{lang=fr-}', '[mot]{lang=french-language-of-old}']) {
      const { lesson, codes } = shown(written);
      expect(lesson).not.toContain('<span lang');
      expect(codes).toContain('raw-attributes');
    }
  });
});
