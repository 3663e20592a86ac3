import { mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { longest, ownName, removeAbandoned } from './owner.ts';

const lockName = '.lectern.lock';

/** Whether a file of such a folder is somebody's lock. */
export const isLock = (name: string): boolean => name.startsWith(lockName);

/**
 * Makes sure that one process at a time writes to a folder: waits for the other to finish (`waiting` is called once), takes
 * over from one that was killed. Gives the function that lets the next one in.
 *
 * Each has a file of its own, and is in where it sees no other's. Of two that come at once at least one sees the other, and
 * gives way; who takes an abandoned file away can never hit that of somebody who has come since.
 */
export async function lockFolder(folder: string, waiting: () => void = () => undefined): Promise<() => void> {
  mkdirSync(folder, { recursive: true });
  for (let first = true; ; first = false) {
    const own = path.join(folder, ownName(lockName));
    writeFileSync(own, '', { flag: 'wx' });
    const others = readdirSync(folder).filter((name) => isLock(name) && name !== path.basename(own));
    if (others.every((name) => removeAbandoned(path.join(folder, name)))) {
      const touching = setInterval(() => touch(own), longest / 10).unref();
      return () => {
        clearInterval(touching);
        rmSync(own, { force: true });
      };
    }
    rmSync(own, { force: true });
    if (first) waiting();
    await sleep(25 + Math.random() * 50);
  }
}

function touch(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // The folder was taken away.
  }
}
