import type { LearnerStore } from '../learner/store.ts';
import type { AnswerRecord, Confidence } from '../learner/state.ts';
import type { Grade } from '../questions/kit/grade.ts';
import { shuffledAround } from '../questions/kit/random.ts';
import { registered } from '../questions/kit/registry.ts';
import { readResponse, type Response } from '../questions/kit/response.ts';
import { revealed } from '../questions/kit/secret.ts';
import { answeredDetail } from './statements.ts';

/** What enhancing needs to know beyond the question's own markup. */
export interface QuestionContext {
  /** The question's entry in the answer key, kept out of the page. */
  readonly entry: HTMLElement;
  /** The template with the words and controls the browser adds. */
  readonly parts: DocumentFragment;
  readonly store: LearnerStore;
  /** Decides on the order of options. */
  readonly seed: string;
  /** Whether options may change places. */
  readonly shuffle: boolean;
  /** After the learner answered; not when an answer is restored. */
  onAnswer?(): void;
  /** The button below a checked question; without it the button offers the same question again. */
  onNext?(): void;
}

/** A question on the page that can be answered. */
export interface LiveQuestion {
  readonly element: HTMLElement;
  readonly address: string;
  /** Undefined while it is to be answered. */
  readonly grade: Grade | undefined;
  /** Empties it, to be answered again, its options in the order of `seed`. */
  reopen(seed: string): void;
  /** Where the button leads: on, or to the result. */
  leadsTo(where: 'checked' | 'last'): void;
  focus(): void;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Brings one server-rendered question to life. Undefined where its type's script is not on the page: then it stays a readable form. */
export function enhanceQuestion(element: HTMLElement, context: QuestionContext): LiveQuestion | undefined {
  const { entry, parts, store } = context;
  const { question: address = '', type: typeName = '', version = '' } = element.dataset;
  const type = registered(typeName);
  if (type === undefined) return undefined;
  const key = revealed(entry.dataset['key'] ?? '');
  const find = <E extends HTMLElement>(selector: string, root: ParentNode = element) => root.querySelector<E>(selector);
  const part = (selector: string) => find(selector, parts)?.cloneNode(true) as HTMLElement;

  const list = context.shuffle ? find('[data-shuffle]') : null;
  const authored = [...(list?.children ?? [])] as HTMLElement[];
  const arrange = (seed: string) => {
    list?.append(...shuffledAround(authored, (option) => option.dataset['pinned'], seed));
    type.arrange?.(element, key, seed);
  };
  type.enhance?.(element);
  arrange(context.seed);

  const form = find<HTMLFormElement>('form') as HTMLFormElement;
  form.append(part('.answering'));
  for (const input of element.querySelectorAll<HTMLInputElement>('.confidence input')) input.name = `${address}?`;
  const verdict = find('.verdict') as HTMLElement;
  const button = find<HTMLButtonElement>('[type=submit]') as HTMLButtonElement;
  const nudge = find('.nudge') as HTMLElement;
  const controls = [...element.querySelectorAll<Control>('.ask input, .ask select, .ask textarea')];
  const extras = [...element.querySelectorAll<HTMLInputElement | HTMLButtonElement>('.confidence input, .ask button')];
  let grade: Grade | undefined;

  const say = (when: string) => {
    for (const words of button.children)
      (words as HTMLElement).hidden = (words as HTMLElement).dataset['when'] !== when;
  };
  const lock = (locked: boolean) => {
    for (const control of [...controls, ...extras]) control.disabled = locked;
  };
  const hintsOpen = () => element.querySelectorAll('.hint[open]').length;
  // Control names are `question.part`; the one on confidence has no part.
  const partOf = (name: string) => name.slice(name.indexOf('.') + 1);
  const read = (): Response =>
    readResponse(
      Object.fromEntries(
        [...new FormData(form)].filter(([name]) => name.includes('.')).map(([name, value]) => [partOf(name), value]),
      ),
    ) ?? {};
  const fill = (response: Response) => {
    for (const control of controls) {
      const name = partOf(control.name);
      const value = Object.hasOwn(response, name) ? response[name] : undefined;
      if (control instanceof HTMLInputElement && /radio|checkbox/.test(control.type))
        control.checked = control.value === value;
      else control.value = value ?? '';
    }
    type.restored?.(element);
  };

  /** Shows a grade: on the parts, and in words below them. */
  const show = (given: Grade, response: Response) => {
    grade = given;
    element.dataset['state'] = given.verdict;
    lock(true);
    const shown: (Node | null)[] = [part(`.verdict-head[data-verdict=${given.verdict}]`)];
    for (const { part: name, verdict } of given.parts) {
      const row = find(`[data-part="${CSS.escape(name)}"]`);
      if (row !== null) {
        row.dataset['verdict'] = verdict;
        row.append(part(`.mark[data-verdict=${verdict}]`));
      }
      // A blank with choices has feedback per choice, named by both.
      const feedback = find(
        `[data-for="${CSS.escape(name)}"], [data-for="${CSS.escape(`${name} ${response[name]}`)}"]`,
        entry,
      );
      if (feedback !== null && (verdict !== 'missed' || response['choice'] === undefined))
        shown.push(feedback.cloneNode(true));
    }
    for (const selector of [
      given.verdict === 'right' ? '' : '.key-answer',
      '.explanation',
      given.verdict === 'right' ? '' : '.taught',
    ]) {
      if (selector !== '') shown.push(find(selector, entry)?.cloneNode(true) ?? null);
    }
    verdict.append(...shown.filter((node) => node !== null));
    say(context.onNext === undefined ? 'again' : 'checked');
  };

  const reopen = (seed: string) => {
    const record = store.get(address);
    if (record !== undefined) store.record(address, { ...record, again: true });
    grade = undefined;
    delete element.dataset['state'];
    verdict.removeAttribute('role');
    verdict.replaceChildren();
    for (const row of element.querySelectorAll<HTMLElement>('[data-verdict]')) delete row.dataset['verdict'];
    for (const mark of element.querySelectorAll('.mark')) mark.remove();
    lock(false);
    arrange(seed);
    fill({});
    for (const extra of extras) if (extra instanceof HTMLInputElement) extra.checked = false;
    for (const hint of element.querySelectorAll<HTMLDetailsElement>('.hint')) hint.open = false;
    say('open');
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (grade !== undefined) {
      if (context.onNext !== undefined) context.onNext();
      else {
        reopen(context.seed);
        focusOn(find('legend'));
      }
      return;
    }
    const response = read();
    if (!(type.complete?.(key, response) ?? Object.keys(response).length > 0)) {
      nudge.textContent = part('[data-words=nudge]').textContent;
      controls[0]?.focus();
      return;
    }
    nudge.textContent = '';
    // Locked controls lose the focus, so it moves on first.
    if (document.activeElement !== button) button.focus({ preventScroll: true });
    const confidence = find<HTMLInputElement>('.confidence :checked')?.value as Confidence | undefined;
    const given = type.grade(key, response);
    const record: AnswerRecord = {
      response,
      version,
      points: given.points,
      at: Date.now(),
      hints: hintsOpen(),
      confidence,
    };
    verdict.role = 'status'; // Only what is said from now on is announced, once.
    show(given, response);
    store.record(address, record);
    element.dispatchEvent(
      new CustomEvent('lectern:answered', { bubbles: true, composed: true, detail: answeredDetail(element, record) }),
    );
    context.onAnswer?.();
  });
  // A held key checks, and does not also go on.
  button.addEventListener('keydown', (event) => {
    if (event.repeat) event.preventDefault();
  });
  form.addEventListener('input', () => {
    nudge.textContent = '';
  });

  const stored = store.get(address);
  const response = readResponse(stored?.response);
  if (stored !== undefined && response !== undefined && !stored.again) {
    if (stored.version === version) {
      fill(response);
      show(type.grade(key, response), response);
    } else {
      (find('.changed') as HTMLElement).hidden = false;
    }
  }

  return {
    element,
    address,
    get grade() {
      return grade;
    },
    reopen,
    leadsTo: say,
    focus: () => focusOn(find('.context') ?? find('legend')),
  };
}

/** Moves the focus to something that is read, not operated, and brings it into view. */
export function focusOn(target: HTMLElement | null): void {
  if (target === null) return;
  target.tabIndex = -1;
  target.focus();
}
