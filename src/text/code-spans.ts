import { endRun } from './ends.ts';

/** A piece of code between backticks, with them. */
export interface CodeSpan {
  readonly start: number;
  readonly end: number;
  /** How many backticks stand on either side. */
  readonly marks: number;
}

/**
 * The code spans of a text in their order: from a run of backticks to the next one of the same length in the same
 * paragraph, as in CommonMark. Looks at each run twice, whatever the text is.
 */
export function codeSpansIn(text: string): readonly CodeSpan[] {
  const runs = [...text.matchAll(/\n[ \t>]*(?:`{3,}|~{3,}|\r?(?=\n))|`+/g)];
  const spans: (CodeSpan & { readonly closing: number })[] = [];
  let next = new Map<number, number>();
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    const { 0: run, index: at } = runs[index]!;
    if (!run.startsWith('`')) {
      next = new Map();
      continue;
    }
    // A backtick behind a backslash is text outside of code, and closes code inside of it.
    const escaped = isEscaped(text, at) ? 1 : 0;
    const marks = run.length - escaped;
    const closing = next.get(marks);
    if (closing !== undefined)
      spans[index] = { start: at + escaped, end: runs[closing]!.index + marks, marks, closing };
    next.set(run.length, index);
  }
  let closed = -1;
  return spans.filter(({ closing }, index) => {
    if (index <= closed) return false;
    closed = closing;
    return true;
  });
}

function isEscaped(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 100), at);
  return (before.length - endRun(before, /\\/)) % 2 === 1;
}

/** A text in which something else stands for each code span with at most `longest` backticks on either side. */
export function replaceCodeSpans(text: string, by: string, longest = Infinity): string {
  let replaced = '';
  let from = 0;
  for (const { start, end, marks } of codeSpansIn(text)) {
    if (marks > longest) continue;
    replaced += text.slice(from, start) + by;
    from = end;
  }
  return replaced + text.slice(from);
}
