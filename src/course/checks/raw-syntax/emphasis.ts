import { matches, quoted, type RawKind, type RawUse } from './kind.ts';

const say = (written: string, message: string, fix: string): RawUse['words'] => ({
  message: `${quoted(written)} ${message}`,
  why: 'learners would see asterisks in the text',
  fix,
});

/** Emphasis that does not start or end where intended. */
export const emphasis: RawKind = {
  code: 'raw-emphasis',
  signs: /\*|~~/,
  inRun: (run) => [
    ...matches(
      run,
      /(?<![*\p{L}\d/])\*\*(?=[\p{L}\d\uE001-\uE005"“'‘([])[^*\r\n]*[ \t]\*\*(?![*\p{L}\d/])/gu,
      (written) =>
        say(written, 'is not bold: a space stands before its end', 'take the space before the last `**` away'),
    ),
    ...matches(run, /(?<![*\p{L}\d/])\*\*[ \t][^*\r\n]*[^\s*]\*\*(?![*\p{L}\d/])/gu, (written) =>
      say(written, 'is not bold: a space stands after its start', 'take the space after the first `**` away'),
    ),
    ...matches(run, /(?<![*\\\d])\*\*(?=[^\s*/.])[^*\r\n]*[^\s*/]\*\*(?!\*)/gu, (written) =>
      say(
        written,
        'is not bold: a letter touches its outside, and a sign its inside',
        'move quotes, brackets and full stops out of the `**`, leave a space around it, or write `<strong>…</strong>`',
      ),
    ),
    ...matches(run, /(?<![*\p{L}\d/\\.)\]])\*\*(?=[\p{L}\d\uE003“"‘'(])[^*\r\n]*(?:\*(?!\*)|$)/gmu, (written) =>
      /^\*\*(?:kwargs|opts|options|args)\b/.test(written)
        ? undefined
        : say(
            written,
            'is not bold: it never ends',
            'add `**` where it should end; asterisks that are meant go between backticks',
          ),
    ),
    ...matches(run, /(?<![*\p{L}\d/\\])\*(?=\p{L})[^*\r\n]*[ \t]\*(?![*\p{L}\d/])/gu, (written) =>
      say(written, 'is not emphasised: a space stands before its end', 'take the space before the last `*` away'),
    ),
    ...matches(run, /~~(?=[^\s~\uE000])[^~\r\n]*/g, (written) => ({
      message: `${quoted(written)} is not struck through: it never ends`,
      why: 'learners would see tildes in the text',
      fix: 'add `~~` where it should end, directly after a letter',
    })),
  ],
};

/** Unpaired backticks. */
export const code: RawKind = {
  code: 'raw-code',
  signs: /`/,
  inRun: (run) =>
    matches(run, /^[ \t\uE000]*`{3,}[^\r\n]*[`\uE003][^\r\n]*/gm, (written) => ({
      message: `${quoted(written)} begins no code: another backtick stands behind the first ones`,
      why: 'learners would see the backticks, and the code as prose',
      fix: 'write `~~~` in place of the backticks, above and below the code, or take the later backtick away',
    }))
      .concat(
        matches(run, /`+/g, (written) => ({
          message: `this ${quoted(written)} has no partner, so nothing becomes code`,
          why: 'learners would see the backtick, and the code as prose',
          fix:
            written.length > 1
              ? `add ${quoted(written)} at the end of the code`
              : 'add a backtick at the end of the code, or write a backtick that is meant as ``\\` ``',
        })),
      )
      .slice(0, 1),
};
