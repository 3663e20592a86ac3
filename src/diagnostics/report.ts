import { compareDiagnostics, type Diagnostic, type Severity } from './diagnostic.ts';

/** What one run of a check found: the value every reporter shows, and as it stands the output of `--format json`. */
export interface Report {
  readonly version: 1;
  readonly summary: Summary;
  /** Sorted by file, position, code. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** All that were read, also those with errors. */
  readonly modules: number;
  /** All that were read, also those with errors. */
  readonly questions: number;
}

/** Sorts and counts. `read` says how much there was to check. */
export function makeReport(
  diagnostics: readonly Diagnostic[],
  read: { readonly modules: number; readonly questions: number },
): Report {
  const count = (severity: Severity): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return {
    version: 1,
    summary: {
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      modules: read.modules,
      questions: read.questions,
    },
    diagnostics: diagnostics.toSorted(compareDiagnostics),
  };
}
