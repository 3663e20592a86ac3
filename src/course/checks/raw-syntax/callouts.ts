import { linesOf, quoted, type Place, type RawKind, type RawUse } from './kind.ts';

/** What other tools call our asides. */
const directiveOf = (name: string): string => {
  const lower = name.toLowerCase();
  if (/^(?:tip|hint|success|check|done)$/.test(lower)) return 'tip';
  if (/^(?:warning|attention|failure|fail)$/.test(lower)) return 'warning';
  if (/^(?:error|bug)$/.test(lower)) return 'danger';
  if (/^(?:important|caution|danger|info)$/.test(lower)) return lower;
  return /^(?:abstract|summary|tldr|insight)$/.test(lower) ? 'insight' : 'note';
};

/** The names that GitHub has: outside of a quotation, only these are meant as a box. */
const known = /^(?:note|tip|important|warning|caution)$/i;

const aside = (written: string, name: string, { kind }: Place, rest: string): RawUse['words'] => ({
  message: `${quoted(written)} is shown as written, not as a box`,
  why: 'learners would see the marks in the middle of the text',
  fix:
    kind === 'quiz'
      ? 'write the text as a paragraph of its own, which may begin with `**Note:**`'
      : `write a line \`:::${directiveOf(name)}\` above the text and a line \`:::\` below it, ${rest}`,
});

/**
 * Boxes as Obsidian (`> [!EXAMPLE]`; those of GitHub are asides of lessons, not of quizzes), MkDocs (`!!! note`) and reStructuredText (`.. note::`) write them, and those
 * of lessons (`:::note`) in a quiz, which has none.
 */
export const callouts: RawKind = {
  code: 'raw-callout',
  signs: /\[!|!!!|\?\?\?|^[ \t>]*(?:\.\. |:::)/m,
  inRun(run, place) {
    if (run.block.type !== 'paragraph') return [];
    return linesOf(run).flatMap(({ text, start }): RawUse[] => {
      const [github, name] =
        run.before === undefined || run.parent.type !== 'blockquote'
          ? (/^\[!([A-Za-z][\w-]*)(?:\|[^\]\r\n]*)?\][+-]?/.exec(text) ?? [])
          : [];
      if (github !== undefined && start === 0 && (run.parent.type === 'blockquote' || known.test(name ?? '')))
        return [
          { start, end: start + github.length, words: aside(github, name ?? '', place, 'and take the `>` away') },
        ];
      const [indented, type] =
        /^(?:!!!|\?\?\?\+?)[ \t]+([A-Za-z][\w-]*)[^\r\n]*/.exec(text) ??
        /^\.\.[ \t]+([a-z][\w-]*)::[^\r\n]*/.exec(text) ??
        (place.kind === 'quiz' ? /^:{3,}[ \t]*([A-Za-z][\w-]*)[^\r\n]*/.exec(text) : undefined) ??
        [];
      return indented === undefined
        ? []
        : [
            {
              start,
              end: start + indented.trimEnd().length,
              words: aside(indented, type ?? '', place, 'without indentation'),
            },
          ];
    });
  },
};

/** Tabs as MkDocs writes them. */
export const tabs: RawKind = {
  code: 'raw-tabs',
  signs: /===/,
  inRun: (run, { kind }) =>
    linesOf(run).flatMap(({ text, start }): RawUse[] => {
      const [tab] = /^===[!+]{0,2}[ \t]+["“'][^\r\n]*/.exec(text) ?? [];
      return tab === undefined
        ? []
        : [
            {
              start,
              end: start + tab.trimEnd().length,
              words: {
                message: `${quoted(tab)} is shown as written, not as a tab`,
                why: 'the text below it is indented, so learners would see it as code',
                fix:
                  kind === 'quiz'
                    ? 'write the text of each tab as a paragraph, without indentation'
                    : 'write `:::tab[Name]` and `:::` around the text of each, without indentation, and `::::tabs` and `::::` around all of them',
              },
            },
          ];
    }),
};
