import type { StdioOptions } from 'node:child_process';
import { openSync, readdirSync, readFileSync } from 'node:fs';
import type { StartOptions } from './cell.ts';

let inherited: readonly number[] | undefined;
let nothing: number | undefined;

/**
 * The descriptors that a program gets, and no others: those that somebody left open for the runner would be left open for
 * its programs, too, and are covered by `/dev/null`.
 */
export function covered(stdio: StdioOptions): StdioOptions {
  if (!Array.isArray(stdio)) return stdio;
  inherited ??= leftOpen();
  const open = inherited.filter((one) => one >= stdio.length);
  if (open.length === 0) return stdio;
  nothing ??= openSync('/dev/null', 'r');
  const all = Array.from({ length: Math.max(...open) + 1 }, (_, index) => stdio[index] ?? 'ignore');
  for (const one of open) all[one] = nothing;
  return all;
}

/** Descriptors above the standard ones that this process would hand down. */
function leftOpen(): readonly number[] {
  const closeOnExec = 0o2000000;
  try {
    return readdirSync('/proc/self/fdinfo')
      .map(Number)
      .filter((one) => {
        try {
          const flags = /^flags:\s+(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${one}`, 'latin1'))?.[1];
          return one > 2 && flags !== undefined && (Number.parseInt(flags, 8) & closeOnExec) === 0;
        } catch {
          return false;
        }
      });
  } catch {
    return []; // no /proc: not Linux
  }
}

/** The command that starts another one with limits, and with one stream for both outputs if it is asked for. */
export function limited(
  command: readonly string[],
  { limits, oneOutput = false }: Pick<StartOptions, 'limits' | 'oneOutput'>,
): readonly string[] {
  // Some limits cannot be set on every system.
  const script = ['-c 0', ...limits].map((one) => `ulimit ${one}`).join('; ');
  return ['/bin/sh', '-c', `{ ${script}; } 2>/dev/null; exec "$@"${oneOutput ? ' 2>&1' : ''}`, 'sh', ...command];
}

/** Memory of a process as the kernel tells it in this folder of `/proc`, and its parent; zeroes once it has ended. */
export function residentKibibytes(folder: string): {
  readonly parent: number;
  readonly resident: number;
  readonly own: number;
} {
  try {
    const status = readFileSync(`${folder}/status`, 'latin1');
    const number = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return { parent: number('PPid'), resident: number('VmRSS'), own: number('RssAnon') };
  } catch {
    return { parent: 0, resident: 0, own: 0 };
  }
}
