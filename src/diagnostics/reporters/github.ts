import type { Diagnostic, Severity } from '../diagnostic.ts';
import type { Report } from '../report.ts';
import { count } from '../../text/count.ts';
import { shownPath, type ReporterOptions } from './reporter.ts';

const commands: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' };

/** GitHub shows this many annotations of each kind per step and silently drops the rest. */
const shownPerKind = 10;

/**
 * For GitHub Actions: workflow commands that become annotations in the pull request, errors first. Diagnostics beyond
 * the platform's limit are written to the log as plain lines, and a final notice says so.
 */
export function github(report: Report, options: ReporterOptions): string {
  const ofKind = (severity: Severity): readonly Diagnostic[] =>
    report.diagnostics.filter((diagnostic) => diagnostic.severity === severity);
  const errors = ofKind('error');
  const warnings = ofKind('warning');
  const infos = ofKind('info');
  const annotated = [
    ...errors.slice(0, shownPerKind),
    ...warnings.slice(0, shownPerKind),
    // One notice is reserved for “and N more”.
    ...infos.slice(0, shownPerKind - 1),
  ];
  const rest = [...errors.slice(shownPerKind), ...warnings.slice(shownPerKind), ...infos.slice(shownPerKind - 1)];
  const lines = annotated.map((diagnostic) => annotation(diagnostic, options));
  if (rest.length > 0) {
    const kinds = [
      [errors.length - shownPerKind, 'error'],
      [warnings.length - shownPerKind, 'warning'],
      [infos.length - shownPerKind + 1, 'info'],
    ] as const;
    const words = kinds.filter(([amount]) => amount > 0).map(([amount, noun]) => count(amount, noun));
    lines.push(
      `::notice title=lectern::and ${words.join(', ')} more; this step’s log has them all`,
      ...rest.map((diagnostic) => logLine(diagnostic, options)),
    );
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function annotation(diagnostic: Diagnostic, options: ReporterOptions): string {
  const { severity, code, message, why, fix, start, end } = diagnostic;
  const properties = {
    file: shownPath(diagnostic.file, options.folder),
    line: start.line,
    endLine: end.line,
    col: start.column,
    // Columns are only supported within a single line.
    ...(end.line === start.line ? { endColumn: end.column } : {}),
    title: code,
  };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${commands[severity]} ${written.join(',')}::${escapeMessage(`${message}\nwhy: ${why}\nfix: ${fix}`)}`;
}

/** A plain log line; the leading space keeps content from being parsed as a workflow command. */
function logLine({ severity, code, message, file, start }: Diagnostic, options: ReporterOptions): string {
  const words = `${shownPath(file, options.folder)}:${start.line}:${start.column} ${severity}[${code}] ${message}`;
  return `  ${words.replace(/\s+/g, ' ').replaceAll('::', ':\u200B:').replaceAll('##[', '##\u200B[')}`;
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
