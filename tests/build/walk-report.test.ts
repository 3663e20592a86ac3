import { describe, expect, test } from 'vitest';
import { reportDead } from '../../src/publish/walk/report.ts';
import type { DeadReference } from '../../src/publish/walk/walk.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { validCourseFiles } from '../course/sound.ts';

const texts = validCourseFiles('mdx') as Record<string, string>;
const lesson = 'modules/dns/lesson.mdx';
const part = 'modules/dns/part.md';
const files = {
  ...texts,
  [lesson]: (texts[lesson] ?? '').replace(/^---\n\n/m, "---\n\nimport Part from './part.md'\n\n<Part />\n\n"),
  [part]: 'See [it](gone.pdf) and [below](#nowhere).\n\n## Twice\n\n<p aria-describedby="hint">A part.</p>\n',
};

const fault = (of: Partial<DeadReference>): DeadReference => ({
  page: 'modules/dns/index.html',
  kind: 'file',
  attribute: 'href',
  value: 'gone.pdf',
  ...of,
});

/** The file that a report names, and what stands in it there. */
function placeOf(of: Partial<DeadReference>): readonly [file: string, text: string] {
  const source = memoryFiles(files);
  const { course } = loadCourse(source);
  if (course === undefined) throw new Error('no course');
  const [report] = reportDead([fault(of)], { course, files: source, base: '/' });
  if (report === undefined) throw new Error('no report');
  const line = (files[report.file as keyof typeof files] ?? '').split('\n')[report.start.line - 1] ?? '';
  return [report.file, line.slice(report.start.column - 1, report.end.column - 1)];
}

describe('What is dead on a page is reported where its author wrote it', () => {
  test.each<readonly [what: string, of: Partial<DeadReference>, place: readonly [string, string]]>([
    ['an address in a part', {}, [part, 'gone.pdf']],
    ['a place on the page that a part names', { kind: 'place', value: '#nowhere' }, [part, '#nowhere']],
    ['a heading of a part whose id stands twice', { kind: 'repeated-id', value: 'twice' }, [part, '## Twice']],
    [
      'an element of a part that a part names',
      { kind: 'id', attribute: 'aria-describedby', value: 'hint' },
      [part, 'hint'],
    ],
    ['what nobody wrote so, at the start of the lesson', { value: 'made-up.pdf' }, [lesson, '']],
  ])('%s', (_, of, place) => {
    expect(placeOf(of)).toEqual(place);
  });

  test('but for a page on which an author writes nothing: that is a mistake of Lectern', () => {
    expect(() => placeOf({ page: 'progress/index.html' })).toThrow('a mistake of Lectern: progress/index.html');
  });
});
