import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Workplace } from '../workplace.ts';
import type { Cell, Places, ProgramRoom, StartOptions, Wall } from './cell.ts';
import { covered, limited, residentKibibytes } from './processes.ts';

/**
 * Runs programs as processes of the user, for those who answer for what they run: Node's permission model and the guard
 * are then all that restricts a program, and nothing but the browser itself a page.
 */
export function noWall(workplace: Workplace): Wall {
  return {
    name: 'none',
    async openProgramCell(room) {
      return programCell(workplace, room);
    },
    async openBrowserCell() {
      const folder = workplace.makeFolder('chromium');
      return new OpenCell({ folder, node: '', guard: '', packages: '' }, workplace);
    },
  };
}

function programCell(workplace: Workplace, { node, packages, files }: ProgramRoom): Cell {
  const around = workplace.packagesFolder(packages);
  const folder = workplace.makeFolder('exchange', around);
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  const guard = fileURLToPath(new URL('../guard.cjs', import.meta.url));
  return new OpenCell({ folder, node, guard, packages: path.join(around, 'node_modules') }, workplace);
}

class OpenCell implements Cell {
  readonly places: Places;
  readonly #workplace: Workplace;
  readonly #children = new Set<ChildProcess>();

  constructor(places: Places, workplace: Workplace) {
    this.places = places;
    this.#workplace = workplace;
  }

  start(command: readonly string[], options: StartOptions): ChildProcess {
    const [shell, ...rest] = limited(command, options);
    const child = spawn(shell!, rest, {
      cwd: this.places.folder,
      env: options.env ?? {},
      detached: true,
      stdio: covered(options.stdio),
    });
    const { pid } = child;
    if (pid !== undefined) {
      this.#workplace.adopt(pid);
      this.#children.add(child);
      child.once('close', () => {
        this.#children.delete(child);
        this.#workplace.end(pid);
      });
    }
    return child;
  }

  end({ pid }: ChildProcess): void {
    if (pid !== undefined) this.#workplace.end(pid);
  }

  async listen(server: net.Server): Promise<number> {
    await new Promise<void>((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', done));
    return (server.address() as net.AddressInfo).port;
  }

  connect(port: number): Promise<net.Socket> {
    const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    return new Promise((done, failed) => socket.once('error', failed).once('connect', () => done(socket)));
  }

  weigh({ pid }: ChildProcess): number {
    if (pid === undefined) return 0;
    if (process.platform === 'linux') return residentKibibytes(`/proc/${pid}`).resident * 1024;
    return Number(spawnSync('ps', ['-o', 'rss=', '-p', `${pid}`], { encoding: 'utf8' }).stdout.trim()) * 1024 || 0;
  }

  weighAll(): number {
    return 0;
  }

  close(): void {
    for (const { pid } of this.#children) if (pid !== undefined) this.#workplace.end(pid);
    rmSync(this.places.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  }
}
