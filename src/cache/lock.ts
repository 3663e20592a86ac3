import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from '../text/processes.ts';

/** No build takes so long; a lock that is older was left behind by a machine that is gone. */
const longest = 30 * 60_000;

/**
 * Makes sure that one build at a time writes to a folder: waits for the other to finish (`waiting` is called once),
 * takes over from one that was killed. Gives the function that lets the next one in.
 */
export async function lockFolder(folder: string, waiting: () => void = () => undefined): Promise<() => void> {
  const file = path.join(folder, '.lectern.lock');
  mkdirSync(folder, { recursive: true });
  for (let first = true; ; first = false) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    if (isAbandoned(file)) rmSync(file, { force: true });
    else {
      if (first) waiting();
      await sleep(50);
    }
  }
}

function isAbandoned(file: string): boolean {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    const age = Date.now() - statSync(file).mtimeMs;
    // A file without a number was made this very moment, or by a build that was killed before it could write.
    return age > longest || (pid === 0 ? age > 1000 : !isRunning(pid));
  } catch {
    return false; // gone: the other has just finished
  }
}
