import { shuffledAround } from '../questions/kit/random.ts';
import { registered } from '../questions/kit/registry.ts';
import { revealed } from '../questions/kit/secret.ts';
import type { Grade } from '../questions/kit/grade.ts';
import type { AnswerableQuestion, QuestionContext } from './answering.ts';
import { focusOn } from './focus.ts';

/** An enhanced question on the page. */
export interface LiveQuestion {
  readonly element: HTMLElement;
  readonly address: string;
  /** Undefined until it is answered. */
  readonly grade: Grade | undefined;
  /** What checks and shows answers, fetched if it was not yet. */
  ready(): Promise<AnswerableQuestion>;
  /** Shows the stored answer, if there is one. */
  restore(): Promise<void>;
  /** Clears it for another attempt, with options in the order of `seed`. */
  reopen(seed: string): void;
  /** Whether the button leads to the next question or to the result. */
  leadsTo(where: 'checked' | 'last'): void;
  focus(): void;
}

/**
 * Enhances a server-rendered question. What checks and shows answers (`answering.ts`) is fetched when somebody first
 * touches a question, or has answered one before: whoever only reads a lesson does not pay for it.
 */
export function enhanceQuestion(element: HTMLElement, context: QuestionContext): LiveQuestion {
  const { question: address = '', type: name = '', version } = element.dataset;
  const type = registered(name);
  const key = revealed(context.entry.dataset['key'] ?? '');
  const find = <E extends HTMLElement>(selector: string) => element.querySelector<E>(selector) as E;

  const list = context.shuffle ? find('[data-shuffle]') : null;
  const authored = [...(list?.children ?? [])] as HTMLElement[];
  const arrange = (seed: string) => {
    list?.append(...shuffledAround(authored, (option) => option.dataset['pinned'], seed));
    type.arrange?.(element, key, seed, context.entry);
  };
  type.enhance?.(element);
  arrange(context.seed);

  const form = find<HTMLFormElement>('form');
  form.append(context.parts.querySelector('.answering')?.cloneNode(true) as Node);
  for (const input of element.querySelectorAll<HTMLInputElement>('.confidence input')) input.name = `${address}?`;

  let live: AnswerableQuestion | undefined;
  let loading: Promise<AnswerableQuestion> | undefined;
  // A script that could not be fetched is not asked for again by every browser: the learner has to reload the page.
  const load = () =>
    (loading ??= import('./answering.ts').then(
      ({ answerable }) => (live = answerable({ element, address, context, form, key, arrange })),
    ));
  const prepare = () => {
    load().catch(() => (loading = undefined));
  };
  for (const touch of ['focusin', 'pointerdown']) form.addEventListener(touch, prepare);
  let waiting = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (waiting) return;
    waiting = live === undefined;
    load()
      .then(
        ({ submit }) => submit(),
        () => {
          loading = undefined;
          const nudge = find('.nudge');
          nudge.textContent = nudge.dataset['offline'] ?? '';
        },
      )
      .finally(() => (waiting = false));
  });
  // Key repeat must not check and continue with one press.
  find('[type=submit]').addEventListener('keydown', (event) => {
    if (event.repeat) event.preventDefault();
  });

  return {
    element,
    address,
    get grade() {
      return live?.grade;
    },
    ready: load,
    async restore() {
      const stored = context.store.get(address);
      if (stored === undefined || stored.again) return;
      if (stored.version === version) (await load()).restore(stored.response);
      else find('.changed').hidden = false;
    },
    reopen(seed) {
      if (live === undefined) arrange(seed);
      else live.reopen(seed);
    },
    leadsTo: (where) => live?.say(where),
    focus: () => focusOn(element.querySelector('.context') ?? find('legend')),
  };
}
