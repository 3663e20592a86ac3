import type { LearnerStore } from '../learner/store.ts';
import type { AnswerRecord, Confidence } from '../learner/state.ts';
import type { Grade, PartVerdict } from '../questions/kit/grade.ts';
import { registered, type BrowserType } from '../questions/kit/registry.ts';
import { readResponse, type Response } from '../questions/kit/response.ts';
import { focusOn } from './focus.ts';
import { reportAddress } from './report-address.ts';
import { reportAnswered } from './statements.ts';

// Of every type what checks its answers. A type registers in `enhance.ts` what its controls need before that.
import.meta.glob('../questions/*/check.ts', { eager: true });

/** What enhancing needs in addition to the question's markup. */
export interface QuestionContext {
  /** The question's entry in the answer key, detached from the page. */
  readonly entry: HTMLElement;
  /** The template for texts and controls added in the browser. */
  readonly parts: DocumentFragment;
  readonly store: LearnerStore;
  /** Determines the order of options. */
  readonly seed: string;
  /** Whether options may be shuffled. */
  readonly shuffle: boolean;
  /** Called after the learner has answered; not when an answer is restored. */
  onAnswer?(): void;
  /** Action of the button below a checked question; by default it offers the same question again. */
  onNext?(): void;
}

/** A question whose controls are ready, before anybody has touched it. */
export interface ReadyQuestion {
  readonly element: HTMLElement;
  readonly address: string;
  readonly context: QuestionContext;
  readonly form: HTMLFormElement;
  readonly key: unknown;
  /** Puts options and movable parts into the order of `seed`. */
  arrange(seed: string): void;
}

