import css from '../styles/exam.css?inline';
import { handedInAt } from '../learner/check-code.ts';
import type { LearnerStore } from '../learner/store.ts';
import { readResponse, type Response } from '../questions/kit/response.ts';
import type { ExamView } from '../questions/kit/view.ts';
import type { AnswerableQuestion } from './answering.ts';
import { examKeys } from './base.ts';
import { adoptStyles, scoreOf } from './ending.ts';
import { focusOn } from './focus.ts';
import type { LiveQuestion } from './question.ts';

/** An exam and the questions that this attempt at it asks. */
export interface ExamSetting {
  readonly quiz: HTMLElement;
  /** Its rules, as JSON. */
  readonly exam: string;
  readonly questions: readonly LiveQuestion[];
  number(value: number): string;
  readonly lang: string;
  readonly store: LearnerStore;
  readonly module: string;
  /** Called once all answers are graded. */
  onHandIn(): Promise<void>;
}

/** What this browser keeps of an attempt, so that leaving the page loses nothing. Moments in milliseconds since 1970. */
interface Attempt {
  readonly number: number;
  readonly begun: number;
  /** The time taken up to `since`, in milliseconds; pauses are not counted. */
  spent: number;
  /** Since when the clock runs; undefined while it stands. */
  since: number | undefined;
  handedIn?: number;
  responses: Record<string, Response>;
  flagged: readonly string[];
}

const minute = 60_000;

/**
 * Lets a learner take an exam: begin it, answer in any order, pause its clock, come back to what was left, hand in once. The
 * answers become the learner's when they are handed in. Shows what the result says besides its score, if that was done.
 */
