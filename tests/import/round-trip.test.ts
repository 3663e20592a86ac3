import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { dialects } from '../../src/import/dialects/index.ts';
import { importFolder, type ImportResult } from '../../src/import/import-folder.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { readLesson } from '../../src/source/read-lesson.ts';
import { sourceText } from '../../src/source/text.ts';
import { spellings, spelt, type Piece, type Spelling } from './spellings.ts';

const png = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (sign) => sign.charCodeAt(0),
);

/** Lessons of random pieces. Each has words of its own, so that whatever is missing can be named. */
function lessonOf(shape: readonly Shape[]): { readonly pieces: readonly Piece[]; readonly words: readonly string[] } {
  const words: string[] = [];
  let number = 0;
  const word = (stem: string): string => {
    const one = `${stem}${number++}x`;
    words.push(one);
    return one;
  };
  const phrase = (stem: string, marks: number): string => {
    const [a, b, c] = [word(stem), word(stem), word(stem)];
    return (
      [
        `${a} *${b}* and **${c}**.`,
        `${a} \`${b}\`\n${c}, at last.`,
        `${a} <kbd>${b}</kbd> ${c}.`,
        `${a} ~~${b}~~ it’s “${c}”; 3 > 2.`,
      ][marks % 4] ?? a
    );
  };
  const build = ({ kind, number: marks, inside }: Shape): Piece => {
    switch (kind) {
      case 'paragraph':
        return { kind, words: phrase('say', marks) };
      case 'section':
        return { kind, title: `Part ${word('title')}` };
      case 'aside':
        return {
          kind,
          name: (['note', 'tip', 'warning'] as const)[marks % 3] ?? 'note',
          title: word('aside'),
          inside: [{ kind: 'paragraph', words: phrase('beside', marks) }, ...inside.map(build)],
        };
      case 'closed':
        return {
          kind,
          title: word('closed'),
          inside: [{ kind: 'paragraph', words: phrase('hidden', marks) }, ...inside.map(build)],
        };
      case 'tabs':
        return {
          kind,
          tabs: [0, 1].map(() => ({
            name: word('tab'),
            inside: [{ kind: 'paragraph' as const, words: phrase('way', marks) }, ...inside.map(build)],
          })),
        };
      case 'code':
        return {
          kind,
          title: `${word('file')}.js`,
          lines: [
            `const ${word('code')} = '<b> {{ not }} ::: code ';`,
            '',
            `  if (a < b && \`${word('code')}\`) return [x](y);`,
          ],
        };
      case 'included':
        return {
          kind,
          file: `${word('part')}.js`,
          lines: [`export const ${word('code')} = 1;`, `  // ${word('code')}`],
        };
      case 'picture':
        return { kind, file: `${word('picture')}.png`, alt: word('shows') };
      case 'link':
        return { kind, words: word('link'), to: marks % 2 === 0 ? `https://example.org/${word('address')}` : 'OTHER' };
      case 'list':
        return {
          kind,
          isOrdered: marks % 2 === 0,
          nested: word('nested'),
          items: [word('item'), phrase('item', marks), word('item')],
        };
      case 'table':
        return { kind, cells: [word('cell'), word('cell')] };
    }
  };
  return { pieces: shape.map(build), words };
}

interface Shape {
  readonly kind: Piece['kind'];
  readonly number: number;
  readonly inside: readonly Shape[];
}

const kinds = [
  'paragraph',
  'section',
  'aside',
  'closed',
  'tabs',
  'code',
  'included',
  'picture',
  'link',
  'list',
  'table',
] as const;
const plain = kinds.filter((kind) => !['section', 'aside', 'closed', 'tabs'].includes(kind));
const shapeOf = (depth: number): fc.Arbitrary<Shape> =>
  fc.record({
    kind: depth === 0 ? fc.constantFrom(...kinds) : fc.constantFrom(...plain, 'aside' as const),
    number: fc.nat(11),
    inside: depth < 2 ? fc.array(fc.noShrink(shapeOf2(depth + 1)), { maxLength: 2 }) : fc.constant([]),
  });
function shapeOf2(depth: number): fc.Arbitrary<Shape> {
  return depth < 2
    ? shapeOf(depth)
    : fc.record({ kind: fc.constantFrom(...plain), number: fc.nat(11), inside: fc.constant([]) });
}

/** All pieces, those inside of others too. */
const everyPiece = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces.flatMap((piece) => [
    piece,
    ...('inside' in piece
      ? everyPiece(piece.inside)
      : piece.kind === 'tabs'
        ? piece.tabs.flatMap(({ inside }) => everyPiece(inside))
        : []),
  ]);

