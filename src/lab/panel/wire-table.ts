import type { LabEvent, WireEvent } from '../protocol.ts';
import { canBeExplained, describeWire } from '../wire/describe.ts';
import { el, spoken, stopWhileScrolling } from './dom.ts';
import { explanationOf } from './explanation.ts';
import type { LabWords } from './words.ts';

let tables = 0;

/** A table with one row per event on the wire; rows with an explanation expand. */
export class WireTable {
  readonly element: HTMLElement;
  readonly #body = el('tbody');
  readonly #prefix = `lab-wire-${++tables}`;
  readonly #keys = new Map<string, string>();
  /** Client and server, by connection. */
  readonly #ends = new Map<string, { readonly client: string; readonly server: string }>();
  readonly #words: LabWords;
  #rows = 0;
  #last: WireEvent | undefined;

  constructor(words: LabWords) {
    this.#words = words;
    const head = el(
      'tr',
      {},
      el('th', { scope: 'col' }, 'ms'),
      el('th', { scope: 'col' }, words.say('wire-to')),
      el('th', { scope: 'col' }, words.say('wire-what')),
      el('th', { scope: 'col' }, words.say('wire-bytes')),
    );
    const table = el(
      'table',
      { class: 'lab-table' },
      el('caption', {}, words.say('wire')),
      el('thead', {}, head),
      this.#body,
    );
    this.element = el('div', { class: 'lab-wire' }, table);
    stopWhileScrolling(this.element, table, { label: words.say('wire') });
    this.clear();
  }

  get count(): number {
    return this.#rows;
  }
  get last(): WireEvent | undefined {
    return this.#last;
  }

  clear(): void {
    this.#rows = 0;
    this.#last = undefined;
    this.#keys.clear();
    this.#ends.clear();
    this.#body.replaceChildren(
      el('tr', { class: 'lab-nothing' }, el('td', { colspan: 4 }, this.#words.say('wire-nothing'))),
    );
  }

  show(event: LabEvent): void {
    if (event.type !== 'wire') return;
    if (this.#rows++ === 0) this.#body.replaceChildren();
    this.#last = event;
    if (event.kind === 'connect')
      this.#ends.set(event.conn, { client: event.from, server: event.to ?? this.#words.say('lab-nobody') });
    if (event.kind === 'request') {
      const key = event.headers.find(([name]) => name.toLowerCase() === 'sec-websocket-key')?.[1];
      if (key !== undefined) this.#keys.set(event.conn, key);
    }
    const { element } = this;
    const following = element.scrollTop + element.clientHeight >= element.scrollHeight - 1;
    this.#body.append(...this.#row(event));
    // keep following the last row if it was in view
    if (following) element.scrollTop = element.scrollHeight;
  }

  /**
   * If the table itself scrolls, scrolls an explanation into view that would be cut off, with its row below the header.
   */
  #bringUp(row: HTMLElement, detail: HTMLElement): void {
    if (this.element.scrollHeight <= this.element.clientHeight) return;
    const [table, end] = [this.element.getBoundingClientRect(), detail.getBoundingClientRect().bottom];
    if (end <= table.bottom) return;
    const head = this.element.querySelector('thead')?.clientHeight ?? 0;
    this.element.scrollTop += Math.min(end - table.bottom, row.getBoundingClientRect().top - table.top - head);
  }

  /** The direction in words; with several connections, also the sender. A cut cable concerns both ends. */
  #direction({ conn, dir, kind }: WireEvent): HTMLElement {
    const { client, server } = this.#ends.get(conn) ?? {
      client: this.#words.say('wire-client'),
      server: this.#words.say('wire-server'),
    };
    const clients = new Set([...this.#ends.values()].map((ends) => ends.client));
    const from = clients.size > 1 ? el('small', {}, this.#words.say('wire-from', { name: client })) : undefined;
    if (kind === 'cut')
      return el(
        'td',
        { class: 'lab-dir' },
        this.#words.say('wire-both'),
        clients.size > 1 ? el('small', {}, client) : undefined,
      );
    if (dir === 'c2s')
      return el(
        'td',
        { class: 'lab-dir', 'data-side': 'client' },
        el('span', { 'aria-hidden': 'true' }, '→ ', server),
        spoken(this.#words.say('wire-to-name', { name: server })),
        from,
      );
    return el(
      'td',
      { class: 'lab-dir', 'data-side': 'server' },
      el('span', { 'aria-hidden': 'true' }, '← ', client),
      spoken(this.#words.say('wire-to-name', { name: client })),
    );
  }

  #row(event: WireEvent & { readonly at: number }): HTMLElement[] {
    const described = describeWire(event);
    const what = this.#words.text(described.what);
    const { bytes } = described;
    const direction = this.#direction(event);
    const detailId = `${this.#prefix}-${this.#rows}`;
    const whatId = `${detailId}-what`;
    const cell = el('td', { class: 'lab-what' });
    const row = el(
      'tr',
      { 'data-kind': event.kind },
      el('td', { class: 'lab-number' }, String(Math.round(event.at))),
      direction,
      cell,
      el('td', { class: 'lab-number' }, bytes === undefined ? '' : this.#words.number(bytes)),
    );
    if (!canBeExplained(event)) {
      cell.append(what);
      return [row];
    }
    const inside = el('td', { colspan: 4 });
    const detail = el('tr', { class: 'lab-detail', id: detailId, hidden: true }, inside);
    const key = this.#keys.get(event.conn);
    const button = el(
      'button',
      {
        type: 'button',
        class: 'lab-open',
        'aria-expanded': 'false',
        'aria-controls': detailId,
        'aria-label': this.#words.say('wire-explain', { what }),
        onclick: () => {
          const open = detail.hidden;
          if (open && inside.childElementCount === 0) inside.append(explanationOf(this.#words, event, key, whatId));
          detail.hidden = !open;
          if (open) this.#bringUp(row, detail);
          button.setAttribute('aria-expanded', String(open));
        },
      },
      el('span', { id: whatId }, what),
    );
    cell.append(button);
    return [row, detail];
  }
}
