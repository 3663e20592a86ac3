import type { LabEvent, WireEvent } from '../protocol.ts';
import { canBeExplained, describeWire } from '../wire/describe.ts';
import { el, spoken } from './dom.ts';
import { explanationOf } from './explanation.ts';

let tables = 0;

/** Every event on the wire in a row; those with more to say open on demand. */
export class WireTable {
  readonly element: HTMLElement;
  readonly #body = el('tbody');
  readonly #prefix = `lab-wire-${++tables}`;
  readonly #keys = new Map<string, string>();
  #rows = 0;
  #last: WireEvent | undefined;

  constructor() {
    const head = el('tr', {}, el('th', { scope: 'col' }, 'ms'), el('th', { scope: 'col' }, 'To'), el('th', { scope: 'col' }, 'What'), el('th', { scope: 'col' }, 'Bytes'));
    const table = el('table', { class: 'lab-table' }, el('caption', {}, 'On the wire'), el('thead', {}, head), this.#body);
    this.element = el('div', { class: 'lab-wire' }, table);
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
    this.#body.replaceChildren(el('tr', { class: 'lab-nothing' }, el('td', { colspan: 4 }, 'Nothing yet.')));
  }

  show(event: LabEvent): void {
    if (event.type !== 'wire') return;
    if (this.#rows++ === 0) this.#body.replaceChildren();
    this.#last = event;
    if (event.kind === 'request') {
      const key = event.headers.find(([name]) => name.toLowerCase() === 'sec-websocket-key')?.[1];
      if (key !== undefined) this.#keys.set(event.conn, key);
    }
    this.#body.append(...this.#row(event));
  }

  #row(event: WireEvent & { readonly at: number }): HTMLElement[] {
    const { what, bytes } = describeWire(event);
    const toServer = event.dir === 'c2s';
    const direction = el('td', { class: 'lab-dir', 'data-side': toServer ? 'client' : 'server' }, el('span', { 'aria-hidden': 'true' }, toServer ? '→ ' : '← '), spoken('to '), toServer ? 'server' : 'client');
    const detailId = `${this.#prefix}-${this.#rows}`;
    const cell = el('td', { class: 'lab-what' });
    const row = el('tr', { 'data-kind': event.kind }, el('td', { class: 'lab-number' }, String(Math.round(event.at))), direction, cell, el('td', { class: 'lab-number' }, bytes === undefined ? '' : bytes.toLocaleString('en')));
    if (!canBeExplained(event)) {
      cell.append(what);
      return [row];
    }
    const inside = el('td', { colspan: 4 });
    const detail = el('tr', { class: 'lab-detail', id: detailId, hidden: true }, inside);
    const key = this.#keys.get(event.conn);
    const button = el('button', { type: 'button', class: 'lab-open', 'aria-expanded': 'false', 'aria-controls': detailId, onclick: () => {
      const open = detail.hidden;
      if (open && inside.childElementCount === 0) inside.append(explanationOf(event, key));
      detail.hidden = !open;
      button.setAttribute('aria-expanded', String(open));
    } }, what, spoken(': explain'));
    cell.append(button);
    return [row, detail];
  }
}