function folderOf(pieces: readonly Piece[], spelling: Spelling): Record<string, string | Uint8Array> {
  const [page, other] = [spelling.page('first'), spelling.page('second')];
  const below = page.slice(0, page.lastIndexOf('/') + 1);
  const isNested = page.endsWith('/content.md');
  const toOther = isNested ? '../second/content.md' : `./second.${spelling.ending}`;
  const body = pieces
    .map((piece) => spelt(piece, spelling))
    .join('\n\n')
    .replaceAll('(OTHER)', `(${toOther}#its-part)`);
  const head =
    spelling.top?.startsWith('<!--') === true ? spelling.top : `---\ntitle: The first\n---\n\n${spelling.top ?? ''}`;
  const title = spelling.top?.startsWith('<!--') === true ? '\n\n# The first' : '';
  return {
    ...spelling.around(['first', 'second']),
    [page]: `${head}${title}\n\n${body}\n`,
    [other]: `${spelling.top?.startsWith('<!--') === true ? `${spelling.top}\n\n# The second` : '---\ntitle: The second\n---'}\n\n## Its part\n\nThe other page.\n`,
    ...Object.fromEntries(
      everyPiece(pieces).flatMap((piece): readonly (readonly [string, string | Uint8Array])[] =>
        piece.kind === 'picture'
          ? [[below + piece.file, png]]
          : piece.kind === 'included'
            ? [[below + piece.file, `${piece.lines.join('\n')}\n`]]
            : [],
      ),
    ),
  };
}

const textOf = (result: ImportResult, path: string): string => {
  const file = result.files.get(path);
  return file !== undefined && 'text' in file ? file.text : '';
};

describe.each(Object.keys(spellings))('lessons of %s', (name) => {
  const spelling = spellings[name] as Spelling;

  test('keep every word, every line of code, every picture and every link, and have no error', () => {
    fc.assert(
      fc.property(fc.array(shapeOf(0), { minLength: 1, maxLength: 7 }), (shape) => {
        const { pieces, words } = lessonOf(shape);
        const result = importFolder(memoryFiles(folderOf(pieces, spelling)), { taken: new Set() });
        expect(result.dialect.name).toBe(name);
        expect(result.errors).toEqual([]);
        const text = textOf(result, 'modules/first/lesson.md');
        const lesson = readLesson(sourceText('modules/first/lesson.md', text), 'md').source;
        const all = everyPiece(pieces);
        // A file's name is not a word of the lesson where the tool shows no title.
        const titles = new Set(
          all.flatMap((piece) =>
            piece.kind === 'code'
              ? [piece.title.replace('.js', '')]
              : piece.kind === 'included'
                ? [piece.file.replace('.js', '')]
                : [],
          ),
        );
        expect(words.filter((word) => !titles.has(word) && !text.includes(word))).toEqual([]);
        const code = lesson?.fences.map((fence) => fence.code) ?? [];
        for (const piece of all) {
          if (piece.kind === 'code' || piece.kind === 'included') expect(code).toContain(piece.lines.join('\n'));
          if (piece.kind === 'picture') {
            expect(lesson?.images.map(({ url, text: alt }) => ({ url, alt }))).toContainEqual({
              url: piece.file,
              alt: piece.alt,
            });
            expect([...result.files.keys()]).toContain(`modules/first/${piece.file}`);
          }
          if (piece.kind === 'link')
            expect(lesson?.links.map(({ url, text: shown }) => ({ url, shown }))).toContainEqual({
              url: piece.to === 'OTHER' ? '../second/lesson.md#its-part' : piece.to,
              shown: piece.words,
            });
        }
        expect(result.findings.filter(({ fate }) => fate === 'lost')).toEqual([]);
      }),
      { numRuns: 40, seed: 20 },
    );
  });
});

test('every source has its round trip', () => {
  expect(Object.keys(spellings)).toEqual(dialects.map(({ name }) => name));
});

test('what an import writes is a course that validates as it is', () => {
  const { pieces } = lessonOf(kinds.map((kind, number) => ({ kind, number, inside: [] })));
  const source = memoryFiles(folderOf(pieces, spellings['docusaurus'] as Spelling));
  const { files, modules } = importFolder(source, { taken: new Set() });
  const content = Object.fromEntries(
    [...files].map(([path, file]) => [path, 'text' in file ? file.text : (source.read(file.from) as Uint8Array)]),
  );
  const course = `title: Course\nlanguage: en\ncategories:\n  - id: all\n    title: All\n    modules: [${modules.map(({ slug }) => slug).join(', ')}]\n`;
  const { diagnostics } = loadCourse(memoryFiles({ ...content, 'course.yaml': course }));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});
