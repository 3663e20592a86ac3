import { describe, expect, test } from 'vitest';
import { codes, runner, transcript } from './run.ts';

const { run } = runner();

/**
 * Replaces every method and accessor of every built-in prototype and namespace, and of Node's classes that the guard
 * meets, by one that does the same, and notes when it was called by a file named `…guard.cjs`; and puts setters on
 * `Object.prototype` and `Array.prototype` where the guard could create something by assignment.
 */
const poison = `'use strict';
const { apply, construct, ownKeys } = Reflect;
const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;
const { captureStackTrace } = Error;
const uncurry = Function.prototype.bind.bind(Function.prototype.call);
const test = uncurry(RegExp.prototype.test), nameOf = uncurry(Symbol.prototype.toString);
const add = uncurry(Set.prototype.add), join = uncurry(Array.prototype.join), from = Array.from;
const heard = new Set();
const guard = /guard\\.cjs/;
Error.stackTraceLimit = 1;
let asking = false;
function note(name, below, frames) {
  if (asking) return;
  asking = true;
  const trace = { __proto__: null };
  Error.stackTraceLimit = frames;
  captureStackTrace(trace, below);
  const calledByGuard = test(guard, trace.stack);
  Error.stackTraceLimit = 1;
  asking = false;
  if (calledByGuard) add(heard, name);
}
function wrapped(original, name) {
  function wrapper(...values) {
    note(name, wrapper, 1);
    return new.target ? construct(original, values, new.target === wrapper ? original : new.target) : apply(original, this, values);
  }
  return wrapper;
}
function replaceAll(object, name) {
  for (const key of ownKeys(object)) {
    if (key === 'constructor' || key === 'stackTraceLimit' || key === 'captureStackTrace') continue;
    const label = name + '.' + (typeof key === 'symbol' ? nameOf(key) : key);
    const one = getOwnPropertyDescriptor(object, key);
    if (!one.configurable) continue;
    try {
      if (typeof one.value === 'function' && !/^class /.test(Function.prototype.toString.call(one.value)) && one.value.prototype === undefined)
        defineProperty(object, key, { ...one, value: wrapped(one.value, label) });
      else if (typeof one.get === 'function')
        defineProperty(object, key, { ...one, get: wrapped(one.get, label + ' (get)'), set: one.set && wrapped(one.set, label + ' (set)') });
      replaced++;
    } catch {}
  }
}
let replaced = 0;
function* generator() {}
async function* asyncGenerator() {}
const classes = Object.getOwnPropertyNames(globalThis)
  .map((name) => [name, getOwnPropertyDescriptor(globalThis, name).value])
  .filter(([, value]) => value && (typeof value === 'function' || ['JSON', 'Math', 'Reflect', 'Atomics', 'Intl'].includes(value[Symbol.toStringTag])));
const { Readable, Writable, Duplex, Transform } = require('stream'), net = require('net');
const more = {
  ArrayIterator: getPrototypeOf([][Symbol.iterator]()), MapIterator: getPrototypeOf(new Map()[Symbol.iterator]()),
  SetIterator: getPrototypeOf(new Set()[Symbol.iterator]()), StringIterator: getPrototypeOf(''[Symbol.iterator]()),
  RegExpIterator: getPrototypeOf('a'.matchAll(/a/g)), Iterator: getPrototypeOf(getPrototypeOf([][Symbol.iterator]())),
  Generator: getPrototypeOf(generator.prototype), AsyncGenerator: getPrototypeOf(asyncGenerator.prototype),
  TypedArray: getPrototypeOf(Uint8Array.prototype), AsyncFunction: getPrototypeOf(async () => {}),
  EventEmitter: require('events').prototype, Readable: Readable.prototype, Writable: Writable.prototype, Duplex: Duplex.prototype,
  Transform: Transform.prototype, Stream: require('stream').Stream.prototype, Socket: net.Socket.prototype, Server: net.Server.prototype,
  Timeout: getPrototypeOf(setTimeout(() => {}, 0)), Immediate: getPrototypeOf(setImmediate(() => {})),
  StringDecoder: require('string_decoder').StringDecoder.prototype, fs: require('fs'), process, Module: require('module'),
};
for (const place of [Object.prototype, Array.prototype]) {
  for (const name of ['port', 'address', 'family', 'actual', 'get', 'toJSON', 'all', 'listen', 'closed', 'pong', 'at', 'reach', '0', '1', '2', '3']) {
    if (name === 'get' || name === 'at') continue;
    const seen = (what) => { if (!asking) note((place === Array.prototype ? 'Array' : 'Object') + '.prototype[' + name + '] (' + what + ')', seen, name === 'toJSON' ? 6 : what === 'read' ? 3 : 4); };
    defineProperty(place, name, {
      configurable: true,
      get() { seen('read'); },
      set(value) { seen('written'); defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true }); },
    });
  }
}
for (const [name, object] of Object.entries(more)) replaceAll(object, name);
for (const [name, value] of classes) {
  if (typeof value === 'function') { if (value.prototype) replaceAll(value.prototype, name + '.prototype'); if (name !== 'Error') replaceAll(value, name); }
  else replaceAll(value, name);
}
globalThis.report = (what) => process.stdout.write(what + ' ' + (replaced > 1000) + ' ' + (join(from(heard).sort(), ', ') || 'nothing') + '\\n');
`;

