import { LabClient } from '../page/client.ts';
import type { LabMessage } from '../messages.ts';
import type { LabEvent, PageToHub } from '../protocol.ts';
import { describeWire } from '../wire/describe.ts';
import { Consoles } from './consoles.ts';
import { Controls, type Editing, type RunState } from './controls.ts';
import { anotherClient, programsOf, type LabData } from './data.ts';
import { el } from './dom.ts';
import { WireFigure } from './figure.ts';
import { EditableFiles } from './files.ts';
import { shareFragment } from './share.ts';
import { WireTable } from './wire-table.ts';
import { LabWords, type LabMessages } from './words.ts';

/** Options of a panel. */
export interface PanelSetting {
  /** The URL of the frame. */
  readonly frame: string;
  /** The id of the exchange on the page, for links. */
  readonly exchange: string;
  readonly data: LabData;
  /** What the exchange is called, if anything: labs of one page have names of their own. */
  readonly title: string | undefined;
  /** The element of the page that shows the code, beside which the editors stand in its place. */
  readonly code: HTMLElement;
  /** The lab's messages in the language of the page. */
  readonly words: LabMessages;
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
  readonly #words: LabWords;
  readonly #table: WireTable;
  readonly #consoles: Consoles;
  readonly #status = el('p', { class: 'lab-status', role: 'status' });
  readonly #client: LabClient;
  /** Names of this run's programs, and of those still running. */
  #programs = new Set<string>();
  #living = new Set<string>();
  #insisted = false;
  /** Failures of this run's programs, announced once the run is idle. */
  #failed = new Map<string, LabMessage>();
  #state: RunState = 'ready';
  #autoStop: ReturnType<typeof setTimeout> | undefined;

  constructor(setting: PanelSetting) {
    this.#setting = setting;
    this.#words = new LabWords(setting.words);
    this.#table = new WireTable(this.#words);
    this.#consoles = new Consoles(this.#words);
    this.#files = new EditableFiles(setting.data, setting.code);
    this.#controls = new Controls(this.#words, {
      run: () => void this.run(),
      stop: () => this.#ask({ t: 'stop' }),
      pause: (paused) => this.#pause(paused),
      step: () => this.#step(),
      latency: (latency) => this.#client.send({ t: 'latency', latency }),
      openClient: () => this.#openClient(),
      edit: () => void this.#edit().then(() => this.#files.focus()),
      reset: () => {
        this.#files.reset();
        this.#controls.showEditing('no');
      },
      share: () => void this.#share(),
    });
    this.#figure = new WireFigure(
      this.#words,
      { cut: (conn) => this.#ask({ t: 'cut', conn }), closeTab: (id) => this.#ask({ t: 'close-tab', id }) },
      this.#ends(),
    );
    const figure = el(
      'div',
      { class: 'lab-figure' },
      el(
        'div',
        { class: 'lab-said' },
        this.#status,
        el('p', { class: 'lab-busy', 'aria-hidden': 'true' }, this.#words.say('lab-running')),
      ),
      this.#figure.element,
      this.#controls.open,
    );
    this.element = el(
      'section',
      { class: 'lab', 'aria-label': this.#name() },
      this.#controls.element,
      figure,
      this.#consoles.element,
      this.#table.element,
    );
    this.#client = new LabClient(this.element, setting.frame, {
      events: (events, now, running) => this.#hear(events, now, running),
      lost: () => this.#over(this.#words.say('lab-lost')),
      notStarted: () => this.#over(this.#words.say('lab-not-started')),
    });
    this.#consoles.reset(programsOf(this.#files.data));
  }

  /** Loads an edited version from the page's URL into the editors, without running it. */
  async showShared(code: readonly string[]): Promise<void> {
    this.#ask({ t: 'stop' });
    this.#files.set(code);
    this.#insist(this.#words.say('lab-shared'));
    await this.#edit();
    this.#files.bringUp();
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

  #name(): string {
    const [kind, text] = [this.#words.say('lab'), this.#setting.title];
    return text === undefined ? kind : this.#words.say('wire-holding', { kind, text });
  }

  #ends(): { client: string; server: string } {
    const { files } = this.#setting.data;
    const name = (runs: string, otherwise: LabMessage): string => {
      const file = files.find((one) => one.runs === runs);
      return file ? file.actor : this.#words.say(otherwise);
    };
    return { client: name('browser', 'wire-client'), server: name('node', 'wire-server') };
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
    this.#say(paused ? this.#words.say('lab-paused') : '');
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

  async #edit(): Promise<void> {
    this.#controls.showEditing('loading');
    let editing: Editing = 'no';
    try {
      await this.#files.open();
      editing = 'open';
    } finally {
      this.#controls.showEditing(editing);
    }
  }

  async #share(): Promise<void> {
    const fragment = await shareFragment({ exchange: this.#setting.exchange, code: this.#files.code });
    if (fragment === undefined) return this.#say(this.#words.say('lab-too-long'));
    const address = new URL(fragment, location.href).href;
    const copied = await navigator.clipboard.writeText(address).then(
      () => true,
      () => false,
    );
    if (copied) return this.#say(this.#words.say('lab-link-copied'));
    history.replaceState(null, '', fragment);
    this.#say(this.#words.say('lab-link-shown'));
  }

  #hear(events: readonly LabEvent[], now: number, running: boolean): void {
    for (const event of events) {
      this.#figure.show(event);
      this.#consoles.show(event);
      this.#table.show(event);
      if (event.type === 'console' && event.level === 'error') this.#failed.set(event.id, 'lab-reports-error');
      if (event.type === 'idle') this.#atRest();
      else if (event.type === 'limit')
        this.#insist(this.#words.say(event.what === 'events' ? 'lab-too-much' : 'lab-endless'));
      else if (event.type === 'program') this.#ended(event);
    }
    this.#figure.tick(now, running);
  }

  /** Announces the state once, when the run is idle. */
  #atRest(): void {
    if (this.#insisted) return;
    const errors = [...this.#failed].map(([name, message]) => this.#words.say(message, { name }));
    this.#say([this.#summary(), ...errors].join(' '));
  }

  /** What went over the wire in this run. */
  #summary(): string {
    const { last, count: n } = this.#table;
    if (!last) return this.#words.say('lab-rests-silent');
    const what = this.#words.text(describeWire(last).what);
    const to = last.dir === 'c2s' ? 'lab-to-server' : 'lab-to-client';
    return this.#words.say('lab-rests', { n, last: last.kind === 'cut' ? what : this.#words.say(to, { what }) });
  }

  #ended({ id, state, said }: Extract<LabEvent, { type: 'program' }>): void {
    this.#living.delete(id);
    if (this.#living.size === 0) this.#show('ready');
    if (state === 'exited' && this.#failed.has(id)) this.#failed.set(id, 'lab-ended-with-error');
    if (TROUBLE.has(state)) this.#insist(this.#words.text(said));
  }

  /** Announces a text that later announcements of this run must not replace. */
  #insist(text: string): void {
    this.#insisted = true;
    this.#say(text);
  }

  /** There is no frame, nor anything that ran in it. */
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
      this.#over(this.#words.say('lab-idle'));
    }, IDLE_LIMIT);
  }
}

const TROUBLE: ReadonlySet<string> = new Set(['watchdog', 'flood', 'violation', 'crashed']);

/** Creates a panel and inserts it into the page. */
export function openPanel(setting: PanelSetting): LabPanel {
  return new LabPanel(setting);
}
