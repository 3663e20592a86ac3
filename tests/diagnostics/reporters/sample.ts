import { makeReport, type Report } from '../../../src/diagnostics/report.ts';
import type { Diagnostic, Point } from '../../../src/diagnostics/diagnostic.ts';
import type { ReporterOptions } from '../../../src/diagnostics/reporters/reporter.ts';

/** A diagnostic to show; `at` and `to` are `line:column`. */
export function problem(at: string, to: string, rest: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: 'objective-unknown',
    severity: 'error',
    message: 'objective `open-conection` is not one of this lesson’s, expected `open-connection`',
    file: 'modules/websockets/quiz.yaml',
    start: point(at),
    end: point(to),
    why: 'the question would count towards no objective',
    fix: 'write `open-connection`, or add the objective to lesson.mdx:4',
    ...rest,
  };
}

export function reportOf(...diagnostics: readonly Diagnostic[]): Report {
  return makeReport(diagnostics, { modules: 1, questions: 3 });
}

export function optionsFor(text: string, rest: Partial<ReporterOptions> = {}): ReporterOptions {
  return {
    folder: 'content',
    files: ['modules/websockets/lesson.mdx', 'modules/websockets/quiz.yaml'],
    textOf: () => text,
    pageOf: () => undefined,
    toolVersion: '1.2.3',
    commandLine: (words) => `npm run lectern -- ${words}`,
    colour: false,
    width: 100,
    ...rest,
  };
}

function point(text: string): Point {
  const [line, column] = text.split(':').map(Number);
  return { line: line ?? 1, column: column ?? 1 };
}
