import { linesOf, quoted, type RawKind, type RawUse } from './kind.ts';

/** Lines that were meant as headings. */
export const headings: RawKind = {
  code: 'raw-heading',
  signs: /#{2}[\p{L}\uE003]|#[\u00a0\u3000]|#{7}[ \t]/u,
  inRun: (run) =>
    run.block.type !== 'paragraph'
      ? []
      : linesOf(run).flatMap(({ text, start }): RawUse[] => {
          const [hashes] = /^#{2,6}(?=[\p{L}\uE003])|^#{1,6}(?=[\u00a0\u3000])|^#{7,}(?=[ \t])/u.exec(text) ?? [];
          if (hashes === undefined) return [];
          const end = start + text.trimEnd().length;
          const deep = hashes.length > 6;
          return [
            {
              start,
              end,
              words: {
                message: `${quoted(run.written.slice(start, end))} is no heading: ${deep ? 'they go six levels deep' : 'no space stands after the `#`'}`,
                why: 'learners would see the signs, and the section would be missing from the list of sections',
                fix: deep ? 'write at most six `#`' : `write \`${hashes} \`, with a plain space`,
              },
            },
          ];
        }),
};
