import path from 'node:path';

/** Lines of context around a change, as `diff -u` has them. */
const context = 3;

interface Step {
  readonly kind: ' ' | '-' | '+';
  readonly line: string;
}

/**
 * The difference of two texts in the unified format, ready for `git apply` and `patch -p1`; empty where they are equal.
 * Line breaks are part of the lines, so a change from CRLF to LF shows.
 *
 * @param name Path for the `---` and `+++` lines.
 */
export function unifiedDiff(name: string, before: string, after: string): string {
  if (before === after) return '';
  const steps = shortestEdit(linesWithBreaks(before), linesWithBreaks(after));
  return `--- a/${name}\n+++ b/${name}\n${hunks(steps).join('')}`;
}

/**
 * The name of a file in a diff: seen from where the command was given, so that `git apply` there finds it; what lies
 * elsewhere is seen from the root, as `git diff --no-index` names it and `patch -d / -p1` finds it.
 */
export function nameInDiff(full: string, cwd: string): string {
  const near = path.relative(cwd, full);
  const elsewhere = /^\.\.(?:[\\/]|$)/.test(near) || path.isAbsolute(near);
  return (elsewhere ? full : near).replaceAll('\\', '/').replace(/^\/+/, '');
}

function linesWithBreaks(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** The fewest lines to take out and put in (E. Myers, “An O(ND) Difference Algorithm and Its Variations”, 1986). */
function shortestEdit(before: readonly string[], after: readonly string[]): readonly Step[] {
  const trace: Map<number, number>[] = [];
  let reached = new Map([[1, 0]]);
  for (let edits = 0; ; edits += 1) {
    const next = new Map(reached);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = goesDown(reached, diagonal, edits) ? (reached.get(diagonal + 1) ?? 0) : (reached.get(diagonal - 1) ?? 0) + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1;
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(trace, reached, before, after);
    }
    trace.push(reached);
    reached = next;
  }
}

function walkBack(trace: readonly Map<number, number>[], last: Map<number, number>, before: readonly string[], after: readonly string[]): readonly Step[] {
  const steps: Step[] = [];
  let x = before.length;
  let y = after.length;
  for (let edits = trace.length; edits >= 0; edits -= 1) {
    const reached = edits === trace.length ? last : (trace[edits] ?? last);
    const diagonal = x - y;
    const down = goesDown(reached, diagonal, edits);
    const fromX = edits === 0 ? 0 : (reached.get(down ? diagonal + 1 : diagonal - 1) ?? 0);
    const fromY = edits === 0 ? 0 : fromX - (down ? diagonal + 1 : diagonal - 1);
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      steps.push({ kind: ' ', line: before[x] ?? '' });
    }
    if (edits > 0) steps.push(down ? { kind: '+', line: after[(y -= 1)] ?? '' } : { kind: '-', line: before[(x -= 1)] ?? '' });
  }
  return steps.toReversed();
}

function goesDown(reached: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  return diagonal === -edits || (diagonal !== edits && (reached.get(diagonal - 1) ?? -1) < (reached.get(diagonal + 1) ?? -1));
}

function hunks(steps: readonly Step[]): readonly string[] {
  const changed = steps.flatMap(({ kind }, index) => (kind === ' ' ? [] : [index]));
  const ranges: { from: number; to: number }[] = [];
  for (const index of changed) {
    const last = ranges.at(-1);
    if (last !== undefined && index - last.to <= 2 * context) last.to = index;
    else ranges.push({ from: index, to: index });
  }
  return ranges.map(({ from, to }) => hunk(steps, Math.max(0, from - context), Math.min(steps.length, to + context + 1)));
}

function hunk(steps: readonly Step[], from: number, to: number): string {
  const part = steps.slice(from, to);
  const side = (other: '-' | '+'): string => {
    const start = steps.slice(0, from).filter(({ kind }) => kind !== other).length;
    const length = part.filter(({ kind }) => kind !== other).length;
    return `${length === 0 ? start : start + 1},${length}`;
  };
  const lines = part.map(({ kind, line }) => `${kind}${line}${line.endsWith('\n') ? '' : '\n\\ No newline at end of file\n'}`);
  return `@@ -${side('+')} +${side('-')} @@\n${lines.join('')}`;
}
