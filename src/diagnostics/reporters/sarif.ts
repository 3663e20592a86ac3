import type { Diagnostic, Severity, Span } from '../diagnostic.ts';
import { hash64 } from '../../text/hash.ts';
import { linesOf, type Lines } from '../../text/lines.ts';
import type { Report } from '../report.ts';
import { shownPath, type ReporterOptions } from './reporter.ts';

const levels: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/**
 * For code scanning: SARIF 2.1.0 (OASIS standard, 27 March 2020).
 *
 * A result's fingerprint is derived from its code, its file, the text of its line and its rank among equal ones, so it
 * does not change when lines are added above.
 */
export function sarif(report: Report, options: ReporterOptions): string {
  const codes = [...new Set(report.diagnostics.map(({ code }) => code))].toSorted();
  const fingerprint = fingerprints(options);
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Lectern',
            semanticVersion: options.toolVersion,
            rules: codes.map((code) => rule(code, report, options)),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: report.diagnostics.map((diagnostic) => ({
          ruleId: diagnostic.code,
          ruleIndex: codes.indexOf(diagnostic.code),
          level: levels[diagnostic.severity],
          message: { text: `${diagnostic.message}\nWhy: ${diagnostic.why}\nFix: ${diagnostic.fix}` },
          locations: [location(diagnostic, options)],
          ...(diagnostic.related === undefined || diagnostic.related.length === 0
            ? {}
            : {
                relatedLocations: diagnostic.related.map((other, id) => ({
                  id,
                  ...location(other, options),
                  message: { text: other.message },
                })),
              }),
          partialFingerprints: { 'lecternLine/v1': fingerprint(diagnostic) },
          ...(diagnostic.edit === undefined ? {} : { fixes: [fix(diagnostic, diagnostic.edit, options)] }),
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule(code: string, report: Report, options: ReporterOptions): object {
  const page = options.pageOf(code);
  const example = report.diagnostics.find((diagnostic) => diagnostic.code === code);
  const explain = options.commandLine(`explain ${code}`);
  return {
    id: code,
    shortDescription: { text: code.replaceAll('-', ' ') },
    fullDescription: { text: example?.why ?? code },
    help: { text: page ?? `Run: ${explain}`, markdown: page ?? `Run \`${explain}\`.` },
    defaultConfiguration: { level: levels[example?.severity ?? 'warning'] },
  };
}

function location(span: Span, options: ReporterOptions): { physicalLocation: object } {
  return { physicalLocation: { artifactLocation: artifact(span.file, options), region: region(span) } };
}

function artifact(file: string, options: ReporterOptions): { uri: string } {
  return { uri: shownPath(file, options.folder).split('/').map(encodeURIComponent).join('/') };
}

function region({ start, end }: Pick<Span, 'start' | 'end'>): object {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function fix(diagnostic: Diagnostic, edit: NonNullable<Diagnostic['edit']>, options: ReporterOptions): object {
  return {
    description: { text: diagnostic.fix },
    artifactChanges: [
      {
        artifactLocation: artifact(diagnostic.file, options),
        replacements: [{ deletedRegion: region(edit), insertedContent: { text: edit.text } }],
      },
    ],
  };
}

/** How many characters of a line go into its fingerprint. */
const longestContext = 1000;

/** Fingerprints diagnostics by content rather than by position. Call it in the report's order. */
function fingerprints(options: ReporterOptions): (diagnostic: Diagnostic) => string {
  const lines = new Map<string, Lines>();
  const equals = new Map<string, number>();
  return ({ code, file, start }) => {
    const known = lines.get(file) ?? linesOf(options.textOf(file) ?? '');
    lines.set(file, known);
    const words = (known.line(start.line) ?? '').slice(0, longestContext).replace(/\s+/g, ' ').trim();
    const identity = [code, file, words].join('\u0000');
    const rank = equals.get(identity) ?? 0;
    equals.set(identity, rank + 1);
    return `${hash64(identity)}:${rank}`;
  };
}
