import EventEmitter from 'events';
import ws from 'ws';
import bufferModule, { Buffer } from '../node/buffer.ts';
import cryptoModule from '../node/crypto.ts';
import httpModule from '../node/http.ts';
import { timerFunctions } from '../node/loop.ts';
import netModule from '../node/net.ts';
import { ExitRequest, process } from '../node/process.ts';
import streamModule from '../node/stream.ts';
import utilModule, { formatWithOptions } from '../node/util-module.ts';
import type { ConsoleLevel } from '../protocol.ts';
import type { NODE_MODULES } from './available.ts';
import { clockGlobals } from './clock-globals.ts';
import { createConsole } from './console.ts';
import { defineGlobals, type Environment, type Setting } from './environment.ts';
import { nodeCrash, type ProgramSource } from './errors.ts';
import { prepareNode } from './source.ts';

const timers = timerFunctions(true);

/** `setTimeout` of `node:timers/promises`. */
const wait = (ms: number, value?: unknown): Promise<unknown> =>
  new Promise((resolve) => timers.setTimeout(() => resolve(value), ms));

const MODULES: Readonly<Record<(typeof NODE_MODULES)[number], unknown>> = {
  ws,
  assert: Object.assign(assert, {
    ok: assert,
    equal: (a: unknown, b: unknown) => assert(a === b, `${String(a)} == ${String(b)}`),
    strictEqual: (a: unknown, b: unknown) => assert(a === b, 'Expected values to be strictly equal'),
  }),
  buffer: bufferModule,
  crypto: cryptoModule,
  events: Object.assign(EventEmitter, { EventEmitter, default: EventEmitter }),
  http: httpModule,
  net: netModule,
  process,
  stream: streamModule,
  timers,
  'timers/promises': { setTimeout: wait },
  url: { URL, URLSearchParams },
  util: utilModule,
};

function assert(condition: unknown, message = 'The expression evaluated to a falsy value'): void {
  if (!condition) throw Object.assign(new Error(message), { name: 'AssertionError', code: 'ERR_ASSERTION' });
}

/** A Node.js process: CommonJS or ES module, its globals, console output and crash reports. */
export function createNodeEnvironment({ file, code, reporter, exit }: Setting): Environment {
  const prepared = prepareNode(code, file);
  const source: ProgramSource = { role: 'node', file, lines: code.split('\n'), lineOffset: prepared.lineOffset };
  const path = `/lab/${file}`;
  const console = createConsole(
    (level, text) => reporter.print(level, text),
    (values) => formatWithOptions({ colors: false }, ...values),
    true,
  );
  const writer = (level: ConsoleLevel) => (text: unknown) => {
    reporter.print(level, () => String(text).replace(/\n$/, ''));
    return true;
  };
  process.stdout.write = writer('log');
  process.stderr.write = writer('error');
  process.argv[1] = path;
  defineGlobals({ ...clockGlobals(), ...timers, console, Buffer, process, global: globalThis });

  const require = (id: string): unknown => {
    const name = String(id).replace(/^node:/, '');
    if (Object.hasOwn(MODULES, name)) return MODULES[name as keyof typeof MODULES];
    throw Object.assign(new Error(`Cannot find module '${id}'\nRequire stack:\n- ${path}`), {
      code: 'MODULE_NOT_FOUND',
      requireStack: [path],
    });
  };

  return {
    run: () => {
      const program = prepared.compile();
      const module = { exports: {}, id: '.', filename: path, loaded: false };
      const result = program({
        exports: module.exports,
        require,
        module,
        __filename: path,
        __dirname: '/lab',
        _impt_: importer(require),
      });
      if (result instanceof Promise) result.catch((error: unknown) => handleUncaught(error));
    },
    uncaught: (error, _how, at) => handleUncaught(error, at),
    unload: () => void process.emit('SIGTERM'),
  };

  function handleUncaught(error: unknown, at?: { line: number; column: number }): void {
    if (error instanceof ExitRequest) return exit(error.code);
    if (process.emit('uncaughtException', error, 'uncaughtException')) return;
    reporter.print('error', () => nodeCrash(error, source, at));
    exit(1);
  }
}

/** Resolves rewritten `import`s: the module, or an export of it, with ES module interop for CommonJS. */
function importer(require: (id: string) => unknown) {
  const now = (id: string): unknown => require(id);
  const named = (id: string, name: string): unknown => {
    const module = require(id) as Record<string, unknown>;
    if (name === 'default') return module;
    if (!(name in module) || name in Object.prototype)
      throw new SyntaxError(`The requested module '${id}' does not provide an export named '${name}'`);
    return module[name];
  };
  const later = async (id: string): Promise<object> => {
    const module = require(id) as object;
    return { ...module, default: module };
  };
  return Object.assign(later, { now, named });
}
