import { Blob } from '../browser/blob.ts';
import { formatLikeChromium } from '../browser/console-format.ts';
import { createEventSource } from '../browser/event-source.ts';
import { createFetch } from '../browser/fetch.ts';
import { HttpConnections } from '../browser/http.ts';
import type { Page } from '../browser/page.ts';
import { Response } from '../browser/response.ts';
import { createWebSocket } from '../browser/websocket.ts';
import { randomUUID } from '../node/crypto.ts';
import { timerFunctions } from '../node/loop.ts';
import { fillRandom } from '../node/random.ts';
import { clockGlobals } from './clock-globals.ts';
import { createConsole } from './console.ts';
import { defineGlobals, type Environment, type Setting } from './environment.ts';
import { browserError, type ProgramSource } from './errors.ts';
import { prepareScript } from './source.ts';

/** A browser tab without a document: the globals that a script needs to talk to servers. */
export function createBrowserEnvironment({ file, code, origin, reporter }: Setting): Environment {
  const prepared = prepareScript(code, file);
  const source: ProgramSource = { role: 'browser', file, lines: code.split('\n'), lineOffset: prepared.lineOffset };
  const tell: Environment['uncaught'] = (error, how, at) =>
    reporter.print('error', () =>
      browserError(error, source, how === 'rejected' ? 'Uncaught (in promise)' : 'Uncaught', at),
    );
  const page: Page = {
    origin,
    reportError: (error) => tell(error, 'thrown'),
    complain: (text) => reporter.print('error', () => text),
  };
  const connections = new HttpConnections();
  const { WebSocket, unload } = createWebSocket(page);
  const { EventSource } = createEventSource(page, connections);
  const { setTimeout, setInterval, clearTimeout, clearInterval } = timerFunctions(false);
  const console = createConsole((level, text) => reporter.print(level, text), formatLikeChromium, false);
  const location = new URL(`${origin}/`);
  defineGlobals({
    ...clockGlobals(),
    setTimeout,
    setInterval,
    clearTimeout,
    clearInterval,
    console,
    Blob,
    EventSource,
    Response,
    WebSocket,
    fetch: createFetch(page, connections),
    crypto: { getRandomValues: <T extends Uint8Array>(bytes: T): T => (fillRandom(bytes), bytes), randomUUID },
    location: Object.freeze({
      href: location.href,
      origin,
      protocol: location.protocol,
      host: location.host,
      hostname: location.hostname,
      port: location.port,
      pathname: '/',
      search: '',
      hash: '',
    }),
    window: globalThis,
    self: globalThis,
  });

  return {
    run: () => void prepared.compile()({}),
    uncaught: tell,
    unload: () => {
      unload();
      connections.closeAll();
    },
  };
}
