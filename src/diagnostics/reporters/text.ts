import type { Diagnostic, Severity } from '../diagnostic.ts';
import { printable } from '../display.ts';
import { excerpt } from '../excerpt.ts';
import { linesOf, type Lines } from '../../text/lines.ts';
import type { Report } from '../report.ts';
import { count } from '../../text/count.ts';
import { shownPath, type ReporterOptions } from './reporter.ts';

const colours = { error: '31;1', warning: '33;1', info: '36;1', strong: '1', quiet: '2' } as const;
type Paint = (text: string, colour: keyof typeof colours) => string;

/** How many related positions are shown; the rest is only counted. */
const relatedShown = 6;

/** For people: each problem with its source line, why it matters and how to fix it, then a summary line. */
export function text(report: Report, options: ReporterOptions): string {
  const paint: Paint = (words, colour) =>
    options.colour && words !== '' ? `\u001B[${colours[colour]}m${words}\u001B[0m` : words;
  const lines = lineCache(options);
  const blocks = report.diagnostics.map((diagnostic) => problem(diagnostic, options, paint, lines(diagnostic.file)));
  return `${[...blocks, summary(report, options, paint)].join('\n\n')}\n`;
}

function problem(diagnostic: Diagnostic, options: ReporterOptions, paint: Paint, lines: Lines): string {
  const { severity, code, message, why, fix, docs, related = [] } = diagnostic;
  const labelled = (label: string, words: string): string => `  ${paint(label.padEnd(4), 'quiet')} ${words}`;
  return [
    `${paint(`${severity}[${code}]`, severity)} ${paint(oneLine(message), 'strong')}`,
    `  ${place(diagnostic, options)}`,
    ...sourceLines(diagnostic, lines, options.width, paint),
    labelled('why', oneLine(why)),
    labelled('fix', oneLine(fix)),
    ...related
      .slice(0, relatedShown)
      .map((other) => labelled('see', `${place(other, options)} ${oneLine(other.message)}`)),
    ...(related.length > relatedShown ? [labelled('see', `and ${related.length - relatedShown} more`)] : []),
    ...(docs === undefined ? [] : [labelled('docs', oneLine(docs))]),
  ].join('\n');
}

/** The previous line for context, and the line on which the problem starts, with markers below. */
function sourceLines(diagnostic: Diagnostic, lines: Lines, width: number, paint: Paint): readonly string[] {
  const { start, end, severity } = diagnostic;
  const line = lines.line(start.line);
  if (line === undefined) return [];
  const digits = Math.max(3, String(start.line).length);
  const room = Math.max(20, width - digits - 5);
  const gutter = (label: string): string => paint(`  ${label.padStart(digits)} |`, 'quiet');
  const numbered = (number: number, words: string): string =>
    `${gutter(String(number))}${words === '' ? '' : ` ${words}`}`;

  const { shown, marks } = excerpt(line, diagnostic, room);
  const before = lines.line(start.line - 1);
  const ending = end.line > start.line ? ` to line ${end.line}` : '';
  return [
    ...(before === undefined || before.trim() === ''
      ? []
      : [numbered(start.line - 1, excerpt(before, startOfLine, room).shown)]),
    numbered(start.line, shown),
    `${gutter('')} ${paint(`${marks}${ending}`, severity)}`,
  ];
}

const startOfLine = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

function place(span: Pick<Diagnostic, 'file' | 'start'>, options: ReporterOptions): string {
  const words = printable(`${shownPath(span.file, options.folder)}:${span.start.line}:${span.start.column}`);
  const address = options.linkTo?.(span.file, span.start);
  return address === undefined ? words : `\u001B]8;;${address}\u001B\\${words}\u001B]8;;\u001B\\`;
}

function summary(report: Report, options: ReporterOptions, paint: Paint): string {
  const { errors, warnings, infos, modules, questions } = report.summary;
  const kinds: readonly (readonly [number, string, Severity])[] = [
    [errors, 'error', 'error'],
    [warnings, 'warning', 'warning'],
    [infos, 'info', 'info'],
  ];
  const found = kinds
    .filter(([amount]) => amount > 0)
    .map(([amount, noun, severity]) => paint(count(amount, noun), severity));
  const read = `in ${count(modules, 'module')} and ${count(questions, 'question')}`;
  const fixable = report.diagnostics.filter(({ edit }) => edit !== undefined).length;
  return [
    `${found.length === 0 ? 'No problems' : found.join(', ')} ${read}`,
    ...(fixable > 0 ? [`${fixable} of them can be fixed safely: ${options.commandLine('validate --fix')}`] : []),
  ].join('\n');
}

/** Text from a file or a rule on one line, without characters that control the terminal. */
function oneLine(words: string): string {
  return printable(words.replace(/\s*[\r\n]+\s*/g, ' '));
}

/** For folders and unreadable files. */
const noLines: Lines = { line: () => undefined };

/** Caches the lines of each file. */
function lineCache(options: ReporterOptions): (file: string) => Lines {
  const known = new Map<string, Lines>();
  return (file) => {
    let lines = known.get(file);
    if (lines === undefined) {
      const content = options.textOf(file);
      lines = content === undefined ? noLines : linesOf(content);
      known.set(file, lines);
    }
    return lines;
  };
}
