import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { digest } from './digest.ts';

/** What an earlier build kept in a file; undefined where it is missing, damaged, or half written: a hash tells. */
export function readKept(file: string): unknown {
  try {
    const text = readFileSync(file, 'utf8');
    const end = text.indexOf('\n');
    const json = text.slice(end + 1);
    return digest(json) === text.slice(0, end) ? JSON.parse(json) : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps something for the next build, in one step, so that a reader sees all or nothing; where it cannot, it does not. */
export function writeKept(file: string, value: unknown): void {
  const json = JSON.stringify(value);
  const temporary = `${file}.${process.pid}.new`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(temporary, `${digest(json)}\n${json}`);
    renameSync(temporary, file);
  } catch {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // There is not even a folder.
    }
  }
}
