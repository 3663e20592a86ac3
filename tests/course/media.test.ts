import { describe, expect, test } from 'vitest';
import { inputOf } from '../../src/course/model.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { sectionTexts } from '../../src/lesson/section-texts.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { ReadMemory } from '../../src/course/load.ts';
import { soundBody, soundFront, validCourseFiles } from './sound.ts';

const lesson = (body: string): Readonly<Record<string, string>> => ({
  ...validCourseFiles(),
  'modules/dns/lesson.md': `---\n${soundFront}---\n\n${soundBody}\n${body}\n`,
});
const captions = 'WEBVTT\n\n00:01.000 --> 00:02.000\nWhere does a name lead?\n';
const withVideo = {
  ...lesson('::video[A lookup]{src=a.mp4 captions=a.vtt transcript=a.txt}'),
  'modules/dns/a.mp4': 'a stand-in',
  'modules/dns/a.vtt': captions,
  'modules/dns/a.txt': 'Ada: where?\n',
};
const dns = (files: Readonly<Record<string, string | Uint8Array>>, memory?: ReadMemory) => {
  const { course, diagnostics } = loadCourse(memoryFiles(files), memory);
  expect(diagnostics).toEqual([]);
  return course!.modules.find(({ slug }) => slug === 'dns')!;
};

describe('A video', () => {
  test('has its files published, and what is said in it found', () => {
    const { files, lesson } = dns(withVideo);
    expect(files).toEqual(['modules/dns/a.mp4', 'modules/dns/a.txt', 'modules/dns/a.vtt']);
    expect(sectionTexts(lesson.source).at(-1)?.text).toContain('A lookup Ada: where?');
  });

  test('has its captions as a transcript where it has no other, and another one when they change', () => {
    const memory = new ReadMemory();
    const files = {
      ...lesson('::video[A lookup]{src="a.mp4" captions="a.vtt"}'),
      'modules/dns/a.mp4': 'a stand-in',
      'modules/dns/a.vtt': captions,
    };
    const first = dns(files, memory).lesson.source;
    expect(first.directives[0]?.spoken).toEqual(['Where does a name lead?']);
    expect(dns(files, memory).lesson.source).toBe(first);
    const second = dns({ ...files, 'modules/dns/a.vtt': captions.replace('Where', 'How') }, memory).lesson.source;
    expect(second.directives[0]?.spoken).toEqual(['How does a name lead?']);
    expect(inputOf(second)).not.toBe(inputOf(first));
  });
});
