import type { Span } from '../diagnostics/diagnostic.ts';
import type { Fence } from '../source/lesson.ts';

/** One line of a transcript or output block, as the author wrote it. */
export interface WrittenLine {
  /** Who prints it; `output` in an output block. */
  readonly from: string;
  readonly text: string;
  readonly span: Span;
}

/**
 * Reads a `transcript` fence: `server: New client connected`, one a line. A line that names nobody continues what the
 * actor before it prints. Blank lines between are for the reader.
 *
 * @param lines the file's lines.
 */
export function readTranscript(fence: Fence, lines: readonly string[]): readonly WrittenLine[] {
  const written: WrittenLine[] = [];
  codeLines(fence, lines).forEach(({ text, span }) => {
    const [, actor, said] = /^([\w-]+): ?(.*)$/.exec(text) ?? [];
    const from = actor ?? written.at(-1)?.from;
    if (from !== undefined && (actor !== undefined || text.trim() !== '')) written.push({ from, text: actor === undefined ? text : said!, span });
  });
  return written;
}

/** Reads an `output` fence: every line is one line of output. */
export function readOutput(fence: Fence, lines: readonly string[]): readonly WrittenLine[] {
  return codeLines(fence, lines).map((line) => ({ ...line, from: 'output' }));
}

/** As `readTranscript` reads it back. */
export function writeLine({ from, text }: { readonly from: string; readonly text: string }, kind: 'transcript' | 'output'): string {
  return kind === 'output' ? text.trimEnd() : `${from}: ${text}`.trimEnd();
}

function codeLines(fence: Fence, lines: readonly string[]): readonly { readonly text: string; readonly span: Span }[] {
  if (fence.code === '') return [];
  return fence.code.split('\n').map((text, index) => {
    const line = fence.codeLine + index;
    const whole = lines[line - 1] ?? text;
    const column = Math.max(0, whole.length - text.length) + 1;
    return { text, span: { file: fence.file, start: { line, column }, end: { line, column: column + text.length } } };
  });
}

/** A text's lines, whatever ends them. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/);
}
