import type { LabMessage } from '../messages.ts';
import type { LabEvent, ProgramEnd, ProgramSpec } from '../protocol.ts';
import { el, stopWhileScrolling } from './dom.ts';
import type { LabWords } from './words.ts';

interface Console {
  readonly element: HTMLElement;
  readonly list: HTMLElement;
  readonly state: HTMLElement;
}

/** The console of each program: a list of lines, and how the program ended. */
export class Consoles {
  readonly element = el('div', { class: 'lab-consoles' });
  readonly #consoles = new Map<string, Console>();
  readonly #words: LabWords;

  constructor(words: LabWords) {
    this.#words = words;
  }

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
      el('span', { class: 'lab-role' }, role === 'node' ? 'Node.js' : this.#words.say('lab-browser')),
      state,
    );
    const label = this.#words.say('lab-console', { file, name: id });
    const lines = el('div', { class: 'lab-lines' }, list);
    stopWhileScrolling(lines, list, { label });
    const element = el(
      'div',
      {
        class: 'lab-console',
        role: 'group',
        'data-side': role === 'node' ? 'server' : 'client',
        'aria-label': label,
      },
      name,
      lines,
    );
    this.#consoles.set(id, { element, list, state });
    const server = role === 'node' ? null : this.element.querySelector('[data-side="server"]');
    this.element.insertBefore(element, server);
  }

  show(event: LabEvent): void {
    if (event.type === 'listen') this.#mark(event.id, this.#words.say('lab-listens', { port: String(event.port) }));
    else if (event.type === 'console') this.#line(event.id, event.level, event.text);
    else if (event.type === 'dropped') this.#line(event.id, 'note', this.#words.say('lab-dropped', { n: event.count }));
    else if (event.type === 'program') {
      this.#mark(event.id, this.#words.say(ENDINGS[event.state]));
      this.#line(
        event.id,
        event.state === 'watchdog' ||
          event.state === 'crashed' ||
          event.state === 'flood' ||
          event.state === 'violation'
          ? 'error'
          : 'note',
        this.#words.text(event.said),
      );
    }
  }

  #mark(id: string, text: string): void {
    const console = this.#consoles.get(id);
    if (console) console.state.textContent = text;
  }

  #line(id: string, level: string, text: string): void {
    this.#consoles.get(id)?.list.append(el('li', { 'data-level': level }, el('samp', {}, text)));
  }
}

const ENDINGS: Readonly<Record<ProgramEnd, LabMessage>> = {
  exited: 'lab-ended',
  closed: 'lab-closed',
  stopped: 'lab-stopped',
  watchdog: 'lab-stopped',
  flood: 'lab-stopped',
  violation: 'lab-stopped',
  crashed: 'lab-crashed',
};
