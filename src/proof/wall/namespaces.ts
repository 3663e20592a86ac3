import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Workplace } from '../workplace.ts';
import { NoWall, type Cell, type Places, type StartOptions, type Wall } from './cell.ts';
import { covered, limited, residentKibibytes } from './processes.ts';
import {
  browserRoot,
  exchangeFolder,
  guardPath,
  nodePath,
  packagesFolder,
  programRoot,
  toolFolder,
  toolPath,
  type Mount,
  type Root,
} from './root.ts';

/**
 * The user that a program is in its cell, and whom that is outside, if the runner is root: nobody. Other runners can map
 * nobody but themselves, and only to root may the tools make mounts, so there a program is a root without rights.
 */
const user = 1000;
const nobody = 65_534;

/** What differs between cells: the most processes and threads, and whether programs insist on not being root. */
interface Kind {
  readonly mostThreads: number;
  readonly neverRoot: boolean;
}
const programs: Kind = { mostThreads: 512, neverRoot: false };
const browsers: Kind = { mostThreads: 4096, neverRoot: true };

const namespaces = ['--user', '--mount', '--net', '--pid', '--ipc', '--uts'];

/**
 * The wall of the Linux kernel: every cell has its own namespaces of users, files, processes, network, messages and
 * names, made with `unshare`; programs enter it with `nsenter`, and give up every right with `setpriv`.
 *
 * @throws NoWall if the system cannot do this, with the reason.
 */
export async function namespaceWall(workplace: Workplace): Promise<Wall> {
  if (process.platform !== 'linux') throw new NoWall(`it needs the namespaces of Linux, and this is ${os.type()}`);
  for (const tool of ['unshare', 'nsenter', 'mount', 'pivot_root', 'cp', 'prlimit']) toolPath(tool);
  const roots = new Map<string, Root>();
  const rootFor = (key: string, make: (skeleton: string) => Root): Root => {
    const root = roots.get(key) ?? make(workplace.makeFolder('root'));
    roots.set(key, root);
    return root;
  };
  const places: Places = { folder: exchangeFolder, node: nodePath, guard: guardPath, packages: packagesFolder };
  const wall: Wall = {
    name: 'namespaces',
    async openProgramCell({ node, packages, files }) {
      const { skeleton, mounts } = rootFor(node, (folder) => programRoot(folder, node));
      const source = workplace.makeFolder('exchange');
      for (const [name, text] of Object.entries(files)) writeFileSync(path.join(source, name), text);
      const own: Mount[] = [['copy', source, exchangeFolder]];
      if (packages.length > 0)
        own.push(['bind', path.join(workplace.packagesFolder(packages), 'node_modules'), packagesFolder]);
      try {
        return await NamespaceCell.open(workplace, { skeleton, mounts: [...mounts, ...own] }, places, programs);
      } finally {
        // The cell has its own copy.
        rmSync(source, { recursive: true, force: true });
      }
    },
    async openBrowserCell(executable) {
      const root = rootFor(executable, (folder) => browserRoot(folder, executable));
      return NamespaceCell.open(workplace, root, places, browsers);
    },
  };
  const cell = await wall.openProgramCell({ node: process.execPath, packages: [], files: {} });
  const child = cell.start([`${toolFolder}/cat`, '/etc/passwd'], { stdio: ['ignore', 'pipe', 'pipe'], limits: [] });
  const said = await textOf(child);
  cell.close();
  if (!said.startsWith('lectern:')) throw new NoWall(`nothing runs behind it: ${said.trim()}`);
  return wall;
}

async function textOf(child: ChildProcess): Promise<string> {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (more: string) => {
      text += more;
    });
  await Promise.race([once(child, 'close'), once(child, 'error')]);
  return text;
}

class NamespaceCell implements Cell {
  readonly places: Places;
  readonly #workplace: Workplace;
  /** The process that made the cell, and the first one in it, which holds it; its end is the end of all others. */
  readonly #maker: ChildProcess;
  readonly #first: number;
  readonly #asRoot: boolean;
  readonly #kind: Kind;
  #gate: ChildProcess | undefined;
  readonly #waiting = new Map<number, (answer: Answer, handle: unknown) => void>();
  #asked = 0;

