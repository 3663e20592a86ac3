import { describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { ReadMemory } from '../../src/course/load.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { pairs } from '../cases.ts';
import { mistakeCases, unmark, type Expected, type MistakeCase } from './mistake-cases.ts';
import { validCourseFiles } from './sound.ts';

/** Ways to write the same text; positions must move exactly as the text does. */
const transforms: Readonly<Record<string, (text: string, file: string) => string>> = {
  'as it stands': (text) => text.replaceAll('§', 'x'),
  'with CRLF': (text) => text.replaceAll('§', 'x').replaceAll('\n', '\r\n'),
  'with CR': (text) => text.replaceAll('§', 'x').replaceAll('\n', '\r'),
  'with a BOM': (text) => `\uFEFF${text.replaceAll('§', 'x')}`,
  'after an emoji': (text) => text.replaceAll('§', '👩‍💻'),
  'after CJK': (text) => text.replaceAll('§', '日本語'),
  'after a tab': (text) => text.replaceAll('§', 'a\tb'),
  'after a line of comment': (text, file) => commented(text, file).replaceAll('§', 'x'),
};

/** Where the place is that of the very first character, a comment before it would be another case. */
function commented(text: string, file: string): string {
  if (text.includes('%YAML') || text.includes('⟦⟧{file-empty}')) return text;
  return file.endsWith('.yaml')
    ? `# 日本 😀\n${text}`
    : text.replace(/^---\n/, `---\n${file.endsWith('.astro') ? '//' : '#'} 日本 😀\n`);
}

const cases = mistakeCases();
/** Files that no case changes are read once: `read-again.test.ts` holds the memory to it. */
const read = new ReadMemory();

describe('A seeded mistake', () => {
  test('is one of at least 150', () => {
    expect(cases.length).toBeGreaterThanOrEqual(150);
  });

  const written = [
    ...cases.map((mistake) => [mistake, 'as it stands'] as const),
    ...pairs(
      cases,
      Object.keys(transforms).filter((how) => how !== 'as it stands'),
    ),
  ];
  test.each(written.map(([mistake, how]) => [how, mistake.name, mistake] as const))(
    'is reported once, at its exact place, %s: %s',
    (how, _, mistake) => {
      const { files, expected } = prepare(mistake, transforms[how]!);
      const found = loadCourse(memoryFiles(files), read).diagnostics.map(({ file, code, start, end }) => ({
        file,
        code,
        start,
        end,
      }));
      expect(found.toSorted(byPlace)).toEqual(expected.toSorted(byPlace));
    },
  );
});

describe('A sound course', () => {
  test.each(['md', 'mdx'] as const)('has nothing to report as .%s', (format) => {
    const { diagnostics, course, modules, questions } = loadCourse(memoryFiles(validCourseFiles(format)));
    expect(diagnostics).toEqual([]);
    expect(course?.modules.map(({ slug }) => slug)).toEqual(['http', 'dns']);
    expect({ modules, questions }).toEqual({ modules: 2, questions: 2 });
  });
});

function prepare(
  { files, atStart }: MistakeCase,
  transform: (text: string, file: string) => string,
): { files: Record<string, string>; expected: Expected[] } {
  const expected: Expected[] = [];
  const plain: Record<string, string> = {};
  for (const [path, marked] of Object.entries(files)) {
    const transformed = transform(marked, path);
    const bom = transformed.startsWith('\uFEFF') ? '\uFEFF' : '';
    const { text, expected: here } = unmark(path, transformed.slice(bom.length));
    plain[path] = bom + text;
    expected.push(...here);
  }
  const start = { line: 1, column: 1 };
  for (const { file, code } of atStart) expected.push({ file, code, start, end: start });
  return { files: plain, expected };
}

function byPlace(a: Expected, b: Expected): number {
  const key = ({ file, start, code }: Expected): string =>
    `${file} ${String(start.line).padStart(6)} ${String(start.column).padStart(6)} ${code}`;
  return key(a) < key(b) ? -1 : 1;
}
