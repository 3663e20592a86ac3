import { setReporter, hostBridge } from '../node/host-bridge.ts';
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
import { Reporter } from './reporter.ts';

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

function start(message: Start, reporter: Reporter): void {
  clock.epoch = message.epoch;
  setReporter(reporter.act);
  lockGlobals(globalThis);
  if (message.seed !== null) Math.random = seedRandom(message.seed);
  const exit = (code: number): void => {
    reporter.act({ a: 'exit', code });
    end();
  };
  const create = message.role === 'node' ? createNodeEnvironment : createBrowserEnvironment;
  environment = create({ file: message.file, code: message.code, origin: message.origin, reporter, exit });
  evaluating = { lineOffset: message.role === 'node' ? 2 : 0 };
  environment.run();
  if (message.role === 'node') runTicks();
  evaluating = undefined;
}

function end(): void {
  over = true;
  clearLoop();
}

function step(message: HubToProgram, reporter: Reporter): void {
  if (message.op === 'start') start(message, reporter);
  else if (message.op === 'net') runTask(() => hostBridge.hear(message.event));
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
  const reporter = new Reporter(port);
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
    reporter.begin();
    whenSettled(() => reporter.done(over ? null : nextTimerAt()));
    if (!over) step(data, reporter);
  };
  reporter.ready();
}

globalThis.onmessage = ({ ports: [port] }: MessageEvent) => {
  globalThis.onmessage = null;
  if (port) listen(port);
};
