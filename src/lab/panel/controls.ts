import { el } from './dom.ts';

/** Callbacks for the learner's actions. */
export interface ControlActions {
  run(): void;
  stop(): void;
  pause(paused: boolean): void;
  step(): void;
  latency(ms: number): void;
  openClient(): void;
  edit(): void;
  reset(): void;
  share(): void;
}

export type RunState = 'ready' | 'running' | 'paused';

/** Latency in milliseconds. The initial value is slow enough to watch. */
const LATENCY = { min: 0, max: 2000, step: 100, first: 600 } as const;

/** The buttons of a lab. Buttons without effect are disabled rather than hidden, to avoid layout shifts. */
export class Controls {
  readonly element: HTMLElement;
  /** Controls placed next to the figure and the editors. */
  readonly open: HTMLButtonElement;
  readonly reset: HTMLButtonElement;
  readonly #run: HTMLButtonElement;
  readonly #pause: HTMLButtonElement;
  readonly #step: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;
  readonly #edit: HTMLButtonElement;
  #latency: number = LATENCY.first;

  constructor(actions: ControlActions) {
    this.#run = el('button', { type: 'button', class: 'button lab-run', onclick: () => actions.run() }, 'Run');
    this.#pause = small('Pause', () => actions.pause(this.#pause.getAttribute('aria-pressed') !== 'true'));
    this.#pause.setAttribute('aria-pressed', 'false');
    this.#step = small('Step', () => actions.step());
    this.#stop = small('Stop', () => actions.stop());
    this.open = small('Open another client', () => actions.openClient());
    this.#edit = small('Edit the code', () => actions.edit());
    this.#edit.setAttribute('aria-expanded', 'false');
    this.reset = small('Back to the lesson’s code', () => actions.reset());
    const share = small('Share', () => actions.share());
    const shown = el('span', { class: 'lab-latency-value' });
    const slider = el('input', {
      type: 'range',
      min: LATENCY.min,
      max: LATENCY.max,
      step: LATENCY.step,
      value: LATENCY.first,
      oninput: () => {
        this.#latency = Number(slider.value);
        tell();
        actions.latency(this.#latency);
      },
    });
    const tell = (): void => {
      shown.textContent = `${this.#latency} ms`;
      slider.setAttribute('aria-valuetext', `${this.#latency} milliseconds`);
    };
    tell();
    this.element = el(
      'div',
      { class: 'lab-controls' },
      this.#run,
      el('div', { class: 'lab-group', role: 'group', 'aria-label': 'Pace' }, this.#pause, this.#step, this.#stop),
      el('label', { class: 'lab-latency' }, el('span', {}, 'Time on the wire'), slider, shown),
      el('div', { class: 'lab-group', role: 'group', 'aria-label': 'Code' }, this.#edit, share),
    );
    this.show('ready', false);
  }

  get latency(): number {
    return this.#latency;
  }

  show(state: RunState, canOpen: boolean): void {
    this.#run.textContent = state === 'ready' ? 'Run' : 'Run again';
    for (const button of [this.#pause, this.#step, this.#stop]) button.disabled = state === 'ready';
    this.#pause.setAttribute('aria-pressed', String(state === 'paused'));
    this.open.disabled = !canOpen;
  }

  showEditing(open: boolean, edited: boolean): void {
    this.#edit.setAttribute('aria-expanded', String(open));
    this.reset.disabled = !edited;
  }

  focusRun(): void {
    this.#run.focus();
  }
}

const small = (text: string, act: () => void): HTMLButtonElement =>
  el('button', { type: 'button', class: 'lab-button', onclick: act }, text);