  private constructor(
    workplace: Workplace,
    places: Places,
    maker: ChildProcess,
    first: number,
    asRoot: boolean,
    kind: Kind,
  ) {
    this.#workplace = workplace;
    this.places = places;
    this.#maker = maker;
    this.#first = first;
    this.#asRoot = asRoot;
    this.#kind = kind;
  }

  static async open(workplace: Workplace, root: Root, places: Places, kind: Kind): Promise<NamespaceCell> {
    // A runner that may map users maps the programs to nobody, so that not even the owner's files are theirs.
    const asRoot = process.getuid?.() === 0 && isMapped(nobody);
    const script = fileURLToPath(new URL('make-cell.sh', import.meta.url));
    const maker = spawn(
      toolPath('unshare'),
      namespaces.concat(
        ['--keep-caps', '--fork', '--kill-child', '/bin/sh', script, root.skeleton],
        rightsToDrop(asRoot),
        ['--ambient-caps=-all', '--', ...root.mounts.flat()],
      ),
      {
        stdio: ['pipe', 'pipe', 'pipe'],
        detached: true,
        env: { PATH: `/usr/sbin:/usr/bin:/sbin:/bin:${process.env['PATH'] ?? ''}` },
      },
    );
    const { pid } = maker;
    if (pid !== undefined) workplace.adopt(pid);
    let complaint = '';
    maker.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(0, 2000);
    });
    maker.stdin.on('error', () => undefined);
    const lines = linesOf(maker);
    try {
      const first = Number(await lines.next());
      mapUsers(first, asRoot);
      maker.stdin.write('mapped\n');
      if ((await lines.next()) !== 'ready') throw new Error('it was not built');
      maker.unref();
      return new NamespaceCell(workplace, places, maker, first, asRoot, kind);
    } catch (error) {
      if (pid !== undefined) workplace.end(pid);
      throw new NoWall(complaint.trim().split('\n').at(-1) || (error as Error).message);
    }
  }

  start(command: readonly string[], options: StartOptions): ChildProcess {
    const env = Object.entries(options.env ?? {}).map(([name, value]) => `${name}=${value}`);
    // Another namespace of users, in which the same user has another number, and no rights as soon as anything is started.
    const renumbers = this.#kind.neverRoot && !this.#asRoot;
    const renumber = [`${toolFolder}/unshare`, '--user', `--map-user=${user}`, `--map-group=${user}`];
    const entering = [toolPath('prlimit'), `--nproc=${this.#kind.mostThreads}`].concat(
      this.#enter(namespaces),
      renumbers ? renumber : [],
      [`${toolFolder}/setpriv`],
      renumbers ? ['--no-new-privs', '--inh-caps=-all'] : rightsToDrop(this.#asRoot),
      [`${toolFolder}/env`, '-i', '-C', this.places.folder, ...env, ...command],
    );
    const [shell, ...rest] = limited(entering, options);
    const child = spawn(shell!, rest, { env: {}, detached: true, stdio: covered(options.stdio) });
    const { pid } = child;
    if (pid !== undefined) {
      this.#workplace.adopt(pid);
      child.once('close', () => this.#workplace.end(pid));
    }
    return child;
  }

  end({ pid }: ChildProcess): void {
    if (pid !== undefined) this.#workplace.end(pid);
  }

  async listen(server: net.Server): Promise<number> {
    const { answer, handle } = await this.#ask({});
    await new Promise<void>((done, failed) => server.once('error', failed).listen(handle, done));
    return answer.port ?? 0;
  }

  async connect(port: number): Promise<net.Socket> {
    const { handle } = await this.#ask({ connect: port });
    return new net.Socket({ handle, allowHalfOpen: true } as net.SocketConstructorOpts).setNoDelay(true);
  }

  weigh(child: ChildProcess): number {
    const own = insideId(child.pid ?? 0);
    let sum = 0;
    for (const { id, parent, resident } of this.#processes())
      if (id === own || (own === undefined && id !== 1) || (parent !== 0 && id !== 1)) sum += resident;
    return sum * 1024;
  }

  weighAll(): number {
    return this.#processes().reduce((sum, { own }) => sum + own, 0) * 1024;
  }

  close(): void {
    this.#gate?.kill('SIGKILL');
    this.#maker.stdin?.destroy();
    if (this.#maker.pid !== undefined) this.#workplace.end(this.#maker.pid);
  }

  /** All that runs in the cell, by the kernel's list of its own processes. */
  #processes(): readonly { id: number; parent: number; resident: number; own: number }[] {
    // as processes inside see it: a process's `root` is the root of its own file system
    const folder = path.join('/proc', String(this.#first), 'root', 'proc');
    try {
      return readdirSync(folder)
        .filter((name) => /^\d+$/.test(name))
        .map((name) => ({ id: Number(name), ...residentKibibytes(`${folder}/${name}`) }));
    } catch {
      return [];
    }
  }

  #enter(which: readonly string[]): readonly string[] {
    return [toolPath('nsenter'), '--target', `${this.#first}`, '--preserve-credentials', ...which, '--'];
  }

  /** Asks the gate for a socket; the gate is started for the first one. */
  async #ask(question: object): Promise<{ readonly answer: Answer; readonly handle: unknown }> {
    const gate = (this.#gate ??= this.#openGate());
    const id = ++this.#asked;
    const { promise, resolve, reject } = Promise.withResolvers<{ answer: Answer; handle: unknown }>();
    this.#waiting.set(id, (answer, handle) => {
      this.#waiting.delete(id);
      if (handle === undefined) reject(new Error(answer.error ?? 'the cell has no gate'));
      else resolve({ answer, handle });
    });
    gate.send({ id, ...question }, () => undefined);
    return promise;
  }

  #openGate(): ChildProcess {
    const script = fileURLToPath(new URL('gate.mjs', import.meta.url));
    const [program, ...rest] = [...this.#enter(['--user', '--net']), process.execPath, script];
    const gate = spawn(program!, rest, { env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    gate.on('message', (answer: Answer, handle: unknown) => this.#waiting.get(answer.id)?.(answer, handle));
    const gone = (): void => {
      for (const [id, answer] of this.#waiting) answer({ id }, undefined);
    };
    gate.once('error', gone).once('exit', gone);
    gate.unref();
    gate.channel?.unref();
    return gate;
  }
}

interface Answer {
  readonly id: number;
  readonly port?: number;
  readonly error?: string;
}

/** Options of `setpriv` for what is about to run a lesson's code. */
function rightsToDrop(asRoot: boolean): readonly string[] {
  const drop = ['--no-new-privs', '--inh-caps=-all', '--bounding-set=-all'];
  return asRoot ? [...drop, `--reuid=${user}`, `--regid=${user}`, '--clear-groups'] : drop;
}

function mapUsers(pid: number, asRoot: boolean): void {
  const map = (own: number): string => `0 ${own} 1\n${asRoot ? `${user} ${nobody} 1\n` : ''}`;
  if (!asRoot) writeFileSync(`/proc/${pid}/setgroups`, 'deny');
  writeFileSync(`/proc/${pid}/uid_map`, map(process.getuid!()));
  writeFileSync(`/proc/${pid}/gid_map`, map(process.getgid!()));
}

/** Whether a user exists where the runner runs: in some containers only some do. */
function isMapped(id: number): boolean {
  const lines = readFileSync('/proc/self/uid_map', 'latin1').trim().split('\n');
  return lines.some((line) => {
    const [from = 0, , count = 0] = line.trim().split(/\s+/).map(Number);
    return id >= from && id < from + count;
  });
}

/** The id in its cell of the process that was started by `nsenter`. */
function insideId(entered: number): number | undefined {
  try {
    const [child] = readFileSync(`/proc/${entered}/task/${entered}/children`, 'latin1').split(' ');
    const ids = /^NSpid:\s+(.*)$/m.exec(readFileSync(`/proc/${child}/status`, 'latin1'))?.[1];
    return ids === undefined ? undefined : Number(ids.split(/\s+/).at(-1));
  } catch {
    return undefined;
  }
}

/** The lines of its standard output, one at a time; an error once there are no more. */
function linesOf(child: ChildProcess): { next(): Promise<string> } {
  let unread = '';
  let ended = false;
  let wake: () => void = () => undefined;
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    unread += text;
    wake();
  });
  const end = (): void => {
    ended = true;
    wake();
  };
  child.once('close', end).once('error', end);
  return {
    async next() {
      for (;;) {
        const at = unread.indexOf('\n');
        if (at >= 0) {
          const line = unread.slice(0, at);
          unread = unread.slice(at + 1);
          return line;
        }
        if (ended) throw new Error('it ended too early');
        await new Promise<void>((done) => {
          wake = done;
        });
      }
    },
  };
}
