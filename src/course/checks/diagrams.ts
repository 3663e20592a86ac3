import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Fence, LessonSource } from '../../source/lesson.ts';
import { isDiagram, readDiagram } from '../diagrams/read.ts';
import { codeLines } from '../exchanges.ts';
import { problem, type Report } from '../problem.ts';

/** Reports what is wrong with a fence that is drawn, at its place in the lesson; in a file at the fence, by its line. */
export function checkDiagram(fence: Fence, lesson: LessonSource): Diagnostic[] {
  if (!isDiagram(fence.lang)) return [];
  const found: Report[] = [];
  if ((fence.meta.alt ?? '').trim() === '')
    found.push(
      problem('diagram-alt-missing', fence.infoSpan, {
        message: `this diagram has no \`alt="…"\``,
        why: 'whoever cannot see it learns nothing from it',
        fix: `say what it shows: \`${fence.lang} alt="A browser asks a server, which answers"\``,
      }),
    );
  const { problems } = readDiagram(fence.lang ?? '', fence.code);
  const lines = codeLines(fence, lesson);
  for (const { start, end, message, fix, isIgnored } of problems) {
    const [at, where] = placeOf(start, end, fence, lines);
    found.push(
      problem(isIgnored === true ? 'diagram-ignored' : 'diagram-syntax', at, {
        message: message + where,
        why: isIgnored === true ? 'the diagram is drawn without it' : 'the diagram could not be drawn',
        fix,
      }),
    );
  }
  return found;
}

/** Offsets of the code as a place, and what has to be said of it beside. */
function placeOf(
  start: number,
  end: number,
  fence: Fence,
  lines: ReturnType<typeof codeLines>,
): readonly [Fence['infoSpan'], string] {
  const before = fence.code.slice(0, start).split('\n');
  const column = before.at(-1)!.length;
  if (fence.from !== undefined) return [fence.infoSpan, ` (line ${before.length} of what is shown)`];
  const line = lines[before.length - 1];
  // Of an empty diagram, or of all of it.
  if (line === undefined || end <= start) return [fence.infoSpan, ''];
  const length = Math.min(end, start + line.text.length - column) - start;
  const from = { line: line.span.start.line, column: line.span.start.column + column };
  return [{ ...line.span, start: from, end: { line: from.line, column: from.column + Math.max(1, length) } }, ''];
}
