import type { LabEvent, ProgramSpec } from '../protocol.ts';
import { el } from './dom.ts';

interface Console {
  readonly element: HTMLElement;
  readonly list: HTMLElement;
  readonly state: HTMLElement;
}

/** The console of each program: a list of lines, and how the program ended. */
export class Consoles {
  readonly element = el('div', { class: 'lab-consoles' });
  readonly #consoles = new Map<string, Console>();

  reset(programs: readonly ProgramSpec[]): void {
    this.#consoles.clear();
    this.element.replaceChildren();
    // clients on the left, as in the figure
    for (const program of programs.toSorted((a, b) => Number(a.role === 'node') - Number(b.role === 'node')))
      this.add(program);
  }

  add({ id, role, file }: ProgramSpec): void {
    const list = el('ol', { role: 'list' });
    const state = el('span', { class: 'lab-state' });
    const name = el(
      'p',
      { class: 'lab-name' },
      id,
      el('span', { class: 'lab-role' }, role === 'node' ? 'Node.js' : 'Browser'),
      state,
    );
    const element = el(
      'section',
      {
        class: 'lab-console',
        'data-side': role === 'node' ? 'server' : 'client',
        'aria-label': `${file} prints, ${id}`,
      },
      name,
      list,
    );
    this.#consoles.set(id, { element, list, state });
    const server = role === 'node' ? null : this.element.querySelector('[data-side="server"]');
    this.element.insertBefore(element, server);
  }

  show(event: LabEvent): void {
    if (event.type === 'listen') this.#mark(event.id, `listens on port ${event.port}`);
    else if (event.type === 'console') this.#line(event.id, event.level, event.text);
    else if (event.type === 'dropped')
      this.#line(event.id, 'note', `${event.count.toLocaleString('en')} more lines, not shown`);
    else if (event.type === 'program') {
      this.#mark(event.id, ENDINGS[event.state] ?? event.state);
      this.#line(
        event.id,
        event.state === 'watchdog' ||
          event.state === 'crashed' ||
          event.state === 'flood' ||
          event.state === 'violation'
          ? 'error'
          : 'note',
        event.text,
      );
    }
  }

  #mark(id: string, text: string): void {
    const console = this.#consoles.get(id);
    if (console) console.state.textContent = text;
  }

  #line(id: string, level: string, text: string): void {
    const list = this.#consoles.get(id)?.list;
    list?.append(el('li', { 'data-level': level }, el('samp', {}, text)));
    // it now scrolls, so it must be focusable
    if (list && list.scrollHeight > list.clientHeight) list.tabIndex = 0;
  }
}

const ENDINGS: Readonly<Record<string, string>> = {
  exited: 'ended',
  closed: 'closed',
  stopped: 'stopped',
  watchdog: 'stopped',
  flood: 'stopped',
  violation: 'stopped',
  crashed: 'crashed',
};
