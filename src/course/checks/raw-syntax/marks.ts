import emoji from './emoji.json' with { type: 'json' };
import { matches, quoted, type Place, type RawKind, type RawUse } from './kind.ts';
import { rangeOf } from '../../../source/markdown.ts';

const say = (written: string, what: string, fix: string): RawUse['words'] => ({
  message: `${quoted(written)} is shown as written, not as ${what}`,
  why: 'learners would see the marks around the text',
  fix,
});

const raised = 'write the raised characters themselves: `x²`';

/** Lessons have HTML, quizzes have Markdown alone, and plain texts have neither. */
function wayOut(kind: Place['kind'], lesson: string, quiz: string, plain = 'write the text alone'): string {
  return kind === 'lesson' ? lesson : kind === 'quiz' ? quiz : plain;
}

/** The emoji of a name between colons, as GitHub calls it. */
function emojiOf(written: string): string | undefined {
  const name = written.slice(1, -1);
  return Object.hasOwn(emoji, name) ? emoji[name as keyof typeof emoji] : undefined;
}

function emojiToWrite(written: string, kind: Place['kind']): string {
  const meant = emojiOf(written);
  if (meant !== undefined) return `write ${meant} itself`;
  return `write the emoji itself, such as 🙂${kind === 'lesson' ? ', or show a picture' : ''}`;
}

/** Marks around words that other dialects of Markdown have. */
export const marks: RawKind = {
  code: 'raw-mark',
  signs: /\*\[|==|\+\+|\^|~|\|\||%%|:[a-z]|\{[+\-~>=]/i,
  inRun: (run, { kind }) => [
    ...matches(run, /\{(?:\+\+|--|~~|==|>>)[^{}\r\n]+(?:\+\+|--|~~|==|<<)\}/g, (written) =>
      say(written, 'a change', 'write what the text should say'),
    ),
    ...(kind === 'plain'
      ? matches(
          run,
          /(?<![=\w!<>])==(?=[^\s=])(?:[^=\r\n]|=(?!=))*[^\s=]==(?![=\w])|(?<![=\w!<>])==[^\s=]==(?![=\w])/g,
          (written) => say(written, 'a highlight', 'write the text alone'),
        )
      : []),
    ...matches(
      run,
      /(?<![+\w])\+\+(?=[^\s+])(?:[^+\r\n]|\+(?!\+))*[^\s+](?<!(?:^|[\s,(])(?:[CcgN]|clang|Notepad|libstdc))\+\+(?![+\w])/g,
      (written) =>
        say(
          written,
          'an insertion or a key',
          wayOut(
            kind,
            'write `<ins>text</ins>`, or `<kbd>Ctrl</kbd>` for a key',
            'write the text alone, or between backticks',
          ),
        ),
    ),
    ...matches(run, /(?<=[\p{L}\d)\]\uE003])\^(?:[\p{L}\d+−-]{1,12})\^(?![\p{L}\d^])/gu, (written) =>
      say(
        written,
        'a superscript',
        wayOut(kind, 'write `<sup>2</sup>`, or the raised characters themselves: `x²`', raised, raised),
      ),
    ),
    ...matches(run, /(?<![|\w])\|\|(?=[^\s|])(?:[^|\r\n]|\|(?!\|))*[^\s|]\|\|(?![|\w])/g, (written) =>
      say(written, 'a spoiler', 'write the text alone'),
    ),
    ...matches(run, /(?<![%\w])%%(?=[^%\r\n]*\S)[^%]+%%(?![%\w])/g, (written) =>
      say(written, 'a comment', wayOut(kind, 'write `<!-- … -->`, or remove it', 'remove it', 'remove it')),
    ),
    ...matches(
      run,
      /(?<![\p{L}\d:/\]\uE003]):(?=[a-z\d_+-]*[a-z])[a-z\d][a-z\d_+-]+:(?![\p{L}\d:/\uE003])/gu,
      (written) => say(written, 'a picture or emoji', emojiToWrite(written, kind)),
    ).map((use) => ({ ...use, replacement: emojiOf(run.written.slice(use.start, use.end)) })),
    ...matches(run, /(?=\*\[)(?<=^[\s\uE000]*)\*\[[^[\]\r\n]+\]:[^\r\n]*/gm, (written) =>
      say(written, 'an abbreviation', 'explain the short form where it first stands'),
    ),
  ],
  inTree(node, { kind, source }) {
    if (node.type !== 'delete' || kind === 'plain') return [];
    const [start, end] = rangeOf(node);
    const written = source.slice(start, end);
    // `H~2~O`; with two tildes, or around whole words, it is what it seems.
    return !/^~[^~\s]{1,12}~$/.test(written) || !/[\p{L}\d)\]]/u.test(source.charAt(start - 1))
      ? []
      : [
          {
            start,
            end,
            words: {
              message: `${quoted(written)} is struck through, not lowered`,
              why: 'learners would read that it no longer counts',
              fix:
                kind === 'quiz'
                  ? 'write the lowered characters themselves: `H₂O`'
                  : 'write `<sub>2</sub>`, or the lowered characters themselves: `H₂O`',
            },
          },
        ];
  },
};

