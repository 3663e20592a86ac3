import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceText } from '../../source/text.ts';
import { facts } from '../facts.ts';
import { problem, type Words } from '../problem.ts';

/** A `{…}` in the source of a heading, with offsets into that source. */
interface Braces {
  readonly start: number;
  readonly end: number;
  readonly content: string;
}

interface Mistake extends Pick<Braces, 'start' | 'end'> {
  readonly words: Words;
}

/** Checks the `{…}` of a heading whose source starts at `offset`: only an id at the end is allowed. */
export function checkAttributes(source: string, offset: number, text: SourceText): Diagnostic[] {
  return mistakesIn(source, false).map((mistake) => asProblem(mistake, offset, text));
}

/**
 * Explains a parser error for an expression in a heading: in MDX, a misplaced or invalid `{#id}` is parsed as an
 * expression. Empty if the heading is not the cause.
 */
export function refusedAttributes(text: SourceText, offset: number): Diagnostic[] {
  const { line } = text.pointAt(offset);
  const start = text.offsetAt({ line, column: 1 });
  const source = /^[^\r\n]*/.exec(text.text.slice(start))?.[0] ?? '';
  const below = /^[^\r\n]*(?:\r\n|\r|\n)([^\r\n]*)/.exec(text.text.slice(start))?.[1] ?? '';
  const isHeading = /^[\s>*+\-\d.)]*#{1,6}[ \t]/.test(source) || /^[\s>]*(?:=+|-+)[ \t]*$/.test(below);
  return isHeading ? mistakesIn(source, true).map((mistake) => asProblem(mistake, start, text)) : [];
}

function asProblem({ start, end, words }: Mistake, offset: number, text: SourceText): Diagnostic {
  return problem('heading-attributes', text.span(offset + start, offset + end), {
    ...words,
    unsettles: [facts.sections(text.file)],
  });
}

/** A heading without the line of `=` or `-` below it. */
function withoutUnderline(source: string): string {
  const lineBreak = Math.max(source.lastIndexOf('\n'), source.lastIndexOf('\r'));
  return lineBreak >= 0 && /^[ \t>]*(?:=+|-+)[ \t]*$/.test(source.slice(lineBreak + 1))
    ? source.slice(0, lineBreak)
    : source;
}

/** `everywhere`: `{#each}` in the middle of a heading is text in Markdown, and an expression in MDX. */
function mistakesIn(source: string, everywhere: boolean): Mistake[] {
  const heading = withoutUnderline(source).trimEnd();
  const ids = bracesIn(heading).filter(({ content }) => content.startsWith('#'));
  const last = bracesIn(heading).at(-1);
  const tail = last?.end === heading.length ? last : undefined;
  const [first] = ids;
  return [
    ...ids.flatMap((braces): Mistake[] => {
      const written = heading.slice(braces.start, braces.end);
      const rest = heading.slice(braces.end);
      if (braces !== first && rest === '') {
        return [
          {
            ...braces,
            words: {
              message: `unexpected second id \`${written}\`, a heading has one`,
              why: 'links could use only one of the two, and the other would be shown as part of the heading',
              fix: 'keep the one that links and questions use, and put what is code between backticks',
            },
          },
        ];
      }
      if (rest !== '' && ids.some(({ end }) => end === heading.length)) return [];
      if (/^[ \t]*#+$/.test(rest)) {
        return [
          {
            ...braces,
            words: {
              message: `unexpected \`${written}\` before \`${rest.trim()}\`, expected it at the end of the line`,
              why: 'it would be shown as part of the heading',
              fix: `remove the \`${rest.trim()}\` at the end`,
            },
          },
        ];
      }
      if (rest !== '') {
        return everywhere
          ? [
              {
                ...braces,
                words: {
                  message: `unexpected \`${written}\` inside a heading, expected it at the end`,
                  why: 'in MDX, `{` starts an expression, and this is none',
                  fix: 'move it to the end of the line, or put it between backticks if it is code',
                },
              },
            ]
          : [];
      }
      if (!/^#[^\s{}]/.test(braces.content)) {
        return [
          {
            ...braces,
            words: {
              message: `unexpected \`${written}\`, expected an id such as \`{#open-connection}\``,
              why: 'it would be shown as part of the heading',
              fix: 'write a name of letters, digits and hyphens after the `#`',
            },
          },
        ];
      }
      return /^#\S+$/.test(braces.content) ? [] : [onlyAnId(braces, /(?:^|\s)(#[^\s{}]+)/.exec(braces.content)?.[1])];
    }),
    ...(tail === undefined || tail.content.startsWith('#') || !isAttributes(tail.content)
      ? []
      : [onlyAnId(tail, /(?:^|\s)(#[^\s{}]+)/.exec(tail.content)?.[1])]),
  ];
}

function onlyAnId(braces: Braces, id: string | undefined): Mistake {
  return {
    ...braces,
    words: {
      message: 'unexpected attributes, expected only an id',
      why: 'headings take nothing but `{#id}`; the rest would be lost',
      fix: id === undefined ? 'remove them' : `write \`{${id}}\``,
    },
  };
}

/** The Markdown engine treats braces with a class, an id or a value as attributes, and drops them. */
function isAttributes(content: string): boolean {
  return /(?:^|\s)(?:[.#][^\s{}.#=]+|[^\s{}=.#"'/]+=\S+)/.test(content) && !content.startsWith('/*');
}

/** All `{…}` of a line that are neither escaped nor in code. */
function bracesIn(heading: string): Braces[] {
  const found: Braces[] = [];
  for (let at = 0; at < heading.length; at++) {
    const char = heading.charAt(at);
    if (char === '\\') at++;
    else if (char === '`') {
      const ticks = /^`+/.exec(heading.slice(at))?.[0] ?? '`';
      const closing = heading.indexOf(ticks, at + ticks.length);
      at = (closing < 0 ? at : closing) + ticks.length - 1;
    } else if (char === '{') {
      const braces = /^\{([^{}]*)\}/.exec(heading.slice(at));
      if (braces === null) continue;
      found.push({ start: at, end: at + braces[0].length, content: (braces[1] ?? '').trim() });
      at += braces[0].length - 1;
    }
  }
  return found;
}
