import { z } from 'zod';
import { code, text } from '../primitives.ts';
import { answerFacts, inOrder } from './answers.ts';
import { questionBase, scoring } from './base.ts';
import { blockOf, codeLines, type Block, type CodeLine } from './code-lines.ts';
import { programOf } from './predict-output.ts';

/** Put lines of code in order, and indent them (QTI orderInteraction). `lectern prove` runs it where it has an `output`. */
export const parsons = z.strictObject({
  type: z.literal('parsons'),
  ...questionBase,
  program: code
    .regex(/^\s*\S[^\n]*\n\s*\S/, 'expected at least two lines')
    .describe('The program, with its lines in the right order. Blank lines are left out.'),
  language: text
    .optional()
    .describe('What it is written in, as the highlighter calls it: `js` where left out.')
    .meta({ examples: ['ts', 'python', 'sql'] }),
  distractors: z
    .array(code.regex(/^[^\S\n]*[^\s][^\n]*\n?$/, 'expected one line'))
    .max(20)
    .default([])
    .describe('Further lines, which belong nowhere.'),
  indent: z
    .boolean()
    .default(false)
    .describe('Whether learners indent the lines, too; otherwise each comes with its indentation.'),
  anyOrder: z
    .array(z.array(z.union([z.number().int().min(1), z.string().regex(/^[1-9]\d*-[1-9]\d*$/)])).min(2))
    .default([])
    .describe(
      'Lines or blocks that follow one another in `program` and may stand in any order, each by the numbers of its lines; blank ones do not count.',
    )
    .meta({
      examples: [[[1, 2]], [['3-4', '5-7']]],
    }),
  output: code
    .optional()
    .describe('What it prints, in every right order; a last newline is forgiven. Not shown to learners.'),
  scoring,
});
answerFacts.add(parsons, {
  identity: ({ program, distractors }) => inOrder([program, ...distractors]),
  sameWording: 'answers',
});
export type Parsons = z.output<typeof parsons>;

/** The lines of the program in order, the further ones, and the blocks that may change places. */
export function linesOf(question: Pick<Parsons, 'program' | 'language' | 'distractors' | 'indent' | 'anyOrder'>): {
  readonly lines: readonly CodeLine[];
  readonly distractors: readonly string[];
  readonly groups: readonly (readonly Block[])[];
} {
  const { indent, distractors, anyOrder } = question;
  return {
    lines: codeLines(programOf(question).code, indent),
    distractors: distractors.map((line) => (indent ? line.trim() : line.trimEnd())),
    groups: anyOrder.map((group) => group.map(blockOf)).toSorted(([[a] = [0]], [[b] = [0]]) => a - b),
  };
}