/** Marks of notes that stand nowhere. */
export const footnotes: RawKind = {
  code: 'raw-footnote',
  signs: /\[\^|\^\[/,
  inRun: (run, { kind }) => [
    ...matches(run, /(?=\[\^)(?<!^\s*|(?:^|[\s(,])[a-z]?['"/])\[\^[^\]\s^[]+\]/g, (written) => ({
      message:
        kind === 'quiz'
          ? `${quoted(written)} is shown as written: a quiz has no footnotes`
          : `${quoted(written)} is shown as written: no line \`${written}: …\` says what the note is`,
      why: 'learners would see brackets, and no note',
      fix: kind === 'quiz' ? 'write the note into the text' : `add a line \`${written}: …\`, or remove the mark`,
    })),
    ...matches(run, /\^\[[^[\]\r\n]+\](?!\()/g, (written) => ({
      message: `${quoted(written)} is shown as written, not as a footnote`,
      why: 'learners would see brackets in the middle of the sentence',
      fix:
        kind === 'quiz'
          ? 'write the note into the text'
          : 'write `[^1]`, and the note itself on a line of its own, `[^1]: …`',
    })),
  ],
};

/** Notes that nothing leads to: they are nowhere on the page. */
export const unusedFootnotes: RawKind = {
  code: 'footnote-unused',
  signs: /\[\^/,
  inTree(node, { kind, source }) {
    if (kind === 'quiz' || node.type !== 'root') return [];
    const named = (
      type: 'footnoteReference' | 'footnoteDefinition',
    ): { readonly name: string; readonly start: number }[] => {
      const found: { readonly name: string; readonly start: number }[] = [];
      const visit = (at: typeof node | (typeof node)['children'][number]): void => {
        // A mark with a space in it makes no note, but the name of an address.
        const isMistaken = type === 'footnoteDefinition' && at.type === 'definition' && at.identifier.startsWith('^');
        if (at.type === type || isMistaken) found.push({ name: at.identifier.toLowerCase(), start: rangeOf(at)[0] });
        if ('children' in at) for (const child of at.children) visit(child);
      };
      visit(node);
      return found;
    };
    const cited = new Set(named('footnoteReference').map(({ name }) => name));
    const seen = new Set<string>();
    return named('footnoteDefinition').flatMap(({ name, start }) => {
      const isSecond = seen.has(name);
      seen.add(name);
      if (cited.has(name) && !isSecond) return [];
      const mark = /^\[\^[^\]]*\]/.exec(source.slice(start))?.[0] ?? '[^';
      return [
        {
          start,
          end: start + mark.length,
          words: {
            message: isSecond ? `unexpected second note \`${mark}\`` : `no place in the text refers to this note`,
            why: 'it is not shown at all',
            fix: isSecond
              ? 'give it a name of its own'
              : `write \`${mark}\` where the note belongs (a mark has no spaces), or remove it`,
          },
        },
      ];
    });
  },
};

/** Comments that never end: Markdown takes them for text. */
export const openComments: RawKind = {
  code: 'html-syntax',
  signs: /<!--/,
  inRun: (run) =>
    matches(run, /<!--/g, (written) => ({
      message: `this is no comment: \`${written}\` is never closed, expected \`-->\``,
      why: 'learners would read it',
      fix: 'write `-->` where the comment ends',
    })),
};
