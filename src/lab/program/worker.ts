import { setOutlet, door } from '../node/door.ts';
import {
  clearLoop,
  clock,
  fireTimer,
  nextTimerAt,
  runTask,
  runTicks,
  setUncaughtHandler,
  whenSettled,
} from '../node/loop.ts';
import { seedRandom } from '../node/random.ts';
import type { HubToProgram } from '../protocol.ts';
import { createBrowserEnvironment } from './browser-environment.ts';
import type { Environment } from './environment.ts';
import { lockGlobals } from './lock.ts';
import { createNodeEnvironment } from './node-environment.ts';
import { Outlet } from './outlet.ts';

/**
 * Runs one program of the learner: a Node process or a browser tab. The hub starts every step and gets one answer: the
 * ordered list of the program's actions. The learner's code has no access to the port.
 */

type Start = Extract<HubToProgram, { op: 'start' }>;

let environment: Environment | undefined;
/**
 * Set while the program is compiled. That happens in a separate task without a `catch`, because engines report the
 * position of a syntax error only in an `error` event.
 */
let evaluating: { lineOffset: number } | undefined;
let over = false;

function start(message: Start, outlet: Outlet): void {
  clock.epoch = message.epoch;
  setOutlet(outlet.act);
  lockGlobals(globalThis);
  if (message.seed !== null) Math.random = seedRandom(message.seed);
  const exit = (code: number): void => {
    outlet.act({ a: 'exit', code });
    end();
  };
  const create = message.role === 'node' ? createNodeEnvironment : createBrowserEnvironment;
  environment = create({ file: message.file, code: message.code, origin: message.origin, outlet, exit });
  evaluating = { lineOffset: message.role === 'node' ? 2 : 0 };
  environment.run();
  if (message.role === 'node') runTicks();
  evaluating = undefined;
}

function end(): void {
  over = true;
  clearLoop();
}

function step(message: HubToProgram, outlet: Outlet): void {
  if (message.op === 'start') start(message, outlet);
  else if (message.op === 'net') runTask(() => door.hear(message.event));
  else if (message.op === 'timer') fireTimer();
  else if (message.op === 'unload') {
    runTask(() => environment?.unload());
    end();
  }
}

/** Handles errors that reach the worker: thrown while the program is evaluated, or by an event listener. */
function heard(event: ErrorEvent): void {
  event.preventDefault();
  const syntax = evaluating !== undefined && event.error instanceof SyntaxError && event.lineno > 0;
  const place = syntax ? { line: event.lineno - (evaluating?.lineOffset ?? 0), column: event.colno } : undefined;
  evaluating = undefined;
  environment?.uncaught(event.error ?? event.message, 'thrown', place);
}

function listen(port: MessagePort): void {
  const outlet = new Outlet(port);
  addEventListener('error', heard);
  addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    if (!over) environment?.uncaught(event.reason, 'rejected');
  });
  setUncaughtHandler((error) => {
    if (!over) environment?.uncaught(error, 'thrown');
  });
  port.onmessage = ({ data }: MessageEvent<HubToProgram>) => {
    clock.now = data.now;
    outlet.begin();
    whenSettled(() => outlet.done(over ? null : nextTimerAt()));
    if (!over) step(data, outlet);
  };
  outlet.ready();
}

globalThis.onmessage = ({ ports: [port] }: MessageEvent) => {
  globalThis.onmessage = null;
  if (port) listen(port);
};
