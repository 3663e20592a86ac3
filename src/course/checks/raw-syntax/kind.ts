import type { MdastNode } from '../../../source/markdown.ts';
import type { LoaderCode } from '../../../diagnostics/codes.ts';
import type { Words } from '../../problem.ts';
import type { Run } from './run.ts';

/** Text that learners would see literally: its range, and the diagnostic. */
export interface RawUse {
  readonly start: number;
  readonly end: number;
  /** The range in which no other kind is reported; by default that of the use itself. */
  readonly covers?: readonly [number, number];
  readonly words: Pick<Words, 'message' | 'why' | 'fix'>;
  /** A replacement that does not change the meaning. */
  readonly replacement?: string | undefined;
}

/** The kind of text. Quizzes do not support directives, footnotes or HTML; plain texts are shown as written. */
export interface Place {
  readonly kind: 'lesson' | 'quiz' | 'plain';
  /** The text has blanks, `[[name]]`. */
  readonly hasBlanks: boolean;
  /** The complete text that the tree was parsed from. */
  readonly source: string;
}

/** A kind of syntax of other tools, or a common typo. */
export interface RawKind {
  readonly code: LoaderCode;
  /** Characters without which it cannot occur, so that most texts can be skipped. */
  readonly signs: RegExp;
  /** In running text; offsets count from the run's start. */
  inRun?(run: Run, place: Place): readonly RawUse[];
  /** In the tree itself; offsets count from the start of the whole text. */
  inTree?(node: MdastNode, place: Place): readonly RawUse[];
}

/**
 * All matches of a pattern with the `g` flag. `say` gets the match and the original text; it returns undefined to skip
 * a match.
 */
export function matches(
  run: Run,
  pattern: RegExp,
  say: (written: string, match: RegExpExecArray) => RawUse['words'] | undefined,
): RawUse[] {
  return [...run.text.matchAll(pattern)].flatMap((match) => {
    const end = match.index + match[0].length;
    const words = say(run.written.slice(match.index, end), match);
    return words === undefined ? [] : [{ start: match.index, end, words }];
  });
}

/** Quotes a piece of the author’s text within a sentence: on one line, truncated, in backticks. */
export function quoted(written: string): string {
  const line = written.replace(/[\r\n]+[\s>]*/g, ' ').trim();
  const brief = line.length > 40 ? `${line.slice(0, 39)}…` : line;
  return brief.includes('`') ? `“${brief}”` : `\`${brief}\``;
}

/** A line of a run: its text without the indentation of containers, and where it starts. */
export interface Line {
  readonly text: string;
  readonly start: number;
}

export function linesOf(run: Run): readonly Line[] {
  return [...run.text.matchAll(/[^\r\n]+/g)].map(({ 0: line, index }) => {
    const indent = /^[\s\uE000]*/.exec(line)?.[0].length ?? 0;
    return { text: line.slice(indent), start: index + indent };
  });
}
