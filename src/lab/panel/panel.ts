import { LabClient } from '../page/client.ts';
import type { LabEvent, PageToHub } from '../protocol.ts';
import { describeWire } from '../wire/describe.ts';
import { count } from '../../text/count.ts';
import { Consoles } from './consoles.ts';
import { Controls, type RunState } from './controls.ts';
import { anotherClient, programsOf, type LabData } from './data.ts';
import { el } from './dom.ts';
import { WireFigure } from './figure.ts';
import { EditableFiles } from './files.ts';
import { shareFragment } from './share.ts';
import { WireTable } from './wire-table.ts';

/** Options of a panel. */
export interface PanelSetting {
  /** The URL of the frame. */
  readonly frame: string;
  /** The id of the exchange on the page, for links. */
  readonly exchange: string;
  readonly data: LabData;
}

/** How long an idle lab keeps running, in milliseconds. */
const IDLE_LIMIT = 5 * 60_000;

/** The live lab's user interface. */
export class LabPanel {
  readonly element: HTMLElement;
  readonly #setting: PanelSetting;
  readonly #files: EditableFiles;
  readonly #controls: Controls;
  readonly #figure: WireFigure;
  readonly #table = new WireTable();
  readonly #consoles = new Consoles();
  readonly #status = el('p', { class: 'lab-status', role: 'status' });
  readonly #client: LabClient;
  /** Names of this run's programs, and of those still running. */
  #programs = new Set<string>();
  #living = new Set<string>();
  #insisted = false;
  /** Failures of this run's programs, announced once the run is idle. */
  #failed = new Map<string, string>();
  #state: RunState = 'ready';
  #autoStop: ReturnType<typeof setTimeout> | undefined;

