import type { Cache } from './cache.ts';
import { digest } from './digest.ts';

/** What the files of courses were read as, and what rules found in them: the `ReadStore` of the one and the `FindingStore` of the other. */
export interface CheckedBefore {
  readonly reads: {
    get(file: string, text: string): unknown;
    set(file: string, text: string, read: unknown): void;
  };
  readonly findings: {
    enter(setting: string): void;
    get(part: string, text: string): unknown;
    set(part: string, text: string, found: unknown): void;
  };
  /** Keeps it, and holds nothing any more. */
  close(): void;
}

/** `engine`: a hash of what reads courses and judges them (`Engine.reading`). */
export function checkedBefore(cache: Cache, engine: string): CheckedBefore {
  const reads = cache.kind<unknown>('reads', engine);
  const findings = cache.kind<unknown>('findings', engine);
  const hashes = new Map<string, string>();
  /** Several parts stand in one file: its text is hashed once. */
  const hashOf = (text: string): string => {
    const known = hashes.get(text);
    if (known !== undefined) return known;
    const hash = digest(text);
    hashes.set(text, hash);
    return hash;
  };
  let setting = '';
  const readKey = (file: string, text: string): string => `${hashOf(text)} ${file}`;
  const foundKey = (part: string, text: string): string => `${hashOf(text)} ${setting} ${part}`;
  return {
    close() {
      reads.close();
      findings.close();
      hashes.clear();
    },
    reads: {
      get: (file, text) => reads.get(readKey(file, text)),
      set: (file, text, read) => reads.put(readKey(file, text), read),
    },
    findings: {
      enter: (now) => void (setting = digest(now)),
      get: (part, text) => findings.get(foundKey(part, text)),
      set: (part, text, found) => findings.put(foundKey(part, text), found),
    },
  };
}
