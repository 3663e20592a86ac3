import type { LabEvent, WireEvent } from '../protocol.ts';
import type { LabMessage } from '../messages.ts';
import { describeWire } from '../wire/describe.ts';
import { el } from './dom.ts';
import type { LabWords } from './words.ts';

/** Callbacks for actions on a connection. */
export interface LaneActions {
  cut(conn: string): void;
  closeTab(id: string): void;
}

interface Token {
  readonly element: HTMLElement;
  readonly leaves: number;
  readonly arrives: number;
}

interface Lane {
  readonly element: HTMLElement;
  readonly line: HTMLElement;
  readonly cut: HTMLButtonElement;
  readonly close: HTMLButtonElement;
  /** The two ends, by program name. */
  readonly client: string;
  readonly ends: ReadonlyMap<string, HTMLElement>;
  state: LaneState;
}
type LaneState = 'connecting' | 'talking' | 'open' | 'closed';

const STATES: Readonly<Record<LaneState, LabMessage>> = {
  connecting: 'lab-connecting',
  talking: 'lab-connected',
  open: 'lab-open',
  closed: 'lab-closed',
};

/**
 * One line per connection, with the client at one end and the server at the other. Messages move along it on the lab's
 * clock, and stop when it is paused.
 */
export class WireFigure {
  readonly element = el('div', { class: 'lab-lanes' });
  readonly #words: LabWords;
  readonly #actions: LaneActions;
  readonly #lanes = new Map<string, Lane>();
  readonly #tokens = new Set<Token>();
  readonly #still = matchMedia('(prefers-reduced-motion: reduce)');
  #clock = { now: 0, at: 0, running: false };
  #frame = 0;

  constructor(words: LabWords, actions: LaneActions, ends: { readonly client: string; readonly server: string }) {
    this.#words = words;
    this.#actions = actions;
    this.#showEmpty(ends);
  }

  /** Before anything connects: both ends without a connection. */
  #showEmpty({ client, server }: { client: string; server: string }): void {
    this.element.replaceChildren(
      el(
        'div',
        { class: 'lab-lane', 'data-state': 'none' },
        end('client', client),
        el('div', { class: 'lab-line' }),
        end('server', server),
      ),
    );
  }

  reset(ends: { readonly client: string; readonly server: string }): void {
    this.#lanes.clear();
    this.#tokens.clear();
    this.#showEmpty(ends);
  }

  /** Synchronises with the lab's clock. */
  tick(now: number, running: boolean): void {
    this.#clock = { now, at: performance.now(), running };
    this.#draw();
  }

  show(event: LabEvent): void {
    if (event.type === 'wire') this.#wire(event);
    else if (event.type === 'program') {
      for (const lane of this.#lanes.values()) {
        lane.ends.get(event.id)?.setAttribute('data-gone', '');
        if (lane.client === event.id) hide(lane, lane.close);
      }
    }
  }

  /** Everything ended abruptly, without closing events: clears messages and connections. */
  end(): void {
    for (const lane of this.#lanes.values()) {
      this.#set(lane, 'closed');
      for (const one of lane.ends.values()) one.setAttribute('data-gone', '');
    }
    for (const { element } of this.#tokens) element.remove();
    this.#tokens.clear();
  }

  #wire(event: WireEvent & { readonly at: number }): void {
    if (event.kind === 'connect') this.#open(event);
    const lane = this.#lanes.get(event.conn);
    if (!lane) return;
    if (event.kind === 'cut') this.#set(lane, 'closed');
    else if (event.kind === 'fin' || event.kind === 'reset' || event.kind === 'refused') this.#set(lane, 'closed');
    else if (event.kind === 'response' && event.line.includes(' 101 ')) this.#set(lane, 'open');
    else if (lane.state === 'connecting' && event.kind !== 'connect') this.#set(lane, 'talking');
    if (event.arrivesAt > event.at && !this.#still.matches) this.#send(lane, event);
  }

  #open({ conn, from, to }: { conn: string; from: string; to: string | null }): void {
    if (this.#lanes.size === 0) this.element.replaceChildren();
    const line = el('div', { class: 'lab-line', tabindex: -1 });
    const button = (text: LabMessage, label: LabMessage, act: () => void): HTMLButtonElement =>
      el(
        'button',
        { type: 'button', class: 'lab-small', 'aria-label': this.#words.say(label, { name: from }), onclick: act },
        this.#words.say(text),
      );
    const cut = button('lab-cut', 'lab-cut-of', () => this.#actions.cut(conn));
    const close = button('lab-close-tab', 'lab-close-tab-of', () => this.#actions.closeTab(from));
    const [client, server] = [end('client', from), end('server', to ?? this.#words.say('lab-nobody'))];
    if (to === null) server.setAttribute('data-gone', '');
    const element = el(
      'div',
      { class: 'lab-lane' },
      client,
      line,
      server,
      el('div', { class: 'lab-lane-actions' }, close, cut),
    );
    const lane: Lane = {
      element,
      line,
      cut,
      close,
      client: from,
      ends: new Map([
        [from, client],
        [to ?? '', server],
      ]),
      state: 'connecting',
    };
    this.#lanes.set(conn, lane);
    this.#set(lane, 'connecting');
    this.element.append(lane.element);
  }

  #set(lane: Lane, state: LaneState): void {
    lane.state = state;
    lane.element.dataset['state'] = state;
    const word = this.#words.say(STATES[state]);
    lane.line.setAttribute('aria-label', this.#words.say('lab-connection', { state: word }));
    lane.line.setAttribute('role', 'img');
    lane.line.dataset['word'] = word;
    if (state === 'closed') hide(lane, lane.cut, lane.close);
  }

  #send(lane: Lane, event: WireEvent & { readonly at: number }): void {
    const abreast = [...this.#tokens].filter(
      ({ element, leaves }) =>
        element.parentElement === lane.line && element.dataset['dir'] === event.dir && leaves === event.at,
    ).length;
    const element = el(
      'span',
      { class: 'lab-token', 'data-dir': event.dir, 'aria-hidden': 'true' },
      this.#words.text(describeWire(event).short),
    );
    // two rows; further messages sent at the same time are drawn slightly behind
    element.style.setProperty('--row', String(abreast % 2));
    element.style.setProperty('--behind', String(Math.floor(abreast / 2)));
    element.toggleAttribute('data-behind', abreast > 1);
    lane.line.append(element);
    this.#tokens.add({ element, leaves: event.at, arrives: event.arrivesAt });
    this.#draw();
  }

  /** Positions every message, and schedules the next animation frame while something moves. */
  #draw(): void {
    cancelAnimationFrame(this.#frame);
    const { now, at, running } = this.#clock;
    const time = running ? now + performance.now() - at : now;
    for (const token of this.#tokens) {
      const way = (time - token.leaves) / (token.arrives - token.leaves);
      if (way >= 1) {
        token.element.remove();
        this.#tokens.delete(token);
      } else token.element.style.setProperty('--way', String(Math.max(0, way)));
    }
    if (running && this.#tokens.size > 0) this.#frame = requestAnimationFrame(() => this.#draw());
  }
}

/** Takes away what can no longer be done. If it has the focus, the connection itself gets it, and says how it is now. */
function hide({ line }: Lane, ...buttons: readonly HTMLButtonElement[]): void {
  const had = buttons.some((button) => button === document.activeElement);
  for (const button of buttons) button.hidden = true;
  if (had) line.focus({ preventScroll: true });
}

const end = (side: 'client' | 'server', name: string): HTMLElement =>
  el('span', { class: 'lab-end', 'data-side': side }, name);
