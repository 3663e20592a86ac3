import fc from 'fast-check';
import { expect, it } from 'vitest';
import { programOf } from '../../schemas/questions/predict-output.ts';

/** A whole fence, as one pattern: too slow for long texts, and right for short ones. */
const fenced = /^(`{3,}(?!`)|~{3,}(?!~))[ \t]*([^\s`]*)[^\n]*\n([^]*?)(?:(?<=\n)|\n)\1[`~]*\s*$/;

it('A program is what stands in the fence that an author has pasted, and any other text is one as it stands', () => {
  const piece = fc.constantFrom('```', '~~~', '`', '~', '\n', '\n', 'js', ' ', 'a', 'title="x"');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12, size: 'max' }), (pieces) => {
      const program = pieces.join('');
      const [, , language = '', code] = fenced.exec(program.trim()) ?? [];
      expect(programOf({ program, language: undefined })).toEqual({
        code: code === undefined ? program : `${code}\n`,
        language: language || 'js',
        fenceLanguage: language || undefined,
      });
    }),
    {
      seed: 12,
      numRuns: 5_000,
      examples: [
        [['```', 'js', '\n', 'a', '\n', '```']],
        [['```', '\n', '```']],
        [['```', '\n', '~', '\n', '```', '`']],
      ],
    },
  );
});

it('A text of a megabyte that is nearly a fence is read at once', () => {
  for (const program of [
    `\`\`\`js\n${'\n``` '.repeat(200_000)}x`,
    '`'.repeat(1_000_000),
    `\`\`\`${'x'.repeat(1_000_000)}`,
  ])
    expect(programOf({ program, language: undefined }).code).toBe(program);
});