export function takeExam(setting: ExamSetting): void {
  const { quiz, questions, number, lang, store, module, onHandIn } = setting;
  const { minutes, attempts } = JSON.parse(setting.exam) as Pick<ExamView, 'minutes' | 'attempts'>;
  adoptStyles(quiz.getRootNode() as Document | ShadowRoot, css);
  const find = <E extends HTMLElement>(selector: string) => quiz.querySelector<E>(selector) as E;
  const parts = find<HTMLTemplateElement>('.exam-parts').content;
  const bar = find('.exam-bar');
  const pause = quiz.querySelector<HTMLButtonElement>('.exam-pause');
  const stop = new AbortController();
  const listening = { signal: stop.signal };
  const keptAs = { key: `${examKeys}${module}`, number: store.attempt(module) };
  const inMinutes = (milliseconds: number) =>
    new Intl.NumberFormat(lang, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(
      Math.ceil(milliseconds / minute),
    );

  let attempt = kept(keptAs);
  const elapsed = () => attempt.spent + (attempt.since === undefined ? 0 : Date.now() - attempt.since);
  const show = (phase: 'ready' | 'open' | 'paused' | 'done') => {
    quiz.dataset['phase'] = phase;
    find('.exam-start').hidden = phase !== 'ready';
    bar.hidden = phase === 'ready' || phase === 'done';
    find('.exam-paused').hidden = phase !== 'paused';
  };
  if (questions.every(({ grade }) => grade !== undefined)) return conclude();

  // Answers of a quiz that became an exam since, or that were given elsewhere, are graded again with the others.
  const items = new Map<LiveQuestion, HTMLAnchorElement>();
  const drafts = new Map<LiveQuestion, AnswerableQuestion>();
  const untouched = new Map<LiveQuestion, string>();
  const flags = new Map<LiveQuestion, HTMLInputElement>();

  const isAnswered = (question: LiveQuestion): boolean => {
    const draft = drafts.get(question)?.draft();
    return draft?.isComplete === true && JSON.stringify(draft.response) !== untouched.get(question);
  };
  const isFlagged = (question: LiveQuestion) => flags.get(question)?.checked === true;

  /** Keeps what the controls say, and shows in the overview what is answered. */
  function keep(): void {
    attempt.responses = {};
    for (const [question, draft] of drafts)
      if (isAnswered(question)) attempt.responses[question.address] = draft.draft().response;
    attempt.flagged = questions.filter(isFlagged).map(({ address }) => address);
    save(keptAs, attempt);
    for (const [question, item] of items) {
      const states = { answered: isAnswered(question), open: !isAnswered(question), flagged: isFlagged(question) };
      for (const [state, holds] of Object.entries(states)) {
        item.toggleAttribute(`data-${state}`, holds);
        (item.querySelector(`[data-when=${state}]`) as HTMLElement).hidden = !holds;
      }
    }
    const count = questions.filter(isAnswered).length;
    const words = quiz.querySelector<HTMLTemplateElement>('.quiz-parts')?.content.querySelector('[data-words=done]');
    find('.exam-count').textContent = (words?.textContent ?? '')
      .replace('{done}', number(count))
      .replace('{all}', number(questions.length));
  }

  async function open(): Promise<void> {
    const ready = await Promise.all(questions.map((question) => question.ready()));
    for (const [index, question] of questions.entries()) {
      const draft = ready[index]!;
      if (question.grade !== undefined) question.reopen(question.address);
      drafts.set(question, draft);
      untouched.set(question, JSON.stringify(draft.draft().response));
      const response = readResponse(attempt.responses[question.address]);
      if (response !== undefined) draft.fill(response);
      const flag = parts.querySelector('.exam-flag')?.cloneNode(true) as HTMLElement;
      question.element.querySelector('form')?.append(flag);
      const box = flag.querySelector('input') as HTMLInputElement;
      box.checked = attempt.flagged.includes(question.address);
      flags.set(question, box);
      const item = parts.querySelector('li')?.cloneNode(true) as HTMLElement;
      const link = item.querySelector('a') as HTMLAnchorElement;
      link.href = `#${question.element.id}`;
      item.querySelector('.exam-place')?.replaceChildren(number(index + 1));
      link.addEventListener('click', (event) => {
        event.preventDefault();
        question.focus();
      });
      items.set(question, link);
      find('.exam-overview ol').append(item);
    }
    if (minutes !== undefined && attempt.since === undefined && attempt.spent > 0) setPaused(true);
    else show('open');
    keep();
    for (const event of ['input', 'change', 'click', 'pointerup', 'keyup'])
      quiz.addEventListener(event, keep, listening);
    tick();
  }

  let clock: ReturnType<typeof setTimeout> | undefined;
  /** Shows how much time is left, says so when it gets short, and hands in when there is none. */
  function tick(): void {
    clearTimeout(clock);
    if (minutes === undefined || stop.signal.aborted) return;
    const left = minutes * minute - elapsed();
    if (left <= 0) return void handIn(true);
    const words = (bar.dataset['examTimeLeft'] ?? '').replace('{time}', inMinutes(left));
    find('.exam-clock').textContent = words;
    if ([1, 5].includes(Math.ceil(left / minute)) && minutes > 5) find('.exam-said').textContent = words;
    if (attempt.since !== undefined) clock = setTimeout(tick, left % minute || minute);
  }

  /** Stops the clock and hides the questions, or goes on. */
  function setPaused(isPaused: boolean): void {
    attempt.spent = elapsed();
    attempt.since = isPaused ? undefined : Date.now();
    save(keptAs, attempt);
    pause?.setAttribute('aria-pressed', String(isPaused));
    show(isPaused ? 'paused' : 'open');
    tick();
  }

  async function isSure(): Promise<boolean> {
    const open = questions.flatMap((question, index) => (isAnswered(question) ? [] : [number(index + 1)]));
    const list = new Intl.ListFormat(lang).format(open);
    const left = find('.exam-left');
    left.textContent = (bar.dataset['examOpen'] ?? '').replace('{numbers}', list);
    left.hidden = open.length === 0;
    const dialog = find<HTMLDialogElement>('.exam-confirm');
    dialog.returnValue = 'no';
    dialog.showModal();
    await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
    return dialog.returnValue === 'yes';
  }

  async function handIn(isLate: boolean): Promise<void> {
    find<HTMLDialogElement>('.exam-confirm').close();
    stop.abort();
    clearTimeout(clock);
    const now = Date.now();
    attempt = { ...attempt, spent: elapsed(), since: undefined, handedIn: now };
    save(keptAs, attempt);
    for (const draft of drafts.values()) draft.handIn(now);
    for (const flag of flags.values()) flag.parentElement?.remove();
    find('.exam-overview ol').replaceChildren();
    await onHandIn();
    conclude();
    if (isLate) find('.exam-said').textContent = bar.dataset['examTimeUp'] ?? '';
    focusOn(quiz.querySelector<HTMLElement>('.result-words:not([hidden]) h3') ?? find('.result'));
  }

  /** Completes the result: by objective, with the time it took, and without another attempt where there is none left. */
  function conclude(): void {
    show('done');
    const right = find('.by-objective').dataset['right'] ?? '';
    for (const row of quiz.querySelectorAll<HTMLElement>('.by-objective tr')) {
      const own = questions.filter(({ element }) => element.dataset['objective'] === row.dataset['objective']);
      row.hidden = own.length === 0;
      (row.querySelector('td') as HTMLElement).textContent = right
        .replace('{right}', number(own.filter(({ grade }) => grade?.points === 1).length))
        .replace('{all}', number(own.length));
    }
    const facts = find('.exam-handed-in');
    const { handedIn, begun, spent } = attempt;
    facts.hidden = handedIn === undefined;
    if (handedIn !== undefined) {
      const pauses = minutes === undefined ? 0 : handedIn - begun - spent;
      const date = new Date(handedIn).toLocaleString(lang, { dateStyle: 'long', timeStyle: 'short' });
      const words = (facts.dataset['words'] ?? '').replace('{date}', date).replace('{time}', inMinutes(spent));
      facts.textContent =
        pauses < minute ? words : `${words} ${(facts.dataset['pauses'] ?? '').replace('{time}', inMinutes(pauses))}`;
    }
    offerCertificate();
    const isLast = attempts !== undefined && store.attempt(module) + 1 >= attempts;
    find('.restart').hidden = isLast;
    find('.exam-none-left').hidden = !isLast;
  }

  /** A passed exam has a certificate, as long as its answers are those that were handed in together. */
  function offerCertificate(): void {
    const answers = Object.fromEntries(
      questions.flatMap(({ address }) => {
        const answer = store.get(address);
        return answer === undefined ? [] : [[address, answer] as const];
      }),
    );
    const { points, total } = scoreOf(questions);
    const share = points / total;
    const at = handedInAt(answers);
    const offer = find('.exam-certificate');
    offer.hidden =
      at === undefined || share * 100 + 1e-9 < Number(quiz.dataset['passMark']) || quiz.getRootNode() !== document;
    // Of the attempt before, its button knows the answers.
    const button = offer.firstElementChild?.cloneNode(true) as HTMLElement;
    offer.replaceChildren(button);
    button.addEventListener(
      'click',
      () =>
        void import('./certificate.ts').then(({ showCertificate }) =>
          showCertificate({ quiz, lang, module, answers, share, at: at ?? 0 }),
        ),
    );
  }

  find('.exam-number')?.replaceChildren(number(keptAs.number + 1));
  quiz.addEventListener(
    'submit',
    (event) => {
      // Enter in a field would check its question.
      if (event.target instanceof HTMLFormElement && event.target.closest('.question')) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    { ...listening, capture: true },
  );
  pause?.addEventListener('click', () => setPaused(attempt.since !== undefined), listening);
  document.addEventListener('visibilitychange', tick, listening);
  find('.exam-hand-in').addEventListener(
    'click',
    () =>
      void isSure().then((sure) => {
        if (sure && !stop.signal.aborted) void handIn(false);
      }),
    listening,
  );
  if (attempt.begun > 0) return void open();
  show('ready');
  find('.exam-begin').addEventListener(
    'click',
    () => {
      attempt = { ...attempt, begun: Date.now(), since: Date.now() };
      // Which questions are drawn hangs on the learner's seed, which is kept with the first change.
      store.change((state) => state);
      void open().then(() => questions[0]?.focus());
    },
    listening,
  );
}

interface KeptAs {
  readonly key: string;
  readonly number: number;
}

/** What was kept of this attempt; one not begun if there is nothing, or the browser keeps nothing. */
function kept({ key, number }: KeptAs): Attempt {
  try {
    const attempt = JSON.parse(localStorage.getItem(key) ?? 'null') as Attempt | null;
    if (attempt?.number === number && typeof attempt.responses === 'object' && Array.isArray(attempt.flagged))
      return attempt;
  } catch {
    // What cannot be read is as good as nothing.
  }
  return { number, begun: 0, spent: 0, since: undefined, responses: {}, flagged: [] };
}

function save({ key }: KeptAs, attempt: Attempt): void {
  try {
    localStorage.setItem(key, JSON.stringify(attempt));
  } catch {
    // The quiz says already that this browser keeps nothing.
  }
}
