import { compareDiagnostics, type Diagnostic, type Related, type Severity } from '../diagnostics/diagnostic.ts';
import { facts, type Fact } from './facts.ts';
import type { Report } from './problem.ts';

interface Kept {
  readonly diagnostic: Diagnostic;
  readonly alsoHere: Related[];
}

/**
 * One mistake is one report: leaves out every report that assumes something which another one unsettles. Where both
 * unsettle it, as two links to one section that is missing, the first speaks and names the place of the other.
 * What weighs less never silences what weighs more.
 */
export function withoutFollowUps(reports: readonly Report[]): Diagnostic[] {
  const causes = new Map<Fact, Kept>();
  const kept: Kept[] = [];
  for (const { unsettles = [], assumes = [], ...diagnostic } of reports.toSorted(byCause)) {
    const cause = assumptionsOf(diagnostic, assumes)
      .map((fact) => causes.get(fact))
      .find((one) => one !== undefined);
    const isEqual = cause !== undefined && unsettles.some((fact) => causes.get(fact) === cause);
    // What can be mended unasked is mended where it stands.
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

/** Until a merge is finished, nothing else can be said of its file. */
const isUnfinished = ({ code }: Diagnostic): boolean => code === 'merge-conflict';

function assumptionsOf(diagnostic: Diagnostic, assumes: readonly Fact[]): readonly Fact[] {
  return isUnfinished(diagnostic) ? assumes : [facts.text(diagnostic.file), ...assumes];
}

/** What any report unsettles: the line where it stands may come to say anything. */
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

/** Reports that nothing can silence come first, those that silence nothing last. */
function standing({ unsettles, assumes }: Report): number {
  return assumes === undefined ? 0 : unsettles === undefined ? 2 : 1;
}
