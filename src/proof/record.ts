import { proofCodes } from '../diagnostics/codes.ts';
import { createHash } from 'node:crypto';
import type { ProofData, ProofRecord } from '../../schemas/proof.ts';
import type { Course, Module } from '../course/model.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { named } from '../text/lists.ts';
import { claimsOf, type Claim } from './claims.ts';
import { compare } from './compare.ts';
import type { SpokenLine } from './outcome.ts';

/** The hash of a claim's code, settings and runtime versions, but not of its expected output. */
export function hashOf(claim: Claim, versions: Readonly<Record<string, string>>): string {
  const files = claim.files.map(({ title, code, runs }) => [title, code, runs]);
  const used = Object.entries(versions).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([1, claim.kind, files, claim.clients, used]))
    .digest('hex');
}

/** Creates the record of a claim that was run. */
export function recordOf(
  claim: Claim,
  versions: Readonly<Record<string, string>>,
  lines: readonly SpokenLine[],
  wire?: ProofRecord['wire'],
  wall?: ProofRecord['wall'],
): ProofRecord {
  return {
    kind: claim.kind,
    id: claim.id,
    hash: hashOf(claim, versions),
    versions,
    ...(wall === undefined ? {} : { wall }),
    transcript: lines.map(({ from, text, after }) =>
      after.length === 0 ? { from, text } : { from, text, after: [...after] },
    ),
    ...(wire === undefined ? {} : { wire: [...wire] }),
  };
}

/** The recorded lines. */
export function linesOfRecord(record: ProofRecord): readonly SpokenLine[] {
  return record.transcript.map(({ from, text, after }) => ({ from, text, after: after ?? [] }));
}

/** `proof.json`, byte for byte: indented by two spaces, with one line per transcript line, for readable diffs. */
export function writeProof(proof: ProofData): string {
  const records = proof.records.map(({ kind, id, hash, versions, wall, transcript, wire }) => {
    const lines = transcript.map((line) => `        ${JSON.stringify(line)}`).join(',\n');
    const fields = [
      `"kind": ${JSON.stringify(kind)}`,
      `"id": ${JSON.stringify(id)}`,
      `"hash": ${JSON.stringify(hash)}`,
      `"versions": ${JSON.stringify(versions)}`,
      ...(wall === undefined ? [] : [`"wall": ${JSON.stringify(wall)}`]),
      `"transcript": [${lines === '' ? '' : `\n${lines}\n      `}]`,
      ...(wire === undefined
        ? []
        : [`"wire": [${wire.map((event) => `\n        ${JSON.stringify(event)}`).join(',')}\n      ]`]),
    ];
    return `    {\n${fields.map((field) => `      ${field}`).join(',\n')}\n    }`;
  });
  return `{\n  "version": 1,\n  "records": [${records.length === 0 ? '' : `\n${records.join(',\n')}\n  `}]\n}\n`;
}

/** Whether a claim's code and settings match the record. */
export function isCurrent(claim: Claim, record: ProofRecord): boolean {
  return record.kind === claim.kind && record.hash === hashOf(claim, record.versions);
}

/**
 * The record with this id, if it matches the module's current code and transcript, so that a page may show it as
 * proven.
 */
export function provenRecord(module: Module, id: string): ProofRecord | undefined {
  const record = module.proof?.records.find((one) => one.id === id);
  const claim = record === undefined ? undefined : claimsOf(module).find((one) => one.id === id);
  return record !== undefined &&
    claim !== undefined &&
    isCurrent(claim, record) &&
    compare(claim, linesOfRecord(record)).length === 0
    ? record
    : undefined;
}

/**
 * Checks the records of a course without running anything: proofs that are missing (`proof-missing`), or that do not
 * match the current code or transcript (`proof-stale`). All are warnings: only `lectern prove` can tell whether the
 * course is correct.
 */
export function proofDiagnostics(course: Course): readonly Diagnostic[] {
  return course.modules.flatMap(moduleDiagnostics);
}

function moduleDiagnostics(module: Module): readonly Diagnostic[] {
  const claims = claimsOf(module);
  const records = new Map(module.proof?.records.map((record) => [record.id, record]));
  const diagnostics = claims.flatMap((claim): Diagnostic[] => {
    const record = records.get(claim.id);
    records.delete(claim.id);
    if (record === undefined) {
      return [
        {
          ...claim.span,
          code: 'proof-missing',
          severity: proofCodes['proof-missing'],
          message: `${nameOf(claim)} was never run`,
          why: 'nobody knows yet whether it does what the page says',
          fix: 'run `lectern prove --update` and keep the `proof.json` it writes',
        },
      ];
    }
    const stale = (message: string, place = claim.span): Diagnostic => ({
      ...place,
      code: 'proof-stale',
      severity: proofCodes['proof-stale'],
      message,
      why: 'the page would show as proven what was not',
      fix: 'run `lectern prove` to see whether it still holds, with `--update` to record it',
    });
    if (!isCurrent(claim, record)) return [stale(`${nameOf(claim)} has changed since it was run`)];
    const [different] = compare(claim, linesOfRecord(record));
    return different === undefined
      ? []
      : [
          stale(`${nameOf(claim)} no longer says what was printed when it was run`, {
            file: different.file,
            start: different.start,
            end: different.end,
          }),
        ];
  });
  const left = [...records.keys()];
  if (left.length === 0) return diagnostics;
  const file = module.lesson.file.replace(/[^/]*$/, 'proof.json');
  const start = { line: 1, column: 1 };
  return [
    ...diagnostics,
    {
      file,
      start,
      end: start,
      code: 'proof-stale',
      severity: proofCodes['proof-stale'],
      message: `holds proofs of what is no longer there: ${named(left)}`,
      why: 'readers of the file would look for them',
      fix: 'run `lectern prove --update`',
    },
  ];
}

/** The name of a claim in messages. */
function nameOf(claim: Claim): string {
  if (claim.kind === 'predict-output') return `the program of \`${claim.id}\``;
  return claim.kind === 'output' ? 'this output' : 'this exchange';
}
