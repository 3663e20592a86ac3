import { compareDiagnostics, type Diagnostic, type Severity } from './diagnostic.ts';

/** The result of a check: the input of every reporter, and the output of `--format json` as it is. */
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
  /** Number of modules read, including those with errors. */
  readonly modules: number;
  /** Number of questions read, including those with errors. */
  readonly questions: number;
  /** For proofs: what stood between the programs that were run and the machine; absent if none was run. */
  readonly wall?: string;
}

/** Sorts and counts. `read` says how much there was to check. */
export function makeReport(
  diagnostics: readonly Diagnostic[],
  read: { readonly modules: number; readonly questions: number; readonly wall?: string | undefined },
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
      ...(read.wall === undefined ? {} : { wall: read.wall }),
    },
    diagnostics: diagnostics.toSorted(compareDiagnostics),
  };
}
