import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lectern } from '../../../src/cli/lectern.ts';
import { defaultLimits } from '../../../src/proof/outcome.ts';
import type { Cell } from '../../../src/proof/wall/cell.ts';
import { terminalIn } from '../../cli/sample.ts';
import { courseIn } from '../course.ts';
import { codes, hasWall, runner, transcript } from '../run.ts';

const { run, wall } = runner();

/** Runs code in a cell, without the guard and the permission model, and gives what it printed. */
async function inside(code: string, use: (cell: Cell) => void = () => undefined): Promise<string> {
  const cell = await (await wall).openProgramCell({ node: process.execPath, packages: [], files: { 'a.js': code } });
  try {
    const child = cell.start([cell.places.node, 'a.js'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      limits: ['-f 20480'],
      oneOutput: true,
    });
    let text = '';
    child.stdout!.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      use(cell);
    });
    await once(child, 'close');
    return text.trim();
  } finally {
    cell.close();
  }
}

describe.skipIf(!hasWall)('Behind the wall', () => {
  test('a program has no rights, no environment, no descriptors of others, and nobody’s name', async () => {
    const status = await inside(`const fs = require('fs');
const status = fs.readFileSync('/proc/self/status', 'utf8');
const field = (name) => new RegExp('^' + name + ':\\\\s*(.*)$', 'm').exec(status)[1];
const open = fs.readdirSync('/proc/self/fd').filter((fd) => { try { return !/^(anon_inode|pipe|socket|\\/dev\\/null|\\/lectern\\/node|\\/proc)/.test(fs.readlinkSync('/proc/self/fd/' + fd)) } catch { return false } });
console.log(JSON.stringify([field('CapPrm'), field('CapEff'), field('CapInh'), field('CapAmb'), field('NoNewPrivs'), process.env, open, process.getuid(), require('os').hostname()]));`);
    const none = '0000000000000000';
    expect(JSON.parse(status)).toEqual([
      none,
      none,
      none,
      none,
      '1',
      {},
      [],
      process.getuid!() === 0 ? 1000 : 0,
      expect.any(String),
    ]);
  });

  test('a program sees Node, its libraries, its folder, and no link that leads anywhere', async () => {
    const seen = await inside(`const fs = require('fs'), path = require('path');
const links = [];
const walk = (folder) => { for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
  const full = path.join(folder, entry.name);
  if (full === '/proc') continue;
  if (entry.isSymbolicLink()) links.push(full);
  if (entry.isDirectory()) walk(full);
} };
walk('/');
const writable = ['/', '/lectern', '/lectern/node', '/lectern/guard.cjs', '/lectern/tools', '/lib', '/etc', '/dev', '/outside', '/proc', '/lectern/exchange'].filter((place) => { try { fs.accessSync(place, fs.constants.W_OK); return true } catch { return false } });
console.log(JSON.stringify([links, fs.readdirSync('/').sort(), writable]));`);
    expect(JSON.parse(seen)).toEqual([
      [],
      expect.arrayContaining(['dev', 'etc', 'lectern', 'outside', 'proc']),
      ['/lectern/exchange'],
    ]);
  });

  test('a program fills its own folder and nothing else', async () => {
    const told = await inside(`const fs = require('fs');
let bytes = 0; try { for (let i = 0; ; i++) { fs.writeFileSync('big' + i, Buffer.alloc(2 ** 20)); bytes += 2 ** 20 } } catch (error) { console.log(error.code, bytes <= 64 * 2 ** 20) }
for (const name of fs.readdirSync('.')) fs.rmSync(name);
let files = 0; try { for (; ; files++) fs.writeFileSync('small' + files, '') } catch (error) { console.log(error.code, files < 20000) }`);
    expect(told).toBe('ENOSPC true\nENOSPC true');
  });

  test('a program makes no namespaces of its own, mounts nothing, and changes nothing of the kernel', async () => {
    const told = await inside(`const fs = require('fs'), { spawnSync } = require('child_process');
const status = (command, ...words) => spawnSync(command, words).status;
console.log(status('/lectern/tools/umount', '-l', '/proc') !== 0, status('/lectern/tools/setpriv', '--inh-caps=+sys_admin', '/lectern/tools/cat', '/dev/null') !== 0);
for (const file of ['/proc/self/uid_map', '/proc/sys/kernel/hostname', '/proc/sysrq-trigger', '/proc/1/oom_score_adj'])
  try { fs.writeFileSync(file, '0 0 1'); console.log('wrote', file) } catch {}`);
    expect(told).toBe('true true');
  });

  test('a fork bomb ends with the cell, and takes no more processes than a cell may have', async () => {
    let most = 0;
    const told = await inside(
      `const { spawn } = require('child_process');
let failed = 0, started = 0;
for (let i = 0; i < 700; i++) spawn('/lectern/tools/cat', [], { stdio: ['pipe', 'ignore', 'ignore'] }).on('error', () => failed++).on('spawn', () => started++);
setTimeout(() => { console.log(started < 600, failed > 100); setTimeout(() => process.exit(), 50) }, 500);`,
      (cell) => (most = Math.max(most, cell.weighAll())),
    );
    expect(told).toBe('true true');
    expect(most).toBeGreaterThan(0);
  });

  test('the memory of what a program starts is its own', async () => {
    const cell = await (
      await wall
    ).openProgramCell({
      node: process.execPath,
      packages: [],
      files: {
        'a.js': `const { spawn } = require('child_process');
spawn(process.execPath, ['-e', 'const all = Buffer.alloc(3e8, 1); console.log(all.length); setInterval(() => {}, 1000)'], { stdio: ['ignore', 1, 1], detached: true });
setInterval(() => {}, 1000)`,
      },
    });
    const child = cell.start([cell.places.node, 'a.js'], { stdio: ['ignore', 'pipe', 'ignore'], limits: [] });
    await once(child.stdout!, 'data');
    expect(cell.weigh(child)).toBeGreaterThan(3e8);
    cell.close();
    await once(child, 'close');
    expect(cell.weigh(child)).toBe(0);
  });

  test('what a program starts in a session of its own ends with the cell, too', async () => {
    const outcome = await run({
      'server.js':
        "require('fs').writeFileSync('x', ''); console.log(process.pid, require('fs').readdirSync('.').join())",
    });
    expect(transcript(outcome)).toEqual([expect.stringMatching(/^server: \d+ server\.js,x$/)]);
  });

  test('programs of one exchange see nothing of another', async () => {
    const server = "require('net').createServer().listen(3000, () => console.log('listening'))";
    const spy = `require('net').connect(3000, '127.0.0.1').on('error', (error) => console.log(error.code)); console.log(require('fs').readdirSync('.').join())`;
    const [first, second] = await Promise.all([run({ 'server.js': server }), run({ 'spy.js': spy })]);
    expect(transcript(first)).toEqual(['server: listening']);
    expect(transcript(second).toSorted()).toEqual(['spy: ECONNREFUSED', 'spy: spy.js']);
  });

  test('a program is stopped by its limits, as without', async () => {
    const limits = { ...defaultLimits, time: 30_000 };
    expect(codes(await run({ 'a.js': 'const all = []; for (;;) all.push(Buffer.alloc(1e7, 1))' }, { limits }))).toEqual(
      ['proof-memory'],
    );
  });
});

