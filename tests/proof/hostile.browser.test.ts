import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { defaultLimits, type Outcome } from '../../src/proof/outcome.ts';
import { codes, runner, transcript } from './run.ts';

const { run, workplace } = runner();
/** For what is to be ended by something else than time, and for what only time ends. */
const limits = { ...defaultLimits, time: 60_000 };
const short = { ...defaultLimits, time: 4000 };
const hostile = (code: string): Promise<Outcome> => run({ 'server.js': code }, { limits });

/** A folder that stands for the host: what a program must neither read nor change. */
let host: string;
beforeAll(() => {
  host = mkdtempSync(path.join(os.tmpdir(), 'proof-host-'));
  writeFileSync(path.join(host, 'secret.txt'), 'the secret');
});
afterAll(() => rmSync(host, { recursive: true, force: true }));

/** The same code without the guard: what it would do on an author's machine. */
function unguarded(code: string, seconds = 5): string {
  const file = path.join(host, 'control.js');
  writeFileSync(file, code);
  return execFileSync(process.execPath, [file], {
    encoding: 'utf8',
    timeout: seconds * 1000,
    cwd: host,
    env: { ...process.env, PROOF_SECRET: 'from the host' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

describe('A program of a lesson that means harm', () => {
  test('cannot read the environment of the host', async () => {
    const code = 'console.log(process.env.PROOF_SECRET, Object.keys(process.env).length)';
    process.env['PROOF_SECRET'] = 'from the host';
    expect(transcript(await hostile(code))).toEqual(['server: undefined 0']);
    expect(unguarded(code)).toContain('from the host');
  });

  test.each([
    ['by its path', (file: string) => `'${file}'`],
    ['by a path that climbs', (file: string) => `__dirname + '/${'../'.repeat(12)}${file.slice(1)}'`],
    ['by a URL', (file: string) => `new URL('file://${file}')`],
    ['by bytes', (file: string) => `Buffer.from('${file}')`],
  ])('cannot read a file of the host %s', async (_, address) => {
    const code = `console.log(require('fs').readFileSync(${address(path.join(host, 'secret.txt'))}, 'utf8'))`;
    const outcome = await hostile(code);
    expect(codes(outcome)).toEqual(['proof-refused']);
    expect(transcript(outcome).join()).not.toContain('the secret');
    expect(unguarded(code)).toContain('the secret');
  });

  test('cannot read /etc/passwd, nor what /proc says of the runner', async () => {
    expect(codes(await hostile("require('fs').readFileSync('/etc/passwd')"))).toEqual(['proof-refused']);
    expect(codes(await hostile('require("fs").readFileSync(`/proc/${process.ppid}/environ`)'))).toEqual([
      'proof-refused',
    ]);
  });

  test.each([
    ['a file', (file: string) => `require('fs').writeFileSync('${file}', 'x')`],
    ['a heap snapshot', (file: string) => `require('v8').writeHeapSnapshot('${file}')`],
    ['a report', (file: string) => `process.report.writeReport('${file}')`],
    ['a database', (file: string) => `new (require('node:sqlite').DatabaseSync)('${file}').exec('create table t (a)')`],
    [
      'a moved file',
      (file: string) => `require('fs').writeFileSync('x', ''); require('fs').renameSync('x', '${file}')`,
    ],
  ])('cannot write %s outside its folder', async (name, write) => {
    const file = path.join(host, 'written');
    expect(codes(await hostile(write(file)))).toEqual(['proof-refused']);
    expect(existsSync(file)).toBe(false);
    unguarded(write(file));
    expect(existsSync(file) || name === 'a report').toBe(true);
    rmSync(file, { force: true });
  });

  test('may write in its own folder, which is gone afterwards', async () => {
    const outcome = await hostile(
      "const fs = require('fs'); fs.writeFileSync('notes.txt', 'kept'); console.log(fs.readFileSync('notes.txt', 'utf8'))",
    );
    expect(outcome).toMatchObject({ lines: [{ text: 'kept' }], failures: [] });
  });

  test('cannot leave its folder through a link', async () => {
    const make = `require('fs').symlinkSync('${host}', 'door'); console.log(require('fs').readFileSync('door/secret.txt', 'utf8'))`;
    expect(codes(await hostile(make))).toEqual(['proof-refused']);
    expect(codes(await hostile(`require('fs').linkSync('${host}/secret.txt', 'door')`))).toEqual(['proof-refused']);
    symlinkSync(host, path.join(host, 'through'));
    expect(unguarded(`console.log(require('fs').readFileSync('${host}/through/secret.txt', 'utf8'))`)).toContain(
      'the secret',
    );
  });

  test('cannot start a process, and so no fork bomb', async () => {
    const bomb =
      "const { spawn } = require('child_process'); for (let i = 0; i < 1000; i++) spawn(process.execPath, [__filename])";
    expect(codes(await hostile(bomb))).toEqual(['proof-refused']);
    expect(codes(await hostile("require('cluster').fork()"))).toEqual(['proof-refused']);
    expect(
      unguarded("console.log(require('child_process').execFileSync('/bin/echo', ['ran'], { encoding: 'utf8' }))"),
    ).toContain('ran');
  });

  test('cannot start a worker', async () => {
    const code = "new (require('worker_threads').Worker)('console.log(\"worker\")', { eval: true })";
    expect(codes(await hostile(code))).toEqual(['proof-refused']);
    expect(unguarded(code)).toContain('worker');
  });

  test('cannot load a native addon', async () => {
    expect(codes(await hostile("process.dlopen({ exports: {} }, '/lib/x.node')"))).toEqual(['proof-refused']);
    expect(codes(await hostile("require('fs').writeFileSync('x.node', ''); require('./x.node')"))).toEqual([
      'proof-refused',
    ]);
    expect(() => unguarded("process.dlopen({ exports: {} }, '/lib/x.node')")).toThrow(
      /cannot open shared object|no such file|dlopen/,
    );
  });

  test('cannot signal its parent, or anybody but itself', async () => {
    const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    try {
      for (const kill of [
        'process.kill(process.ppid)',
        `process.kill(${bystander.pid}, 9)`,
        `process._kill(${bystander.pid}, 9)`,
        `process._debugProcess(${bystander.pid})`,
      ]) {
        await hostile(`try { ${kill} } catch (error) { console.log(error.code) }`);
      }
      expect(codes(await hostile(`process.kill(${bystander.pid}, 9)`))).toEqual(['proof-refused']);
      expect(bystander.exitCode ?? bystander.signalCode).toBe(null);
      unguarded(`process.kill(${bystander.pid}, 9)`);
      await new Promise((done) =>
        (bystander.exitCode ?? bystander.signalCode) === null ? bystander.once('exit', done) : done(undefined),
      );
      expect(bystander.signalCode).toBe('SIGKILL');
    } finally {
      bystander.kill('SIGKILL');
    }
  });

  test.each([
    ['a loop', 'for (;;);', 'proof-endless-loop'],
    ['microtasks', 'const again = () => { Promise.resolve().then(again) }; again()', 'proof-endless-loop'],
    ['ticks', 'const again = () => process.nextTick(again); again()', 'proof-endless-loop'],
    ['timers', "setInterval(() => console.log('tick'), 20)", 'proof-timeout'],
    ['immediates', 'const again = () => setImmediate(again); again()', 'proof-timeout'],
    ['a regular expression', "/^(a+)+$/.test('a'.repeat(60) + 'b')", 'proof-endless-loop'],
  ])('is stopped when it runs for ever in %s', async (_, code, expected) => {
    const ends = expected === 'proof-timeout' ? short : limits;
    expect(codes(await run({ 'server.js': code }, { limits: ends }))).toEqual([expected]);
  });

  test.each([
    ['a gigabyte of output', "const line = 'x'.repeat(1e6); for (let i = 0; i < 1000; i++) console.log(line)"],
    ['one huge line', "process.stdout.write('x'.repeat(50e6))"],
    ['output without end', "for (;;) console.error('again')"],
    ['output past console', "const fs = require('fs'); for (;;) fs.writeSync(1, 'x'.repeat(1e5))"],
    ['noise on the channel of the guard', "const fs = require('fs'); for (;;) fs.writeSync(4, 'x'.repeat(1e6))"],
  ])('is stopped at %s', async (_, code) => {
    const outcome = await hostile(code);
    expect(codes(outcome)).toEqual(['proof-endless-output']);
    expect(outcome.lines.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(limits.output);
  });

  test.each([
    // In a loop, a slow machine would find that it does not come back before it finds that memory is gone.
    [
      'in the heap',
      'const all = []; setInterval(() => console.log(all.push(new Array(1e5).fill({}).map(() => ({})))), 0)',
    ],
    ['in buffers', 'const all = []; for (;;) all.push(Buffer.alloc(1e7, 1))'],
    ['bit by bit', 'const all = []; setInterval(() => console.log(all.push(Buffer.alloc(2e7, 1))), 5)'],
  ])('is stopped when it takes all memory %s', async (_, code) => {
    expect(codes(await hostile(code))).toEqual(['proof-memory']);
  });

  test('is stopped when it never ends a storm of rejections', async () => {
    const storm =
      "process.on('unhandledRejection', (error) => console.error(error.message)); setInterval(() => { for (let i = 0; i < 1000; i++) Promise.reject(new Error('no')) }, 1)";
    expect(codes(await hostile(storm))).toEqual(['proof-endless-output']);
    expect(codes(await hostile("for (let i = 0; i < 1e5; i++) Promise.reject(new Error('no'))"))).toEqual([
      'proof-crashed',
    ]);
  });

  test('ends only itself when it exits again and again', async () => {
    expect(
      codes(
        await hostile("process.on('exit', () => { for (let i = 0; i < 1e4; i++) process.exit(3) }); process.exit(1)"),
      ),
    ).toEqual(['proof-crashed']);
    expect(codes(await hostile('process.abort()'))).toEqual(['proof-crashed']);
    expect(codes(await hostile('process.reallyExit(7)'))).toEqual(['proof-crashed']);
  });

  test('is ended when it ignores every signal and never closes', async () => {
    const code =
      "for (const s of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(s, () => {}); require('http').createServer().listen(3000, () => console.log('stays'))";
    expect(await hostile(code)).toMatchObject({ failures: [], lines: [{ text: 'stays' }] });
  });

  test('cannot use what lies in memory of the guard, or talk in its name', async () => {
    const code = `require('fs').writeSync(4, '{"listen":3000,"actual":22}\\n'); try { require('v8').getHeapSnapshot() } catch (error) { console.log(error.code) }
      require('http').get('http://localhost:3000').on('error', (error) => console.log(error.code))`;
    expect(transcript(await hostile(code))).toEqual(['server: ERR_ACCESS_DENIED', 'server: ECONNREFUSED']);
  });
});

describe('A program of a lesson that calls out', () => {
  let hits = 0;
  const sinks: net.Server[] = [];
  let port = 0;
  beforeAll(async () => {
    const sink = net.createServer((socket) => {
      hits++;
      socket.end();
    });
    await new Promise<void>((done) => sink.listen(0, '0.0.0.0', done));
    port = (sink.address() as net.AddressInfo).port;
    sinks.push(sink);
  });
  beforeEach(() => {
    hits = 0;
  });
  afterAll(() => sinks.forEach((sink) => sink.close()));

  const ways: readonly (readonly [string, (host: string, port: number) => string])[] = [
    ['net', (host, port) => `require('net').connect(${port}, '${host}').on('error', () => {})`],
    ['fetch', (host, port) => `fetch('http://${host}:${port}/').catch(() => {})`],
    ['http', (host, port) => `require('http').get('http://${host}:${port}/').on('error', () => {})`],
    ['tls', (host, port) => `require('tls').connect(${port}, '${host}').on('error', () => {})`],
    ['WebSocket', (host, port) => `new WebSocket('ws://${host}:${port}/').onerror = () => {}`],
    [
      'a lookup of its own',
      (host, port) =>
        `require('net').connect({ port: ${port}, host: 'localhost', lookup: (n, o, f) => o.all ? f(null, [{ address: '${host}', family: 4 }]) : f(null, '${host}', 4) }).on('error', () => {})`,
    ],
    [
      'a raw handle',
      (
        host,
        port,
      ) => `const net = require('net'); const TCP = net._createServerHandle('127.0.0.1', 0).constructor; const handle = new TCP(0);
        const server = net.createServer().listen(3000, () => { const mine = net.connect(3000, '127.0.0.1'); Object.getPrototypeOf(handle).connect = undefined; try { handle.connect({ oncomplete() {} }, '${host}', ${port}) } catch {} setTimeout(() => { mine.destroy(); server.close() }, 50) })`,
    ],
  ];

  test.each(ways)('does not get to another address by %s', async (_, call) => {
    const outcome = await hostile(call('127.0.0.2', port));
    expect(hits).toBe(0);
    expect(codes(outcome)).toContain('proof-refused');
  });

  test.each(ways)('does not get to another port of this machine by %s', async (_, call) => {
    await hostile(call('127.0.0.1', port));
    expect(hits).toBe(0);
  });

  test.each(ways.slice(0, 6))('would have got there by %s without the guard', async (_, call) => {
    const file = path.join(host, 'call.js');
    writeFileSync(file, call('127.0.0.2', port));
    const child = spawn(process.execPath, [file], { stdio: 'ignore' });
    await new Promise((done) => child.once('exit', done));
    expect(hits).toBeGreaterThan(0);
  });

  test('asks no name server', async () => {
    const outcome = await hostile(`const dns = require('dns'); const quiet = () => {};
      dns.lookup('secret.example', quiet); dns.resolve4('secret.example', quiet); dns.promises.lookup('secret.example').catch(quiet);
      new dns.Resolver().resolveTxt('secret.example', quiet); new dns.promises.Resolver().resolve('secret.example').catch(quiet); fetch('http://secret.example/').catch(quiet)`);
    expect(outcome.failures).toEqual([
      { code: 'proof-refused', file: 'server.js', detail: 'a connection to secret.example' },
    ]);
  });

  test('sends no datagram, and opens no local socket', async () => {
    expect(
      codes(await hostile("require('dgram').createSocket('udp4').on('error', () => {}).send('x', 9, '127.0.0.1')")),
    ).toContain('proof-refused');
    expect(codes(await hostile("require('net').connect('/run/some.sock').on('error', () => {})"))).toEqual([
      'proof-refused',
    ]);
  });

  test('listens on loopback alone, whatever address it names', async () => {
    const outcome = await hostile(
      "const s = require('net').createServer().listen(3000, '0.0.0.0', () => { console.log(s.address().address, s.address().port) })",
    );
    expect(transcript(outcome)).toEqual(['server: 0.0.0.0 3000']);
  });
});

describe('A page of a lesson that means harm', () => {
  test('reaches no other host', async () => {
    const outcome = await run({
      'client.js':
        "fetch('http://127.0.0.2:8081/').catch((e) => console.log(e.message)); fetch('http://example.com/').catch((e) => console.log(e.message)); new Image().src = 'http://10.0.0.1/x.png'",
    });
    expect(outcome.failures.map(({ detail }) => detail).toSorted()).toEqual([
      'a connection to 10.0.0.1:80',
      'a connection to 127.0.0.2:8081',
      'a connection to example.com:80',
    ]);
  });

  test.each([
    ['a loop', 'for (;;);', 'proof-endless-loop'],
    ['timers', "setInterval(() => console.log('tick'), 20)", 'proof-timeout'],
    ['output', "for (;;) console.log('x'.repeat(1000))", 'proof-endless-output'],
  ])('is stopped when it runs for ever in %s', async (_, code, expected) => {
    const ends = expected === 'proof-timeout' ? short : limits;
    expect(codes(await run({ 'client.js': code }, { limits: ends }))).toEqual([expected]);
    expect(transcript(await run({ 'client.js': "console.log('the next one works')" }))).toEqual([
      'client: the next one works',
    ]);
  });
});

test('Nothing of all this is left in the folder of the runner but what it works with', () => {
  const left = readdirSync(workplace.folder).filter((name) => !/chromium|packages|root/i.test(name));
  expect(left).toEqual([]);
  expect(readFileSync(path.join(host, 'secret.txt'), 'utf8')).toBe('the secret');
});
