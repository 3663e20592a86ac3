import { matches, quoted, type RawKind, type RawUse } from './kind.ts';
import { rangeOf } from '../../../source/markdown.ts';

function words(written: string): RawUse['words'] {
  const description = /\balt\s*=/.test(written);
  return {
    message: `${quoted(written)} is shown as written, not as attributes`,
    why: 'learners would see braces in the text',
    fix: description
      ? 'write the description between the brackets: `![what it shows](file.png)`'
      : 'remove it: headings and directives take names and attributes in braces, pictures a width (`{width=50%}`), and words their language (`[mot]{lang=fr}`)',
  };
}

/** `{.class}`, `{#id}`, `{height=50%}` and Kramdown’s `{: .class}` where they are not supported. */
export const attributes: RawKind = {
  code: 'raw-attributes',
  signs: /\{/,
  inRun: (run) =>
    run.block.type === 'heading'
      ? []
      : [
          ...matches(run, /\{:[^{}\r\n]*\}/g, words),
          ...matches(
            run,
            /(?<=[\uE001\uE002\uE003\]])[ \t]?\{[ \t]*(?:[.#][\p{L}_]|[\w-]+=)[^{}\r\n]*\}/gu,
            (written) => words(written.trim()),
          ),
          ...matches(run, /(?<=^|\s)\{[ \t]*[.#][\p{L}_][\w-]*(?:[ \t][^{}\r\n]*)?\}[ \t]*$/gmu, words),
        ],
};

/** Roles and inline directives: `{ref}` and `:ref:` before code, `:kbd[Ctrl]`. */
export const roles: RawKind = {
  code: 'raw-role',
  signs: /[:}]\uE003|:[a-z][\w-]*[[{]/i,
  inRun: (run) =>
    matches(run, /(?:\{[a-z][\w:+.-]*\}|(?<![\w:+.-]):[a-z][\w:+.-]*:)(?=\uE003)/g, (written) => ({
      message: `${quoted(written)} is shown as written, it does nothing with the code after it`,
      why: 'learners would see a command in the text',
      fix: 'remove it; a link is written `[text](address)`',
    })),
  inTree(node, { source }) {
    if (node.type !== 'textDirective') return [];
    const [start, end] = rangeOf(node);
    const written = source.slice(start, end);
    return /^:[\w-]+[[{]/.test(written)
      ? [
          {
            start,
            end,
            words: {
              message: `${quoted(written)} is shown as written, there are no directives inside a line`,
              why: 'learners would see colons and brackets',
              fix: 'write the text alone, or as code between backticks',
            },
          },
        ]
      : [];
  },
};

/** Citations and figure references in Pandoc and Quarto syntax. */
export const citations: RawKind = {
  code: 'raw-citation',
  signs: /@/,
  inRun: (run) => [
    ...matches(run, /\[-?@[\p{L}_][^[\]\r\n]*\](?![[(])/gu, (written) => ({
      message: `${quoted(written)} is shown as written, not as a source`,
      why: 'learners would see an abbreviation instead of the source',
      fix: 'name the source in the text, or write it as a footnote: `[^1]`',
    })),
    ...matches(run, /(?<![\w/.@])@(?:fig|tbl|sec|eq|lst|thm|exr)-[\w-]*\w/g, (written) => ({
      message: `${quoted(written)} is shown as written, it does not name a figure or section`,
      why: 'learners would see an abbreviation instead of a reference',
      fix: 'say which one is meant, or link to its heading: `[text](#heading)`',
    })),
  ],
};