  constructor(setting: PanelSetting) {
    this.#setting = setting;
    this.#files = new EditableFiles(setting.data, () =>
      this.#controls.showEditing(this.#files.open, this.#files.edited),
    );
    this.#controls = new Controls({
      run: () => void this.run(),
      stop: () => this.#ask({ t: 'stop' }),
      pause: (paused) => this.#pause(paused),
      step: () => this.#step(),
      latency: (latency) => this.#client.send({ t: 'latency', latency }),
      openClient: () => this.#openClient(),
      edit: () => void this.#edit(),
      reset: () => this.#files.reset(),
      share: () => void this.#share(),
    });
    this.#figure = new WireFigure(
      { cut: (conn) => this.#ask({ t: 'cut', conn }), closeTab: (id) => this.#ask({ t: 'close-tab', id }) },
      this.#ends(),
    );
    this.#files.element.append(this.#controls.reset);
    const figure = el(
      'div',
      { class: 'lab-figure' },
      el('div', { class: 'lab-said' }, this.#status, el('p', { class: 'lab-busy', 'aria-hidden': 'true' }, 'Running')),
      this.#figure.element,
      this.#controls.open,
    );
    this.element = el(
      'section',
      { class: 'lab', 'aria-label': 'Live lab' },
      this.#controls.element,
      this.#files.element,
      figure,
      this.#consoles.element,
      this.#table.element,
    );
    this.#client = new LabClient(this.element, setting.frame, {
      events: (events, now, running) => this.#hear(events, now, running),
      lost: () => this.#lost(),
    });
    this.#consoles.reset(programsOf(this.#files.data));
    this.#controls.showEditing(false, false);
  }

  /** Loads an edited version from the page's URL into the editors, without running it. */
  async showShared(code: readonly string[]): Promise<void> {
    this.#ask({ t: 'stop' });
    this.#files.set(code);
    this.#insist('This is an edited version that came with the link. Look at the code before you run it.');
    await this.#edit(true);
    this.element.scrollIntoView({ block: 'start' });
  }

  /** Runs the programs with the current edits. */
  async run(): Promise<void> {
    const programs = programsOf(this.#files.data);
    this.#programs = new Set(programs.map(({ id }) => id));
    this.#living = new Set(this.#programs);
    this.#table.clear();
    this.#figure.reset(this.#ends());
    this.#consoles.reset(programs);
    this.#insisted = false;
    this.#failed.clear();
    this.#say('');
    this.#show('running');
    await this.#client.run(programs, { latency: this.#controls.latency });
    this.#stayAwake();
  }

  /** Focuses Run, which replaces the button that opened the panel. */
  focus(): void {
    this.#controls.focusRun();
  }

  #ends(): { client: string; server: string } {
    const { files } = this.#setting.data;
    const name = (runs: string, otherwise: string): string => {
      const file = files.find((one) => one.runs === runs);
      return file ? file.actor : otherwise;
    };
    return { client: name('browser', 'client'), server: name('node', 'server') };
  }

  #show(state: RunState): void {
    this.#state = state;
    this.#controls.show(state, state !== 'ready' && this.#setting.data.files.some(({ runs }) => runs === 'browser'));
  }

  #ask(message: PageToHub): void {
    this.#stayAwake();
    this.#client.send(message);
  }

  #pause(paused: boolean): void {
    this.#ask({ t: paused ? 'pause' : 'resume' });
    this.#show(paused ? 'paused' : 'running');
    this.#say(paused ? 'Paused.' : '');
  }

  #step(): void {
    this.#ask({ t: 'step' });
    this.#show('paused');
  }

  #openClient(): void {
    const program = anotherClient(this.#files.data, this.#programs);
    if (!program) return;
    this.#programs.add(program.id);
    this.#living.add(program.id);
    this.#consoles.add(program);
    this.#ask({ t: 'open', program });
  }

  async #edit(open?: boolean): Promise<void> {
    await this.#files.toggle(open);
    this.#controls.showEditing(this.#files.open, this.#files.edited);
  }

  async #share(): Promise<void> {
    const fragment = await shareFragment({ exchange: this.#setting.exchange, code: this.#files.code });
    if (fragment === undefined) return this.#say('This is too long for a link.');
    const address = new URL(fragment, location.href).href;
    const copied = await navigator.clipboard.writeText(address).then(
      () => true,
      () => false,
    );
    if (copied) return this.#say('The link to this version is copied.');
    history.replaceState(null, '', fragment);
    this.#say('The link to this version is in the address bar.');
  }

  #hear(events: readonly LabEvent[], now: number, running: boolean): void {
    for (const event of events) {
      this.#figure.show(event);
      this.#consoles.show(event);
      this.#table.show(event);
      if (event.type === 'console' && event.level === 'error') this.#failed.set(event.id, 'reports an error');
      if (event.type === 'idle') this.#atRest();
      else if (event.type === 'limit')
        this.#insist(
          event.what === 'events'
            ? 'Stopped: more happened than the lab shows.'
            : 'Stopped: the programs kept each other busy without end.',
        );
      else if (event.type === 'program') this.#ended(event);
    }
    this.#figure.tick(now, running);
  }

  /** Announces the state once, when the run is idle. */
  #atRest(): void {
    if (this.#insisted) return;
    const { last, count: events } = this.#table;
    const errors = [...this.#failed].map(([id, what]) => ` ${id} ${what}: see its console.`).join('');
    if (!last) return this.#say(`At rest. Nothing went over the wire.${errors}`);
    const to = last.kind === 'cut' ? '' : `, to the ${last.dir === 'c2s' ? 'server' : 'client'}`;
    this.#say(
      `At rest after ${count(events, 'event')} on the wire. The last: ${describeWire(last).what}${to}.${errors}`,
    );
  }

  #ended({ id, state, text }: Extract<LabEvent, { type: 'program' }>): void {
    this.#living.delete(id);
    if (this.#living.size === 0) this.#show('ready');
    if (state === 'exited' && this.#failed.has(id)) this.#failed.set(id, 'ended with an error');
    if (TROUBLE.has(state)) this.#insist(text);
  }

  /** Announces a text that later announcements of this run must not replace. */
  #insist(text: string): void {
    this.#insisted = true;
    this.#say(text);
  }

  #lost(): void {
    this.#over(
      'The lab’s sandbox broke down, perhaps for want of memory. Nothing else on this page was touched. You can run it again.',
    );
  }

  /** The frame is gone, with everything that ran in it. */
  #over(text: string): void {
    this.#figure.end();
    this.#show('ready');
    this.#say(text);
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }

  /** Restarts the idle timer: an abandoned lab stops, to save battery. */
  #stayAwake(): void {
    clearTimeout(this.#autoStop);
    this.#autoStop = setTimeout(() => {
      if (this.#state === 'ready') return;
      this.#client.destroy();
      this.#over('The lab stopped itself after five minutes without a touch.');
    }, IDLE_LIMIT);
  }
}

const TROUBLE: ReadonlySet<string> = new Set(['watchdog', 'flood', 'violation', 'crashed']);

/** Creates a panel and inserts it into the page. */
export function openPanel(setting: PanelSetting): LabPanel {
  return new LabPanel(setting);
}
