import { compareDiagnostics, type Diagnostic, type Related, type Severity } from '../diagnostics/diagnostic.ts';
import { facts, type Fact } from './facts.ts';
import type { Report } from './problem.ts';

interface Kept {
  readonly diagnostic: Diagnostic;
  readonly alsoHere: Related[];
}

/**
 * One mistake, one diagnostic: drops diagnostics that depend on a fact that another one unsettles. If both unsettle it,
 * as two links to the same missing section do, the first is kept, with the other as a related position. A lower
 * severity never suppresses a higher one.
 */
export function withoutFollowUps(reports: readonly Report[]): Diagnostic[] {
  const causes = new Map<Fact, Kept>();
  const kept: Kept[] = [];
  for (const { unsettles = [], assumes = [], ...diagnostic } of reports.toSorted(byCause)) {
    const cause = assumptionsOf(diagnostic, assumes)
      .map((fact) => causes.get(fact))
      .find((one) => one !== undefined);
    const isEqual = cause !== undefined && unsettles.some((fact) => causes.get(fact) === cause);
    // Automatic fixes are applied at their own position.
    const own =
      cause === undefined || (isEqual && diagnostic.edit !== undefined && diagnostic.code === cause.diagnostic.code)
        ? { diagnostic, alsoHere: [] }
        : undefined;
    if (own !== undefined) kept.push(own);
    else if (isEqual) cause?.alsoHere.push(alsoAt(diagnostic, cause.diagnostic));
    const speaker = own ?? cause;
    if (speaker === undefined) continue;
    for (const fact of [...unsettles, ofItself(diagnostic)]) if (!causes.has(fact)) causes.set(fact, speaker);
  }
  return kept.map(({ diagnostic, alsoHere }) =>
    alsoHere.length === 0 ? diagnostic : { ...diagnostic, related: [...(diagnostic.related ?? []), ...alsoHere] },
  );
}

/** A file with an unfinished merge has no other diagnostics. */
const isUnfinished = ({ code }: Diagnostic): boolean => code === 'merge-conflict';

function assumptionsOf(diagnostic: Diagnostic, assumes: readonly Fact[]): readonly Fact[] {
  return isUnfinished(diagnostic) ? assumes : [facts.text(diagnostic.file), ...assumes];
}

/** Every diagnostic unsettles its own line, whose content may change. */
function ofItself(diagnostic: Diagnostic): Fact {
  return isUnfinished(diagnostic) ? facts.text(diagnostic.file) : facts.line(diagnostic.file, diagnostic.start.line);
}

function alsoAt({ file, start, end, code, message }: Diagnostic, cause: Diagnostic): Related {
  return { file, start, end, message: code === cause.code ? 'the same here' : message };
}

const weights: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function byCause(a: Report, b: Report): number {
  return (
    weights[a.severity] - weights[b.severity] ||
    Number(isUnfinished(b)) - Number(isUnfinished(a)) ||
    standing(a) - standing(b) ||
    compareDiagnostics(a, b)
  );
}

/** Diagnostics that cannot be suppressed come first, those that suppress nothing last. */
function standing({ unsettles, assumes }: Report): number {
  return assumes === undefined ? 0 : unsettles === undefined ? 2 : 1;
}
