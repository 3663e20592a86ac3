import fc from 'fast-check';
import { describe, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { readLesson } from '../../src/source/read-lesson.ts';
import { decodeText, sourceText } from '../../src/source/text.ts';
import { parseYaml } from '../../src/source/yaml.ts';
import { runs } from '../cases.ts';

/** The same cases on every run and every machine. */
const seed = 20_260_101;

const yamlPieces = [
  'a: ',
  '- ',
  '? ',
  ': ',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ',',
  '|',
  '>',
  '\n',
  '\r\n',
  '\r',
  '  ',
  '\t',
  '#',
  '&a ',
  '*a',
  '!t ',
  '!!str ',
  '<<: ',
  '---\n',
  '...\n',
  '%YAML 1.2\n',
  '\\',
  'true',
  '1.0',
  'null',
  '~',
  '@',
  '`',
  '__proto__: ',
  'é',
  '日本',
  '👩‍💻',
  '\u2028',
  '\uFEFF',
  'text',
  ' ',
];
const markdownPieces = [
  '# ',
  '## ',
  '## A {#b}',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  ':::',
  ':::note',
  '::::flow[x]{loop="y"}',
  ':::\n',
  '::question{id="a"}',
  ':a',
  '- ',
  '1. ',
  '> ',
  '```',
  '```js {1,3-4} title="x"',
  '~~~',
  '`',
  '*',
  '**',
  '_',
  '[',
  '](',
  ')',
  '![',
  '<',
  '</b>',
  '<b ',
  '<!--',
  '-->',
  '{',
  '}',
  '{/*',
  '*/}',
  '"',
  '=',
  '|',
  '|-|',
  '[^a]',
  '[a]: b',
  'http://a',
  'import a from "b"',
  'export const a = 1',
  '\\',
  '&amp;',
  '\t',
  'text',
  ' ',
  'é',
  '日本',
  '👩‍💻',
  '\u2028',
  '\uFEFF',
  '\u0301',
];

const joined = (pieces: readonly string[], maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...pieces), { maxLength }).map((parts) => parts.join(''));

/** What holds of every report, whatever was read. */
function expectSound(diagnostics: readonly Diagnostic[], text: string): void {
  const source = sourceText('x', text);
  for (const { start, end, message, why, fix } of diagnostics) {
    if (start.line < 1 || start.column < 1) throw new Error(`a place before the file: ${message}`);
    if (source.offsetAt(end) < source.offsetAt(start) || source.offsetAt(end) > text.length)
      throw new Error(`a stretch that ends before it starts, or after the file: ${message}`);
    if (
      message === '' ||
      why === '' ||
      fix === '' ||
      /RangeError|TypeError|is not a function|Cannot read/.test(message)
    )
      throw new Error(`not a message for people: ${message}`);
  }
}

describe('For any text at all', () => {
  test('YAML is read or refused, with places inside the file', () => {
    fc.assert(
      fc.property(joined(yamlPieces, 10), (text) => {
        const { source, diagnostics } = parseYaml(sourceText('x', text));
        if (source === undefined && diagnostics.length === 0) throw new Error('neither a value nor a reason');
        expectSound(diagnostics, text);
      }),
      { seed, numRuns: runs(6000, 60_000) },
    );
  });

  test.each(['md', 'mdx'] as const)('a lesson is read or refused as .%s, with places inside the file', (format) => {
    fc.assert(
      fc.property(joined(markdownPieces, 10), (body) => {
        const text = `---\na: b\n---\n${body}`;
        const { source, diagnostics } = readLesson(sourceText('x', text), format);
        if (source === undefined && diagnostics.length === 0) throw new Error('neither a lesson nor a reason');
        expectSound(diagnostics, text);
        for (const { start, end } of [
          ...(source?.headings ?? []),
          ...(source?.links.map(({ urlSpan }) => urlSpan) ?? []),
          ...(source?.fences ?? []),
          ...(source?.directives ?? []),
        ]) {
          if (start.line < 4 || end.line < start.line) throw new Error('a part of the body outside the body');
        }
      }),
      { seed, numRuns: runs(1800, 18_000) },
    );
  });

  test('bytes are decoded or refused at the first bad one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const { source, diagnostic } = decodeText('x', bytes);
        const right = Buffer.from(bytes).equals(Buffer.from(Buffer.from(bytes).toString('utf8'), 'utf8'));
        if (source === undefined && diagnostic === undefined) throw new Error('neither a text nor a reason');
        if (right && diagnostic?.code === 'file-not-utf8') throw new Error('a sound text was refused');
        if (!right && diagnostic?.code !== 'file-not-utf8') throw new Error('a bad byte was let through');
      }),
      { seed, numRuns: runs(2000, 10_000) },
    );
  });

  test('offsets and places are each other’s inverse', () => {
    fc.assert(
      fc.property(joined(['a', '\n', '\r', '\r\n', '\t', '日', '👩‍💻'], 20), fc.nat(60), (text, at) => {
        const source = sourceText('x', text);
        const offset = Math.min(at, text.length);
        if (source.offsetAt(source.pointAt(offset)) !== offset) throw new Error('another offset came back');
      }),
      { seed, numRuns: runs(2000, 10_000) },
    );
  });
});