/** A question that can be answered, and shows what came of it. */
export interface AnswerableQuestion {
  /** Undefined until it is answered. */
  readonly grade: Grade | undefined;
  /** Checks the answer; goes on, if it is checked already. */
  submit(): void;
  /** What its controls say at the moment, and whether that is an answer. */
  draft(): { readonly response: Response; readonly isComplete: boolean };
  /** Fills its controls. */
  fill(response: Response): void;
  /** Grades what its controls say, be it nothing, as an answer given at `now`; silently, as one of many. */
  handIn(now: number): void;
  /** Shows a stored answer, silently; nothing if it is none. */
  restore(stored: unknown): void;
  /** Clears the question for another attempt. */
  reopen(seed: string): void;
  /** What the button says. */
  say(when: string): void;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Makes a question answerable. */
export function answerable({ element, address, context, form, key, arrange }: ReadyQuestion): AnswerableQuestion {
  const { entry, parts, store } = context;
  const { type: typeName = '', version = '' } = element.dataset;
  const type = registered(typeName) as BrowserType;
  const find = <E extends HTMLElement>(selector: string, root: ParentNode = element) => root.querySelector<E>(selector);
  const part = (selector: string) => find(selector, parts)?.cloneNode(true) as HTMLElement;
  const verdict = find('.verdict') as HTMLElement;
  const button = find<HTMLButtonElement>('[type=submit]') as HTMLButtonElement;
  const nudge = find('.nudge') as HTMLElement;
  const controls = [...element.querySelectorAll<Control>('.ask input, .ask select, .ask textarea')];
  const extras = [...element.querySelectorAll<HTMLInputElement | HTMLButtonElement>('.confidence input, .ask button')];
  let grade: Grade | undefined;
  /** Whether the learner was asked to look at the spelling. */
  let looked = false;

  const say = (when: string) => {
    for (const words of button.children)
      (words as HTMLElement).hidden = (words as HTMLElement).dataset['when'] !== when;
  };
  const lock = (locked: boolean) => {
    for (const control of [...controls, ...extras]) control.disabled = locked;
  };
  const hintsOpen = () => element.querySelectorAll('.hint[open]').length;
  // Control names are `question.part`; the confidence control has no part.
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

  /** The mark beside a part. What is partly right is said as for a whole question. */
  const markOf = (verdict: PartVerdict): HTMLElement => {
    if (verdict !== 'partly') return part(`.mark[data-verdict=${verdict}]`);
    const mark = document.createElement('span');
    mark.className = 'mark';
    mark.dataset['verdict'] = verdict;
    mark.append(...part(`.verdict-head[data-verdict=${verdict}]`).childNodes);
    return mark;
  };

  /** Offers to say what is wrong with the question, where the course says to whom. */
  const offerReport = (response: Response) => {
    if (find('.report', parts) === null) return;
    const report = part('.report') as HTMLAnchorElement;
    const { to = '', body = '' } = report.dataset;
    const values: Readonly<Record<string, string>> = {
      // In a review, the page is not the question's own.
      address: `${address}, ${location.href.replace(/#.*/, '')}`,
      version,
      answer: Object.entries(response)
        .map((entry) => entry.join(': '))
        .join('; '),
    };
    report.href = reportAddress(
      to,
      find('.prompt')?.textContent ?? address,
      `${body.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')}\n\n`,
    );
    button.parentElement?.append(report);
  };

  /** Shows a grade on the parts and in words below them. */
  const show = (given: Grade, response: Response) => {
    grade = given;
    element.dataset['state'] = given.verdict;
    lock(true);
    const isChoice = find('.options') !== null;
    const shown: (Node | string | null)[] = [part(`.verdict-head[data-verdict=${given.verdict}]`)];
    const rowOf = (name: string) => find(`[data-part="${CSS.escape(name)}"]`);
    const hasMarks = isChoice || given.parts.filter(({ part: name }) => rowOf(name) !== null).length > 1;
    for (const { part: name, verdict } of given.parts) {
      const row = rowOf(name);
      if (row !== null) {
        row.dataset['verdict'] = verdict;
        // A single field needs no mark: the verdict right below is its own.
        if (hasMarks) row.append(markOf(verdict));
        type.marked?.(row, key);
      }
      const feedback = find(`[data-for="${CSS.escape(name)}"]`, entry);
      if (feedback === null || (verdict === 'missed' && response['choice'] !== undefined)) continue;
      const copy = feedback.cloneNode(true) as HTMLElement;
      if (isChoice) {
        // It stands in the row of its option; what the learner chose is announced together with the verdict.
        copy.dataset['verdict'] = verdict;
        row?.after(copy);
        const told = document.createElement('span');
        told.className = 'hidden';
        told.textContent = copy.innerText;
        if (verdict !== 'missed') shown.push(told);
      } else shown.push(copy);
    }
    // The rows of a choice say by themselves which options are right.
    for (const selector of ['.key-answer', '.explanation', '.taught'].slice(
      given.verdict === 'right' || isChoice ? 1 : 0,
    ))
      if (given.verdict !== 'right' || selector !== '.taught')
        shown.push(find(selector, entry)?.cloneNode(true) ?? null);
    verdict.append(...shown.filter((node) => node !== null));
    offerReport(response);
    say(context.onNext === undefined ? 'again' : 'checked');
  };

  const reopen = (seed: string) => {
    const record = store.get(address);
    if (record !== undefined) store.record(address, { ...record, again: true });
    grade = undefined;
    looked = false;
    delete element.dataset['state'];
    verdict.replaceChildren();
    verdict.role = 'status';
    for (const row of element.querySelectorAll<HTMLElement>('[data-verdict]')) delete row.dataset['verdict'];
    for (const added of element.querySelectorAll('.mark, .ask .feedback, .report')) added.remove();
    lock(false);
    arrange(seed);
    fill({});
    for (const extra of extras) (extra as HTMLInputElement).checked = false;
    for (const hint of element.querySelectorAll<HTMLDetailsElement>('.hint')) hint.open = false;
    say('open');
  };

  const isComplete = (response: Response) => type.complete?.(key, response) ?? Object.keys(response).length > 0;
  /** Grades a response, and shows and keeps what came of it. */
  const settle = (response: Response, at: number) => {
    const confidence = find<HTMLInputElement>('.confidence :checked')?.value as Confidence | undefined;
    const given = type.grade(key, response);
    const record: AnswerRecord = { response, version, points: given.points, at, hints: hintsOpen(), confidence };
    show(given, response);
    store.record(address, record);
    reportAnswered(element, record);
  };

  form.addEventListener('input', () => {
    nudge.textContent = '';
  });

  return {
    get grade() {
      return grade;
    },
    submit() {
      if (grade !== undefined) {
        if (context.onNext !== undefined) context.onNext();
        else {
          reopen(context.seed);
          focusOn(find('legend'));
        }
        return;
      }
      const response = read();
      if (!isComplete(response)) {
        const unread = Object.keys(response)[0] && find('[data-unread]')?.dataset['unread'];
        nudge.textContent = unread || part('[data-words=nudge]').textContent;
        controls[0]?.focus();
        return;
      }
      if (!looked && type.isMisspelt?.(key, response)) {
        looked = true;
        nudge.textContent = find('[data-misspelt]')?.dataset['misspelt'] ?? '';
        controls[0]?.focus();
        return;
      }
      nudge.textContent = '';
      // Disabled controls lose the focus, so move it first.
      if (document.activeElement !== button) button.focus({ preventScroll: true });
      settle(response, Date.now());
      context.onAnswer?.();
    },
    draft() {
      const response = read();
      return { response, isComplete: isComplete(response) };
    },
    fill,
    handIn(now) {
      verdict.role = null;
      settle(read(), now);
    },
    restore(stored) {
      const response = readResponse(stored);
      if (response === undefined) return;
      fill(response);
      verdict.role = null; // What is restored is not announced.
      show(type.grade(key, response), response);
    },
    reopen,
    say,
  };
}
