import { linesOf, quoted, type Line, type RawKind, type RawUse } from './kind.ts';

interface Mark {
  /** The marker of an entry; its first group is passed to `next`. */
  readonly pattern: RegExp;
  /** Whether a marker may follow another. */
  readonly next: (mark: string, before: string) => boolean;
  readonly message: (mark: string) => string;
  readonly fix: string;
}

const any = (): boolean => true;
const succeeds = (mark: string, before: string): boolean =>
  /^\d+$/.test(mark)
    ? Number(mark) === Number(before) + 1
    : mark.length === 1 && before.length === 1 && mark.charCodeAt(0) === before.charCodeAt(0) + 1;

const marks: readonly Mark[] = [
  {
    pattern: /^([•◦▪‣●○∙·])[ \t\u00a0]*(?=\S)/u,
    next: any,
    message: (mark) => `${quoted(mark)} begins no list, expected \`- \``,
    fix: 'write `- ` at the start of each entry',
  },
  {
    pattern: /^([-+*])(?=\p{L})(?![^\r\n]*\*\s*$)/u,
    next: (mark, before) => mark === before,
    message: (mark) => `no space after ${quoted(mark)}, so this is no list`,
    fix: 'write a space after the mark of each entry',
  },
  {
    pattern: /^(\d{1,3})[.)](?=\p{L})/u,
    next: succeeds,
    message: (mark) => `no space after ${quoted(mark)}, so this is no list`,
    fix: 'write a space after the number of each entry',
  },
  {
    pattern: /^\(?([a-zA-Z])[.)][ \t]+(?=\S)/,
    next: succeeds,
    message: (mark) => `${quoted(mark)} begins no list: Markdown counts with numbers alone`,
    fix: 'write `1. `, `2. ` at the start of the entries, with an empty line above the first',
  },
  {
    pattern: /^\((\d{1,3})\)[ \t]+(?=\S)/,
    next: succeeds,
    message: (mark) => `${quoted(mark)} begins no list, expected \`1. \``,
    fix: 'write `1. `, `2. ` at the start of the entries, with an empty line above the first',
  },
  {
    pattern: /^(\d{1,3})[.)][ \t]+(?=\S)/,
    next: succeeds,
    message: (mark) => `${quoted(mark)} begins no list here: it follows directly on a line of text`,
    fix: 'leave an empty line above the first entry',
  },
];

/** List entries that Markdown parses as lines of one paragraph: at least two in a row. */
export const lists: RawKind = {
  code: 'raw-list',
  signs: /(?:^[ \t>]*|[-*+.)][ \t]+)(?:[-+*]\p{L}|[•◦▪‣●○∙·]|\(?(?:\d{1,3}|[a-zA-Z])[.)]|\[\])/mu,
  inRun(run) {
    if (run.block.type !== 'paragraph') return [];
    const lines = linesOf(run);
    const [task] =
      run.parent.type === 'listItem' && run.before === undefined
        ? (/^\[\](?=[ \t]+[\p{L}\d\uE000-\uE005])/u.exec(run.text) ?? [])
        : [];
    if (task !== undefined) {
      return [
        {
          start: 0,
          end: 2,
          words: {
            message: '`[]` is shown as written, not as a box to tick',
            why: 'learners would see two brackets',
            fix: 'write `[ ]`, with a space between the brackets',
          },
        },
      ];
    }
    for (const mark of marks) {
      const found = firstTwo(lines, mark);
      if (found !== undefined)
        return [
          {
            ...found,
            words: {
              message: mark.message(run.written.slice(found.start, found.end).trim()),
              why: 'the entries would run together in one paragraph',
              fix: mark.fix,
            },
          },
        ];
    }
    return [];
  },
};

/** A line that also ends with a line break in the output. */
const endsInBreak = /[\uE000\uE004]\s*$/;

function firstTwo(lines: readonly Line[], { pattern, next }: Mark): Pick<RawUse, 'start' | 'end'> | undefined {
  for (const [index, line] of lines.entries()) {
    const one = pattern.exec(line.text);
    const two = pattern.exec(lines[index + 1]?.text ?? '');
    if (one !== null && two !== null && !endsInBreak.test(line.text) && next(two[1] ?? '', one[1] ?? ''))
      return { start: line.start, end: line.start + one[0].trimEnd().length };
  }
  return undefined;
}