describe('Where there is no wall', () => {
  let parent: string;
  const { PATH, LECTERN_UNSAFE } = process.env;
  beforeEach(() => {
    parent = mkdtempSync(path.join(os.tmpdir(), 'proof-no-wall-'));
    courseIn(parent, '```js runs="node"\nconsole.log(1)\n```\n\n```output\n1\n```\n');
    // A system whose `unshare` makes nothing.
    const tools = path.join(parent, 'tools');
    mkdirSync(tools);
    writeFileSync(
      path.join(tools, 'unshare'),
      '#!/bin/sh\necho "unshare: unshare failed: Operation not permitted" >&2; exit 1\n',
    );
    chmodSync(path.join(tools, 'unshare'), 0o755);
    process.env['PATH'] = `${tools}:${PATH}`;
    delete process.env['LECTERN_UNSAFE'];
  });
  afterEach(() => {
    rmSync(parent, { recursive: true, force: true });
    process.env['PATH'] = PATH;
    if (LECTERN_UNSAFE !== undefined) process.env['LECTERN_UNSAFE'] = LECTERN_UNSAFE;
    else delete process.env['LECTERN_UNSAFE'];
  });
  const prove = async (...words: readonly string[]): Promise<{ status: number; out: string; err: string }> => {
    const { terminal, written } = terminalIn(parent, { stopped: () => new Promise(() => undefined) });
    return { status: await lectern(['prove', ...words], terminal), ...written() };
  };

  test('nothing is run, and the report says why at the program, and what to do', async () => {
    const { status, out } = await prove('--format', 'json');
    expect(status).toBe(1);
    const { diagnostics, summary } = JSON.parse(out) as { diagnostics: readonly object[]; summary: object };
    expect(diagnostics).toMatchObject([
      {
        code: 'proof-no-wall',
        severity: 'error',
        file: 'modules/talk/lesson.md',
        message: expect.stringContaining('Operation not permitted'),
        fix: expect.stringContaining('--unsafe'),
      },
    ]);
    expect(summary).not.toHaveProperty('wall');
  });

  test('programs run with --unsafe, or with LECTERN_UNSAFE=1, and report and record say that nothing stood around them', async () => {
    const { status, err } = await prove('--unsafe', '--update');
    expect({ status, err }).toMatchObject({ status: 0, err: expect.stringContaining('1 of 1 proven, without a wall') });
    const record = path.join(parent, 'content/modules/talk/proof.json');
    expect(JSON.parse(readFileSync(record, 'utf8'))).toMatchObject({ records: [{ wall: 'none' }] });
    process.env['LECTERN_UNSAFE'] = '1';
    const { out } = await prove('--fresh', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({ summary: { wall: 'none', errors: 0 } });
  });

  test('a course whose records are current is still checked, because nothing has to run', async () => {
    await prove('--unsafe', '--update');
    expect(await prove()).toMatchObject({ status: 0 });
  });
});

test.skipIf(!hasWall)('Report and record name the wall that stood', async () => {
  const parent = mkdtempSync(path.join(os.tmpdir(), 'proof-wall-'));
  courseIn(parent, '```js runs="node"\nconsole.log(1)\n```\n\n```output\n1\n```\n');
  const { terminal, written } = terminalIn(parent, { stopped: () => new Promise(() => undefined) });
  expect(await lectern(['prove', '--update'], terminal)).toBe(0);
  expect(written().err).toContain('1 of 1 proven behind a wall of namespaces');
  expect(readFileSync(path.join(parent, 'content/modules/talk/proof.json'), 'utf8')).toContain('"wall": "namespaces"');
  rmSync(parent, { recursive: true, force: true });
});
