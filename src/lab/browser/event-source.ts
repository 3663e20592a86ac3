import { clearTimer, queueTask, setTimeout } from '../node/loop.ts';
import { headerValue, statusOf, type HttpHead } from '../wire/http-parser.ts';
import { corsProblem } from './cors.ts';
import { defineConstants, PlatformTarget } from './event-target.ts';
import { eventSourceHeaders } from './headers.ts';
import type { HttpConnections } from './http.ts';
import type { Page } from './page.ts';
import { EventStreamParser } from './event-stream.ts';

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 2;
/** Chromium's reconnection delay in milliseconds, unless the stream sets `retry:`. */
const RECONNECT_AFTER = 3000;

interface State {
  readonly url: URL;
  readyState: number;
  retry: number;
  lastEventId: string;
  cancel: () => void;
  timer: unknown;
}

/** The browser's `EventSource` (HTML standard, section 9.2): reads the stream and reconnects with `Last-Event-ID`. */
export function createEventSource(page: Page, connections: HttpConnections) {
  const states = new WeakMap<EventSource, State>();
  const stateOf = (source: EventSource): State => {
    const state = states.get(source);
    if (!state) throw new TypeError('Illegal invocation');
    return state;
  };

  class EventSource extends PlatformTarget {
    readonly withCredentials = false;
    constructor(address: string | URL) {
      super();
      let url: URL;
      try {
        url = new URL(String(address), `${page.origin}/`);
      } catch {
        throw new DOMException(
          `Failed to construct 'EventSource': Cannot open an EventSource to '${String(address)}'. The URL is invalid.`,
          'SyntaxError',
        );
      }
      const state: State = {
        url,
        readyState: CONNECTING,
        retry: RECONNECT_AFTER,
        lastEventId: '',
        cancel: () => {},
        timer: undefined,
      };
      states.set(this, state);
      connect(this, state);
    }
    get url(): string {
      return stateOf(this).url.href;
    }
    get readyState(): number {
      return stateOf(this).readyState;
    }
    close(): void {
      const state = stateOf(this);
      state.readyState = CLOSED;
      clearTimer(state.timer);
      state.cancel();
    }
  }
  defineConstants(EventSource, { CONNECTING, OPEN, CLOSED });
  PlatformTarget.defineHandlers(EventSource, ['open', 'message', 'error']);
  Object.defineProperty(EventSource.prototype, Symbol.toStringTag, { value: 'EventSource', configurable: true });

  function connect(source: EventSource, state: State): void {
    const { url } = state;
    const headers = eventSourceHeaders(url, page.origin, state.lastEventId);
    const parser = new EventStreamParser(state.lastEventId, {
      event: (type, data, id) =>
        source.fire(new MessageEvent(type, { data, lastEventId: id, origin: url.origin }), () => {
          state.lastEventId = id;
          return state.readyState === OPEN;
        }),
      retry: (ms) => void (state.retry = ms),
    });
    state.cancel = connections.send(
      { method: 'GET', url, headers, body: undefined },
      {
        head: (head) => announce(source, state, head),
        body: (bytes) => {
          if (state.readyState !== CLOSED) parser.push(bytes);
        },
        end: () => reconnect(source, state),
        fail: (why) => {
          page.complain(`Failed to load resource: net::${why}`);
          reconnect(source, state);
        },
      },
    );
  }

  function announce(source: EventSource, state: State, head: HttpHead): void {
    const type = headerValue(head, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase();
    const cors = state.url.origin === page.origin ? undefined : corsProblem(head, page.origin);
    if (statusOf(head) === 200 && type === 'text/event-stream' && cors === undefined) {
      source.fire(new Event('open'), () => {
        if (state.readyState !== CLOSED) state.readyState = OPEN;
        return state.readyState === OPEN;
      });
      return;
    }
    if (cors !== undefined)
      page.complain(
        `Access to resource at '${state.url.href}' from origin '${page.origin}' has been blocked by CORS policy: ${cors}`,
      );
    else if (statusOf(head) === 200)
      page.complain(
        `EventSource's response has a MIME type ("${type ?? 'text/plain'}") that is not "text/event-stream". Aborting the connection.`,
      );
    else if (statusOf(head) !== 204)
      page.complain(
        `Failed to load resource: the server responded with a status of ${statusOf(head)} (${head.line.split(' ').slice(2).join(' ')})`,
      );
    state.readyState = CLOSED;
    source.fire(new Event('error'));
    queueTask(() => {
      state.cancel();
      // Chromium logs the failure after it has dispatched the event to the page
      if (cors !== undefined) queueTask(() => page.complain('Failed to load resource: net::ERR_FAILED'));
    });
  }

  function reconnect(source: EventSource, state: State): void {
    queueTask(() => {
      if (state.readyState === CLOSED) return;
      state.readyState = CONNECTING;
      source.fire(new Event('error'));
      state.timer = setTimeout(() => connect(source, state), state.retry);
    });
  }

  return { EventSource };
}
