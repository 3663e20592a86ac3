import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { isRunning } from '../text/processes.ts';

/** Nothing takes so long: what was not touched since was left behind, whatever its process is. */
export const longest = 30 * 60_000;

/** A name that no other process gives, on no machine that shares the folder; it tells who gave it. */
export function ownName(kind: string): string {
  return `${kind}-${process.pid}-${ownStart}-${here}-${randomBytes(6).toString('hex')}`;
}

/** Whether what has such a name was left behind by a process that is gone: then it is taken away. */
export function removeAbandoned(file: string): boolean {
  const [, pid, start, place] = /-(\d+)-(\d+)-([\da-f]{12})-[\da-f]{12}$/.exec(path.basename(file)) ?? [];
  if (pid === undefined) return false;
  try {
    // A process of another container or machine may have any number.
    const isGone = place === here && !(isRunning(Number(pid)) && [start, unknown].includes(startOf(Number(pid))));
    if (!isGone && Date.now() - statSync(file).mtimeMs <= longest) return false;
    rmSync(file, { recursive: true, force: true });
  } catch {
    // Somebody else has just taken it away.
  }
  return true;
}

/** For a system that does not say when a process was started. */
const unknown = '0';

/** When a process was started, in ticks of this machine: another that has got its number since was started later. */
function startOf(pid: number): string {
  const stat = systemText(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name of the program stands in brackets, and may hold any character; 22 fields in all up to the start (proc(5)).
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? unknown;
}

const ownStart = startOf(process.pid);

/** Where numbers of processes mean the same: one start of one machine, and a container of it. */
const here = createHash('sha256')
  .update(
    [
      hostname(),
      systemText(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
      systemText(() => readlinkSync('/proc/self/ns/pid')),
    ].join('\n'),
  )
  .digest('hex')
  .slice(0, 12);

/** Other systems than Linux have no such files. */
function systemText(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
