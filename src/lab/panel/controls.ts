import { el } from './dom.ts';
import type { LabWords } from './words.ts';

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
  readonly #words: LabWords;
  readonly #run: HTMLButtonElement;
  readonly #pause: HTMLButtonElement;
  readonly #step: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;
  readonly #edit: HTMLButtonElement;
  #latency: number = LATENCY.first;

  constructor(words: LabWords, actions: ControlActions) {
    this.#words = words;
    this.#run = el(
      'button',
      { type: 'button', class: 'button lab-run', onclick: () => actions.run() },
      words.say('lab-run'),
    );
    this.#pause = small(words.say('lab-pause'), () =>
      actions.pause(this.#pause.getAttribute('aria-pressed') !== 'true'),
    );
    this.#pause.setAttribute('aria-pressed', 'false');
    this.#step = small(words.say('lab-step'), () => actions.step());
    this.#stop = small(words.say('lab-stop'), () => actions.stop());
    this.open = small(words.say('lab-open-client'), () => actions.openClient());
    this.#edit = small(words.say('lab-edit'), () => actions.edit());
    this.#edit.setAttribute('aria-expanded', 'false');
    this.reset = small(words.say('lab-reset'), () => actions.reset());
    const share = small(words.say('lab-share'), () => actions.share());
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
      shown.textContent = words.milliseconds(this.#latency, 'short');
      slider.setAttribute('aria-valuetext', words.milliseconds(this.#latency, 'long'));
    };
    tell();
    this.element = el(
      'div',
      { class: 'lab-controls' },
      this.#run,
      el(
        'div',
        { class: 'lab-group', role: 'group', 'aria-label': words.say('lab-pace') },
        this.#pause,
        this.#step,
        this.#stop,
      ),
      el('label', { class: 'lab-latency' }, el('span', {}, words.say('lab-latency')), slider, shown),
      el('div', { class: 'lab-group', role: 'group', 'aria-label': words.say('lab-code') }, this.#edit, share),
    );
    this.show('ready', false);
  }

  get latency(): number {
    return this.#latency;
  }

  show(state: RunState, canOpen: boolean): void {
    this.#run.textContent = this.#words.say(state === 'ready' ? 'lab-run' : 'lab-run-again');
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
