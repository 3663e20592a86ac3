import { describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { soundBody, validCourseFiles, soundFront, validQuiz } from './sound.ts';

const sound = validCourseFiles();
const lesson = (body: string): string => `---\n${soundFront}---\n\n${soundBody}\n${body}\n`;
const reports = (files: Record<string, string | Uint8Array>): readonly string[] =>
  loadCourse(memoryFiles({ ...sound, ...files })).diagnostics.flatMap(({ code, message }) =>
    code === 'file-orphaned' ? [] : `${code}: ${message}`,
  );

describe('A suggestion', () => {
  test('for a missing picture is a picture of the module, and never another kind of file', () => {
    const body = { 'modules/dns/lesson.md': lesson('![A tree of names](tree.svg)') };
    expect(reports({ ...body, 'modules/dns/Tree.astro': '<p>A tree</p>' })).toEqual([
      'image-missing: no file `modules/dns/tree.svg`',
    ]);
    expect(reports({ ...body, 'modules/dns/trees.svg': '<svg/>' })).toEqual([
      'image-missing: no file `modules/dns/tree.svg`, expected `trees.svg`',
    ]);
  });

  test('for a missing film, sound, captions or poster is a file of that sort', () => {
    const files = Object.fromEntries(
      ['oak.jpg', 'oaks.mp4', 'oaks.mp3', 'oak.vtt'].map((name) => [`modules/dns/${name}`, 'x']),
    );
    const missing = (block: string) =>
      reports({ ...files, 'modules/dns/lesson.md': lesson(block) }).filter((report) =>
        report.startsWith('image-missing'),
      );
    expect(missing('::video[Oak]{src=oak.mp4 captions=oak.srt poster=oak.png}')).toEqual([
      'image-missing: no file `modules/dns/oak.mp4`, expected `oaks.mp4`',
      'image-missing: no file `modules/dns/oak.srt`, expected `oak.vtt`',
      'image-missing: no file `modules/dns/oak.png`, expected `oak.jpg`',
    ]);
    expect(missing('::audio[Oak]{src=oak.mp3 no-speech}')).toEqual([
      'image-missing: no file `modules/dns/oak.mp3`, expected `oaks.mp3`',
    ]);
  });

  test('for a broken link is never the lesson it stands in', () => {
    expect(reports({ 'modules/dns/lesson.md': lesson('See [TLS](../tls/lesson.md).') })).toEqual([
      'link-file-missing: no file `modules/tls/lesson.md`',
    ]);
  });
});

describe('A quiz that is not where it should be', () => {
  const asking = lesson('::question{id="first"}');

  test('is reported by its name alone, not by what would be asked from it', () => {
    const { 'modules/dns/quiz.yaml': _, ...others } = sound;
    const { diagnostics, course } = loadCourse(
      memoryFiles({ ...others, 'modules/dns/lesson.md': asking, 'modules/dns/quiz.yml': validQuiz }),
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(['file-misnamed']);
    expect(course?.modules.map(({ slug }) => slug)).toEqual(['http']);
  });

  test('or is empty, is reported alone', () => {
    expect(
      reports({ 'modules/dns/lesson.md': asking, 'modules/dns/quiz.yaml': '' }).map((report) =>
        report.replace(/:.*/, ''),
      ),
    ).toEqual(['file-empty']);
  });
});
