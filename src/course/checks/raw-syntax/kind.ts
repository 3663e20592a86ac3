import type { MdastNode } from '../../../source/markdown.ts';
import type { LoaderCode } from '../../../diagnostics/codes.ts';
import type { Words } from '../../problem.ts';
import type { Run } from './run.ts';

/** Something that learners would see as it stands: a stretch of the text, and what to say of it. */
export interface RawUse {
  readonly start: number;
  readonly end: number;
  /** The stretch of which nothing else need be said; the use itself unless it is more. */
  readonly covers?: readonly [number, number];
  readonly words: Pick<Words, 'message' | 'why' | 'fix'>;
  /** What can be written in its place without a change of meaning. */
  readonly replacement?: string | undefined;
}

/** Where a text stands. Quizzes know no directives, footnotes or HTML; plain texts are shown as written. */
export interface Place {
  readonly kind: 'lesson' | 'quiz' | 'plain';
  /** The text has blanks, `[[name]]`. */
  readonly hasBlanks: boolean;
  /** The whole text the tree was made of. */
  readonly source: string;
}

/** One kind of syntax that other tools have, or that went wrong by a letter. */
export interface RawKind {
  readonly code: LoaderCode;
  /** Signs without which it cannot be there: most texts need not be looked at closer. */
  readonly signs: RegExp;
  /** In running text; offsets count from the run's start. */
  inRun?(run: Run, place: Place): readonly RawUse[];
  /** In the tree itself; offsets count from the start of the whole text. */
  inTree?(node: MdastNode, place: Place): readonly RawUse[];
}

/** Every match of a pattern with the `g` flag. `say` sees the match and what stands there as written; undefined is no use. */
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

/** A piece of the author’s text for the middle of a sentence: one line, not too long, between backticks. */
export function quoted(written: string): string {
  const line = written.replace(/\s*[\r\n]+[\s>]*/g, ' ').trim();
  const brief = line.length > 40 ? `${line.slice(0, 39)}…` : line;
  return brief.includes('`') ? `“${brief}”` : `\`${brief}\``;
}

/** A line of a run: its text without the blanks that containers leave at its start, and where that begins. */
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
