import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRunning } from '../text/processes.ts';
import { copyPackages, type InstalledPackage } from './packages.ts';

const prefix = 'lectern-proof-';

/**
 * The temporary folder in which programs run, with guaranteed cleanup.
 *
 * Everything is in one temporary folder whose name contains the owner's process id. A second small process, the reaper
 * (`reaper.mjs`), holds the other end of a pipe: however this process ends, the pipe closes, and the reaper kills every
 * registered process group and deletes the folder. If the reaper is killed as well, the next run deletes folders of
 * processes that have exited, and programs exit by themselves (guard.cjs).
 */
export class Workplace {
  readonly folder: string;
  readonly #reaper: ChildProcess;
  readonly #groups = new Set<number>();
  readonly #packages = new Map<string, string>();
  #count = 0;

  constructor(temporary: string = os.tmpdir()) {
    sweep(temporary);
    this.folder = mkdtempSync(path.join(temporary, `${prefix}${process.pid}-`));
    this.#reaper = spawn(process.execPath, [fileURLToPath(new URL('reaper.mjs', import.meta.url)), this.folder], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      env: {},
    });
    this.#reaper.on('error', () => undefined);
    this.#reaper.stdin?.on('error', () => undefined);
    this.#reaper.unref();
    (this.#reaper.stdin as unknown as { unref?(): void } | null)?.unref?.();
  }

  /** Creates an empty folder; `name` is for debugging. */
  makeFolder(name: string, parent: string = this.folder): string {
    const folder = path.join(parent, `${++this.#count}-${name}`);
    mkdirSync(folder);
    return folder;
  }

  /** The folder that holds copies of these packages, in `node_modules`; the same one whenever it is asked for. */
  packagesFolder(packages: readonly InstalledPackage[]): string {
    const key = JSON.stringify(packages.map(({ folder }) => folder).toSorted());
    let folder = this.#packages.get(key);
    if (folder === undefined) {
      folder = this.makeFolder('packages');
      copyPackages(packages, folder);
      this.#packages.set(key, folder);
    }
    return folder;
  }

  /** Registers a process that leads its own group, which is then guaranteed to be killed. */
  adopt(pid: number): void {
    this.#groups.add(pid);
    this.#reaper.stdin?.write(`+${pid}\n`);
  }

  /** Kills a process group. */
  end(pid: number): void {
    killGroup(pid);
    this.#groups.delete(pid);
    this.#reaper.stdin?.write(`-${pid}\n`);
  }

  /** Kills everything that is left and deletes the folder. */
  close(): void {
    for (const pid of this.#groups) killGroup(pid);
    this.#groups.clear();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
    this.#reaper.stdin?.end();
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it has already exited
  }
}

/** Deletes the folders of runners that have exited. */
function sweep(temporary: string): void {
  for (const name of readdirSync(temporary)) {
    const owner = name.startsWith(prefix) ? /^(\d+)-/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (owner === undefined || isRunning(Number(owner))) continue;
    try {
      rmSync(path.join(temporary, name), { recursive: true, force: true });
    } catch {
      // owned by another user
    }
  }
}
