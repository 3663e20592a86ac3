import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Workplace } from '../../src/proof/workplace.ts';
import { courseIn } from './course.ts';

/** A server that never closes, one that loops for ever, and a page that stays. */
const restless = `
:::exchange
\`\`\`js title="server.js" runs="node"
require('node:http').createServer().listen(3000);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
setInterval(() => {}, 2000);
\`\`\`
\`\`\`js title="client.js" runs="browser"
setInterval(() => console.log('still here'), 100);
\`\`\`
:::

\`\`\`js runs="node"
setTimeout(() => { for (;;); }, 200);
\`\`\`
\`\`\`output
never
\`\`\`
`;

let temporary: string;
let runner: ChildProcess;

beforeEach(() => {
  temporary = mkdtempSync(path.join(os.tmpdir(), 'proof-lifetime-'));
});
afterEach(() => {
  runner?.kill('SIGKILL');
  rmSync(temporary, { recursive: true, force: true });
});

/** Starts a runner. */
function start(command: (folder: string) => readonly string[]): void {
  const folder = courseIn(temporary, restless);
  runner = spawn(process.execPath, command(folder), {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, TMPDIR: temporary },
  });
}

/** Its programs and its browser have come up, one after the other where the machine is slow. */
async function isUp(): Promise<void> {
  const seen = new Set<string>();
  await waitFor(() => {
    for (const { pid, command } of ours()) {
      if (command.includes('guard.cjs')) seen.add(`program ${pid}`);
      if (command.includes('--type=renderer')) seen.add('browser');
    }
    return seen.has('browser') && seen.size >= 3;
  });
}

/** Proves the course, and gives its exchange so many milliseconds. */
const direct =
  (time: number) =>
  (folder: string): readonly string[] => [
    path.join(import.meta.dirname, 'runner-process.ts'),
    folder,
    temporary,
    String(time),
  ];

/**
 * Every process that works in this test's folder, by the kernel's own list: it is in the command, or among what is mounted
 * in its cell; and all that these, or the runner, have started.
 */
function ours(): readonly { readonly pid: number; readonly command: string }[] {
  const all = readdirSync('/proc').flatMap((name) => {
    try {
      const read = (file: string): string => readFileSync(`/proc/${name}/${file}`, 'utf8');
      const command = /^\d+$/.test(name) ? read('cmdline').replaceAll('\0', ' ') : '';
      if (command === '' || Number(name) === process.pid) return [];
      const parent = Number(/^PPid:\s+(\d+)/m.exec(read('status'))?.[1]);
      const isHere = command.includes(temporary) || read('mountinfo').includes(path.basename(temporary));
      return [{ pid: Number(name), parent, command, isHere }];
    } catch {
      return [];
    }
  });
  const found = new Set(all.filter(({ isHere }) => isHere).map(({ pid }) => pid)).add(runner.pid!);
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all.filter(({ pid }) => found.has(pid) && pid !== runner.pid);
}
const folders = (): readonly string[] => readdirSync(temporary).filter((name) => name.startsWith('lectern-proof-'));

async function waitFor(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((later) => setTimeout(later, 50));
}

describe.skipIf(process.platform !== 'linux')('Nothing is left, no process and no folder,', () => {
  test('when all is proven', async () => {
    start(direct(3500));
    await new Promise((done) => runner.once('exit', done));
    expect(folders()).toEqual([]);
    await waitFor(() => ours().length === 0); // the reaper outlives the runner by a moment
  });

  test('after Ctrl-C', async () => {
    start((folder) => [path.join(import.meta.dirname, '../../src/cli/main.ts'), 'prove', folder]);
    await isUp();
    process.kill(-runner.pid!, 'SIGINT');
    const status = await new Promise((done) => runner.once('exit', done));
    expect(status).toBe(2);
    await waitFor(() => ours().length === 0 && folders().length === 0);
  });

  test('when the runner is killed', async () => {
    start(direct(120_000));
    await isUp();
    process.kill(runner.pid!, 'SIGKILL');
    await waitFor(() => ours().length === 0 && folders().length === 0);
  });

  test('but a folder when the runner and its reaper are killed, and that is swept by the next run', async () => {
    start(direct(120_000));
    await isUp();
    const reaper = ours().find(({ command }) => command.includes('reaper.mjs'))!;
    process.kill(reaper.pid, 'SIGKILL');
    process.kill(runner.pid!, 'SIGKILL');
    // Whoever can still notice notices; a loop is ended by its limit of processor time.
    await waitFor(() => ours().every(({ command }) => command.includes('program.js')));
    for (const { pid } of ours()) process.kill(pid, 'SIGKILL');
    expect(folders()).toHaveLength(1);
    const next = new Workplace(temporary);
    expect(folders()).toEqual([path.basename(next.folder)]);
    next.close();
    expect(folders()).toEqual([]);
  });
});

test('The folder of a runner that is at work is not swept', () => {
  const working = path.join(temporary, `lectern-proof-${process.pid}-abc`);
  mkdirSync(working);
  new Workplace(temporary).close();
  expect(readdirSync(temporary)).toEqual([path.basename(working)]);
});
