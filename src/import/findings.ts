/**
 * `lost`: it was there, and the lesson does not have it. `changed`: it is there in another form. `decide`: an author has to
 * say what is right.
 */
export type Fate = 'lost' | 'changed' | 'decide';

/** What became of one thing of a source, with its place there. */
export interface Finding {
  /** Relative to the folder that is imported. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly fate: Fate;
  /** What it is. */
  readonly what: string;
  /** What was done instead, or what is to be done. */
  readonly instead: string;
}

/** In the order of the source; what is said of one place twice is said once. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings
    .filter((finding) => seen.size !== seen.add(JSON.stringify(finding)).size)
    .toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}
