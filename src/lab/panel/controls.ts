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
  /** Opens the editors. */
  edit(): void;
  /** Goes back to the lesson's code, and closes them. */
  reset(): void;
  share(): void;
}

export type RunState = 'ready' | 'running' | 'paused';
export type Editing = 'no' | 'loading' | 'open';

/** Latency in milliseconds. The initial value is slow enough to watch. */
const LATENCY = { min: 0, max: 2000, step: 100, first: 600 } as const;

/**
 * The buttons of a lab. What has no effect now is neither hidden, which would shift the layout, nor disabled, which would
 * let the focus fall to the page: it says that it is not available.
 */
export class Controls {
  readonly element: HTMLElement;
  /** The control placed next to the figure. */
  readonly open: HTMLButtonElement;
  readonly #words: LabWords;
  readonly #run: HTMLButtonElement;
  readonly #pause: HTMLButtonElement;
  readonly #step: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;
  readonly #edit: HTMLButtonElement;
  #latency: number = LATENCY.first;
  #editing: Editing = 'no';

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
    this.#edit = small('', () => (this.#editing === 'no' ? actions.edit() : actions.reset()));
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
    this.showEditing('no');
  }

  get latency(): number {
    return this.#latency;
  }

  show(state: RunState, canOpen: boolean): void {
    this.#run.textContent = this.#words.say(state === 'ready' ? 'lab-run' : 'lab-run-again');
    for (const button of [this.#pause, this.#step, this.#stop]) offer(button, state !== 'ready');
    this.#pause.setAttribute('aria-pressed', String(state === 'paused'));
    offer(this.open, canOpen);
  }

  showEditing(editing: Editing): void {
    this.#editing = editing;
    this.#edit.textContent = this.#words.say(editing === 'open' ? 'lab-reset' : 'lab-edit');
    this.#edit.setAttribute('aria-busy', String(editing === 'loading'));
    offer(this.#edit, editing !== 'loading');
  }

  focusRun(): void {
    this.#run.focus();
  }
}

function small(text: string, act: () => void): HTMLButtonElement {
  const button = el('button', { type: 'button', class: 'lab-button' }, text);
  button.addEventListener('click', () => {
    if (button.ariaDisabled !== 'true') act();
  });
  return button;
}

const offer = (button: HTMLButtonElement, isOffered: boolean): void =>
  button.setAttribute('aria-disabled', String(!isOffered));
