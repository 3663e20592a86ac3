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

/** Starts a runner and waits until its programs and its browser are up. */
async function start(command: (folder: string) => readonly string[]): Promise<ChildProcess> {
  const folder = courseIn(temporary, restless);
  runner = spawn(process.execPath, command(folder), {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, TMPDIR: temporary },
  });
  await waitFor(
    () =>
      ours().filter(({ command: line }) => line.includes('guard.cjs')).length >= 2 &&
      ours().some(({ command: line }) => line.includes('--type=renderer')),
  );
  return runner;
}
const direct = (folder: string): readonly string[] => [
  path.join(import.meta.dirname, 'runner-process.ts'),
  folder,
  temporary,
];

/** Every process that works in this test's folder, by the kernel's own list. */
function ours(): readonly { readonly pid: number; readonly command: string }[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) return [];
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      // In a cell, the folder is in no command, but among what is mounted.
      const isOurs = command.includes(temporary) || readFileSync(`/proc/${name}/mountinfo`, 'utf8').includes(temporary);
      return isOurs && Number(name) !== runner.pid ? [{ pid: Number(name), command }] : [];
    } catch {
      return [];
    }
  });
}
const folders = (): readonly string[] => readdirSync(temporary).filter((name) => name.startsWith('lectern-proof-'));

async function waitFor(done: () => boolean, seconds = 12): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end && !done();)
    await new Promise((later) => setTimeout(later, 50));
  expect(done()).toBe(true);
}

describe.skipIf(process.platform !== 'linux')('Nothing is left, no process and no folder,', () => {
  test('when all is proven', async () => {
    await start(direct);
    await new Promise((done) => runner.once('exit', done));
    expect(folders()).toEqual([]);
    await waitFor(() => ours().length === 0); // the reaper outlives the runner by a moment
  });

  test('after Ctrl-C', async () => {
    await start((folder) => [path.join(import.meta.dirname, '../../src/cli/main.ts'), 'prove', folder]);
    process.kill(-runner.pid!, 'SIGINT');
    const status = await new Promise((done) => runner.once('exit', done));
    expect(status).toBe(2);
    await waitFor(() => ours().length === 0 && folders().length === 0);
  });

  test('when the runner is killed', async () => {
    await start(direct);
    process.kill(runner.pid!, 'SIGKILL');
    await waitFor(() => ours().length === 0 && folders().length === 0);
  });

  test('but a folder when the runner and its reaper are killed, and that is swept by the next run', async () => {
    await start(direct);
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
