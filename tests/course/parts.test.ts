import { describe, expect, test } from 'vitest';
import { bodiesOf } from '../../src/course/bodies.ts';
import { exchangesOf } from '../../src/course/exchanges.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { mistakeCases, unmark } from './mistake-cases.ts';
import { soundBody, validCourse, validCourseFiles, soundFront } from './sound.ts';

const lessonFile = /^modules\/dns\/lesson\.(mdx?)$/;

/** A lesson that shows this part and nothing else. */
const showing = (part: string): string => `---\n${soundFront}---\n\nimport Part from '${part}'\n\n<Part />\n`;

/** The course with the body of its lesson in a part of its own, which another module's lesson shows, too. */
function inPart(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [lesson = '', format = ''] =
    Object.keys(files)
      .map((file) => lessonFile.exec(file))
      .find((match) => match !== null) ?? [];
  const { [lesson]: whole = '', ...others } = files;
  return {
    ...others,
    'course.yaml': validCourse.replace('[http, dns]', '[http, dns, again]'),
    'modules/dns/lesson.mdx': showing(`./part.${format}`),
    [`modules/dns/part.${format}`]: whole.slice(`---\n${soundFront}---\n\n`.length),
    'modules/again/lesson.mdx': showing(`../dns/part.${format}`),
  };
}

/** Mistakes that stand in the body of a lesson and say nothing of other files of the course. */
const inBodies = mistakeCases().flatMap(({ name, files, atStart }) => {
  const lesson = Object.keys(files).find((file) => lessonFile.test(file));
  const marked = Object.entries(files)
    .filter(([, text]) => text.includes('⟦'))
    .map(([file]) => file);
  const isOfBody =
    lesson !== undefined &&
    marked.length === 1 &&
    marked[0] === lesson &&
    files[lesson]!.startsWith(`---\n${soundFront}---\n\n`) &&
    files['course.yaml'] === validCourse &&
    atStart.length === 0;
  return isOfBody
    ? [
        {
          name,
          files: inPart(
            Object.fromEntries(Object.entries(files).map(([file, text]) => [file, text.replaceAll('§', 'x')])),
          ),
        },
      ]
    : [];
});

const place = ({ file, code, start, end }: Pick<Diagnostic, 'file' | 'code' | 'start' | 'end'>): string =>
  `${file}:${start.line}:${start.column}-${end.line}:${end.column} ${code}`;

describe('A part', () => {
  test('can have nearly every mistake that a lesson can', () => {
    expect(inBodies.length).toBeGreaterThan(200);
  });

  test.each(inBodies.map(({ name, files }) => [name, files] as const))(
    'that two lessons show has its mistake reported once, at its place: %s',
    (_, files) => {
      const unmarked = Object.entries(files).map(([file, marked]) => ({ file, ...unmark(file, marked) }));
      const { diagnostics } = loadCourse(
        memoryFiles(Object.fromEntries(unmarked.map(({ file, text }) => [file, text]))),
      );
      expect(diagnostics.map(place).toSorted()).toEqual(
        unmarked.flatMap(({ expected }) => expected.map(place)).toSorted(),
      );
    },
  );

  test('shows exchanges under names that no other part of the page has', () => {
    const chat = ':::exchange\n```js title="a.js" runs="node"\n1\n```\n:::\n';
    const { course, diagnostics } = loadCourse(
      memoryFiles({
        ...validCourseFiles('mdx'),
        'modules/dns/lesson.mdx': `---\n${soundFront}---\n\nimport One from './one.md'\nimport Two from '../../shared/two.md'\n\n${chat}\n<One />\n\n<Two />\n\n${soundBody}\n${chat}`,
        'modules/dns/one.md': `${chat}\n${chat}`,
        'shared/two.md': `${chat}\n## Two\n\n${chat}`,
      }),
    );
    expect(diagnostics).toEqual([]);
    const names = bodiesOf(course!.modules[1]!.lesson)
      .flatMap(exchangesOf)
      .map(({ id }) => id);
    expect(names).toEqual([
      '/1',
      'the-cache/1',
      'modules/dns/one.md/1',
      'modules/dns/one.md/2',
      'shared/two.md/1',
      'shared/two.md/two/1',
    ]);
  });

  test('that cannot be read leaves open what it would have held', () => {
    const files: Record<string, string> = {
      ...inPart(validCourseFiles() as Record<string, string>),
      'modules/dns/part.md': '<<<<<<< ours\n=======\n>>>>>>> theirs\n',
      'modules/dns/picture.svg': '<svg/>',
    };
    const { diagnostics, valid, course } = loadCourse(
      memoryFiles({
        ...files,
        'modules/dns/lesson.mdx': `${files['modules/dns/lesson.mdx']}\n[cache](#the-cache), <b aria-describedby="there">b</b>\n`,
      }),
    );
    expect(diagnostics.map(({ code, file }) => `${file} ${code}`)).toEqual(['modules/dns/part.md merge-conflict']);
    expect(valid?.modules.map(({ whole }) => whole)).toEqual([true, false, false]);
    expect(course?.modules.map(({ slug }) => slug)).toEqual(['http']);
  });

  test('of drafts alone may link to drafts', () => {
    const files = inPart(validCourseFiles() as Record<string, string>);
    const draft = (file: string): Record<string, string> => ({
      [file]: files[file]!.replace('---\n', '---\ndraft: true\n'),
    });
    const linking = {
      ...files,
      ...draft('modules/dns/lesson.mdx'),
      'modules/dns/part.md': `${soundBody}\nSee [DNS](./lesson.mdx).\n`,
    };
    const codes = (content: Readonly<Record<string, string>>): readonly string[] =>
      loadCourse(memoryFiles(content)).diagnostics.flatMap(({ code }) => (code === 'link-draft' ? [code] : []));
    expect(codes(linking)).toEqual(['link-draft']);
    expect(codes({ ...linking, ...draft('modules/again/lesson.mdx') })).toEqual([]);
  });
});
