import { spawn, type ChildProcess } from 'node:child_process';
import dgram from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { programTries } from './tries.ts';
import { hasWall, runner } from '../run.ts';

const { wall } = runner();

/** A folder, a port, a socket and a process of this machine: what a program must not read, change, reach or end. */
let host: string;
let port = 0;
let hits = 0;
let bystander: ChildProcess;
const tcp = net.createServer((socket) => {
  hits++;
  socket.on('error', () => undefined).end('HTTP/1.1 200 OK\r\ncontent-length: 3\r\nconnection: close\r\n\r\nout');
});
const local = net.createServer((socket) => {
  hits++;
  socket.on('error', () => undefined).end('HTTP/1.1 200 OK\r\ncontent-length: 3\r\nconnection: close\r\n\r\nout');
});
const nameless = net.createServer((socket) => {
  hits++;
  socket.on('error', () => undefined).end('HTTP/1.1 200 OK\r\ncontent-length: 3\r\nconnection: close\r\n\r\nout');
});
const abstract = `lectern-${process.pid}`;
const udp = dgram.createSocket('udp4').on('message', (_, { port: from, address }) => {
  hits++;
  udp.send('out', from, address);
});
beforeAll(async () => {
  host = mkdtempSync(path.join(os.tmpdir(), 'proof-escape-'));
  writeFileSync(path.join(host, 'secret.txt'), 'the secret');
  for (const name of ['victim', 'variables']) writeFileSync(path.join(host, name), 'FROM_FILE="the secret"');
  writeFileSync(path.join(host, 'module.cjs'), 'module.exports = 1');
  writeFileSync(path.join(host, 'module.json'), '{ "x": 1 }');
  mkdirSync(path.join(host, 'victims'));
  tcp.listen(0, '127.0.0.1');
  local.listen(path.join(host, 'socket'));
  nameless.listen(`\0${abstract}`);
  udp.bind(0, '127.0.0.1');
  await Promise.all([tcp, local, nameless, udp].map((one) => once(one, 'listening')));
  port = (tcp.address() as net.AddressInfo).port;
  bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    stdio: 'ignore',
    env: { PROOF_SECRET: 'the secret' },
  });
});
afterAll(() => {
  bystander.kill('SIGKILL');
  tcp.close();
  local.close();
  nameless.close();
  udp.close();
  rmSync(host, { recursive: true, force: true });
});

const bait = (): string =>
  JSON.stringify({
    host,
    port,
    abstract,
    udp: udp.address().port,
    pid: bystander.pid,
    runner: process.pid,
    cwd: process.cwd(),
  });

/** All tries in one program, one after the other; prints what each got, as `number: what`. */
const program = (): string => `
const bait = ${bait()};
const fs = require('fs'), net = require('net'), os = require('os'), path = require('path');
const { execFileSync, spawnSync, execSync } = require('child_process');
const within = (promise) => Promise.race([promise, new Promise((done) => setTimeout(done, 1000, 'late'))]);
const dial = (options) => new Promise((done) => {
  const socket = net.connect(options).on('error', (error) => done(error.code)).on('data', (data) => { done(String(data).includes('out') ? 'out' : 'no'); socket.destroy(); });
});
const home = process.cwd();
const tries = [${programTries.map(({ code }) => `async () => { ${code} }`).join(',\n')}];
(async () => {
  for (const [index, attempt] of tries.entries()) {
    let got;
    process.chdir(home);
    try { got = await within(attempt()); } catch (error) { got = 'refused ' + (error.code ?? error.message); }
    console.log(index + ': ' + String(got).replaceAll('\\n', ' ').slice(0, 80));
  }
  process.exit();
})();`;

/** What came of each try, by number. */
async function outcomes(child: ChildProcess): Promise<readonly string[]> {
  let text = '';
  child.stdin?.end();
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (more) => (text += more));
  await once(child, 'close');
  const found: string[] = [];
  for (const [, index, got = ''] of text.matchAll(/^(\d+): (.*)$/gm)) found[Number(index)] = got;
  if (found.length !== programTries.length) throw new Error(text);
  return found;
}

const out = (got: string | undefined): boolean =>
  got?.startsWith('out') === true || /the secret|^HTTP\/1.1 200/.test(got ?? '');

describe('Programs without the guard and without Node’s permission model', () => {
  test('have 120 tries to get out, each of which gets out where there is no wall', async () => {
    expect(programTries.length).toBeGreaterThanOrEqual(120);
    const file = path.join(host, 'control.js');
    writeFileSync(file, program());
    const got = await outcomes(
      spawn(process.execPath, [file], { cwd: host, env: { ...process.env, PROOF_SECRET: 'the secret' } }),
    );
    expect(programTries.map(({ name }, index) => ({ name, got: got[index] })).filter((one) => !out(one.got))).toEqual(
      [],
    );
  });

  test.skipIf(!hasWall)('get out with none of them behind the wall', async () => {
    const cell = await (
      await wall
    ).openProgramCell({ node: process.execPath, packages: [], files: { 'a.js': program() } });
    hits = 0;
    const before = readdirSync(host).toSorted();
    const child = cell.start([cell.places.node, 'a.js'], { stdio: ['ignore', 'pipe', 'pipe'], limits: [] });
    const got = await outcomes(child);
    cell.close();
    expect(programTries.map(({ name }, index) => ({ name, got: got[index] })).filter(({ got }) => out(got))).toEqual(
      [],
    );
    expect(hits).toBe(0);
    expect(bystander.exitCode ?? bystander.signalCode).toBe(null);
    expect(readFileSync(path.join(host, 'secret.txt'), 'utf8')).toBe('the secret');
    expect(readdirSync(host).toSorted()).toEqual(before);
  });
});