/** Everything the guard has to do with: ports, names, datagrams, signals, modules, timers, output. */
const server = `
const server = require('net').createServer((socket) => {
  socket.on('data', (data) => { console.log('server read ' + data); socket.end('bye'); });
  socket.on('end', () => server.close(() => setTimeout(() => globalThis.report('server'), 5)));
}).listen(3000, '0.0.0.0', () => console.log(server.address().port));
setInterval(() => {}, 1000).unref();
`;
const dialler = `
const quiet = () => {};
const socket = require('net').connect(3000, 'localhost', () => socket.write('hello'));
socket.on('data', (data) => console.log('dialler read ' + data + ' from ' + socket.remotePort));
socket.on('close', () => {
  require('net').connect(80, '10.1.2.3').on('error', quiet);
  require('net').connect(3999, '127.0.0.1').on('error', quiet);
  require('dns').lookup('somewhere.example', quiet);
  require('dns').promises.lookup('elsewhere.example').catch(quiet);
  try { new (require('dns').Resolver)().resolve4('nowhere.example', quiet) } catch {}
  require('dgram').createSocket('udp4').on('error', quiet).send('x', 9, '10.1.2.3');
  try { process.kill(process.ppid) } catch {}
  try { require('os').setPriority(5) } catch {}
  try { require('v8').getHeapSnapshot() } catch {}
  try { require('no-such-package') } catch {}
  setTimeout(() => globalThis.report('dialler'), 50);
});
`;

describe('The guard', () => {
  test('calls nothing that a program can replace, and puts nothing where a program can reach it', async () => {
    const outcome = await run({ 'server.js': poison + server, 'dialler.js': poison + dialler });
    expect(transcript(outcome)).toEqual([
      'server: 3000',
      'server: server read hello',
      'dialler: dialler read bye from 3000',
      'server: server true nothing',
      'dialler: dialler true nothing',
    ]);
    expect(codes(outcome).toSorted()).toEqual(['proof-package-undeclared', ...Array(6).fill('proof-refused')]);
  });

  test('would be heard if it did', async () => {
    const careless = `require('fs').writeFileSync('careless-guard.cjs', "const list = []; list[0] = 1; list.push(2); for (const one of list); new Map().set(1, 2); JSON.stringify({}); ({}).port = 1");`;
    const outcome = await run({
      'server.js': `${careless}\n${poison}\nrequire('./careless-guard.cjs'); globalThis.report('careless');`,
    });
    const [line = ''] = transcript(outcome);
    for (const what of [
      'Array.prototype.push',
      'Array.prototype.Symbol(Symbol.iterator)',
      'ArrayIterator.next',
      'Map.prototype.set',
      'JSON.stringify',
      'Object.prototype[port] (written)',
      'Array.prototype[0] (written)',
      'Object.prototype[toJSON] (read)',
    ])
      expect(line).toContain(what);
  });

  test('keeps a program to the ports of its exchange, whatever it makes of the guard’s own objects', async () => {
    const { createServer } = await import('node:net');
    let reached = 0;
    const outside = createServer((socket) => socket.end(`${++reached}`));
    await new Promise<void>((done) => outside.listen(0, '127.0.0.1', done));
    const { port } = outside.address() as { port: number };
    const setter = `const net = require('net');
Object.defineProperty(Object.prototype, 'port', { configurable: true, set(v) {
  Object.defineProperty(this, 'port', { value: typeof v === 'number' && v !== 3000 ? ${port} : v, writable: true, configurable: true, enumerable: true });
} });
const server = net.createServer((socket) => socket.end('mine'));
server.listen(3000, () => {
  delete Object.prototype.port;
  net.connect(3000, '127.0.0.1').on('data', (data) => { console.log(String(data)); server.close(); });
});`;
    const channel = `const { EventEmitter } = require('events'), net = require('net');
const handles = process._getActiveHandles();
const emit = EventEmitter.prototype.emit;
EventEmitter.prototype.emit = function (name, ...rest) { handles.push(this); return emit.call(this, name, ...rest); };
setTimeout(() => {
  EventEmitter.prototype.emit = emit;
  for (const one of handles) { try { emit.call(one, 'data', JSON.stringify({ ports: { 4000: ${port} } }) + '\\n'); } catch {} }
  net.connect(4000, '127.0.0.1').on('data', (data) => console.log('out ' + data)).on('error', (error) => console.log(error.code));
}, 300);`;
    expect(transcript(await run({ 'server.js': setter }))).toEqual(['server: mine']);
    expect(transcript(await run({ 'server.js': channel }))).toEqual(['server: ECONNREFUSED']);
    expect(reached).toBe(0);
    outside.close();
  });
});
