import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { examplePages } from '../../src/cli/blocks-page.ts';
import { directives } from '../../src/lesson/directives/index.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { renderLesson } from '../../src/lesson/render.ts';
import { lecternRoot } from '../../src/source/disk-installation.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { wordsOf } from '../../src/words/words.ts';
import { soundBody, soundFront, validCourseFiles } from '../course/sound.ts';
import { plain } from './body.ts';

const sound = validCourseFiles();

/** What a page cannot show: videos and sounds that its examples name. */
const played = (example: string): readonly (readonly [name: string, content: string])[] =>
  [...example.matchAll(/src="([^":]+)"/g)].map(([, name = '']) => [name, 'a stand-in']);

/** The examples of all pages, each with the files that its page shows, which it may take code from. */
const examples = examplePages().flatMap((page) => {
  const text = readFileSync(path.join(lecternRoot, page), 'utf8');
  const files = [...text.matchAll(/^(`{4,})\w+ title="([^"]+)"\n([\s\S]*?)\n\1$/gm)].map(
    ([, , name = '', code = '']) => [name, `${code}\n`] as const,
  );
  return [...text.matchAll(/^(`{4,})md\n([\s\S]*?)\n\1$/gm)].map(
    ([, , example = ''], index) =>
      [
        `${path.basename(path.dirname(page))} ${index + 1}`,
        example,
        [
          ...played(example),
          ...files.filter(
            ([name]) =>
              ['file', 'captions', 'transcript'].some((attribute) => example.includes(`${attribute}="${name}"`)) ||
              example.includes(`(${name} `) ||
              example.includes(`(${name.replace('.dark', '')} `),
          ),
        ],
      ] as const,
  );
});

describe('An example of a block', () => {
  test.each(examples)('is sound, and shown in each language: %s', (_, text, beside) => {
    const { course, diagnostics } = loadCourse(
      memoryFiles({
        ...sound,
        'course.yaml': `${String(sound['course.yaml'])}video: [youtube]\n`,
        'modules/dns/lesson.md': `---\n${soundFront}---\n\n${soundBody}\n${text}\n`,
        ...Object.fromEntries(beside.map(([name, content]) => [`modules/dns/${name}`, content])),
      }),
    );
    expect(diagnostics).toEqual([]);
    const source = course!.modules.find(({ slug }) => slug === 'dns')!.lesson.source;
    for (const language of ['en', 'ar']) {
      const { html } = renderLesson(source, {
        words: wordsOf(language),
        highlight: plain,
        link: (url) => url,
        picture: () => undefined,
        proof: () => undefined,
        question: () => undefined,
        labFrame: () => undefined,
        sectionsAfter: 0,
      });
      expect(html).not.toMatch(/:::|\[!| style=|<script(?! type="application\/json")/);
    }
  });
});

test('Every directive has an example, but those that other pages of the documentation show', () => {
  const shown = new Set(examples.flatMap(([, text]) => [...text.matchAll(/^:{2,}([a-z]+)/gm)].map(([, name]) => name)));
  const elsewhere = ['insight', 'flow', 'sequence', 'exchange', 'question'];
  expect(directives.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual(elsewhere);
});
