import type { ReadStore } from '../course/load.ts';
import type { FindingStore } from '../rules/engine/memory.ts';

/** What earlier builds made of files: what they were read as, and what rules found in them. */
export interface Kept {
  readonly reads: ReadStore;
  readonly findings: FindingStore;
}
