import { attemptSeed, drawn } from '../learner/attempt.ts';
import { showKeeping } from './keeping.ts';
import { takeKey } from './key.ts';
import { focusOn } from './focus.ts';
import { enhanceQuestion, type LiveQuestion } from './question.ts';
import { store } from './store.ts';

/**
 * Enhances a quiz and the check-yourself questions around it in `page`: the document, or the shadow tree of a quiz that
 * is embedded in another site's page.
 */
export async function enhanceQuiz(quiz: HTMLElement, page: ParentNode): Promise<void> {
  const { quiz: module = '', pick, passMark, renamed, exam, each } = quiz.dataset;
  const parts = quiz.querySelector<HTMLTemplateElement>('.quiz-parts')?.content as DocumentFragment;
  const key = takeKey(quiz);
  if (renamed !== undefined) {
    const { renameIn, renamer } = await import('../learner/names.ts');
    renameIn(store, renamer(JSON.parse(renamed) as Record<string, string>));
  }
  const entryOf = (address: string) => key.querySelector<HTMLElement>(`[data-key-of="${address}"]`) as HTMLElement;
  const seedOf = (what: string) => attemptSeed(store.state, module, what);
  /** What completes the result: fetched with the first answer, and shown with the last. */
  const ending = () =>
    import('./ending.ts').then(
      ({ end }) => end,
      () => {},
    );
  const find = <E extends HTMLElement>(selector: string) => quiz.querySelector<E>(selector);
  const { lang } = quiz.closest('[lang]') as HTMLElement;
  const number = (value: number) => value.toLocaleString(lang);
  const live = (element: HTMLElement, inQuiz: boolean) => {
    // A link to copy, as beside a heading.
    const anchor = document.createElement('a');
    Object.assign(anchor, { className: 'anchor', href: `#${element.id}`, ariaHidden: 'true', tabIndex: -1 });
    anchor.textContent = '#';
    element.querySelector('legend h4')?.prepend(anchor);
    const address = element.dataset['question'] ?? '';
    return enhanceQuestion(element, {
      entry: entryOf(address),
      parts,
      store,
      seed: seedOf(address),
      shuffle: 'shuffled' in quiz.dataset,
      ...(inQuiz ? { onAnswer: () => (shown = update(true)), onNext: () => next(address) } : {}),
    });
  };

  const inLesson = [...page.querySelectorAll<HTMLElement>('.question')]
    .filter((element) => !quiz.contains(element))
    .map((element) => live(element, false));
  const all = [...quiz.querySelectorAll<HTMLElement>('.question')].map((element) => live(element, true));
  let questions = all;
  /** Settled once the result says all that the last answer asks for: whoever is quicker waits for it. */
  let shown = Promise.resolve();

  const groupOf = ({ element }: LiveQuestion) => each === undefined || element.dataset['objective'];

  /** Selects the questions of this attempt, and the one that the address names, and numbers them. */
  function choose(): void {
    const chosen = new Set(drawn(all, Number(pick), store.state, module, groupOf));
    const named = (question: LiveQuestion) => `#${question.element.id}` === location.hash;
    questions = all.filter((question) => chosen.has(question) || named(question));
    for (const { element } of all) element.hidden = true;
    for (const [index, { element }] of questions.entries()) {
      element.hidden = false;
      const put = (selector: string, count: number) => element.querySelector(selector)?.replaceChildren(number(count));
      put('[data-number]', index + 1);
      put('[data-count]', questions.length);
    }
    questions.find(named)?.element.scrollIntoView();
  }

  const result = find('.result');
  const done = find('.quiz-done');
  const missed = () => questions.filter(({ grade }) => grade !== undefined && grade.points < 1);

  /** Goes to the next unanswered question, wrapping around; to the result if none is left. */
  function next(address: string): void {
    const from = questions.findIndex((question) => question.address === address);
    const following = [...questions.slice(from + 1), ...questions].find((question) => question.grade === undefined);
    if (following !== undefined) following.focus();
    else void shown.then(() => focusOn(find('.result-words:not([hidden]) h3') ?? result));
  }

  /**
   * Updates progress and, once everything is answered, the result. `now`: the learner has just answered, as opposed to
   * a restored state.
   */
  async function update(now: boolean): Promise<void> {
    const left = questions.filter(({ grade }) => grade === undefined).length;
    const total = questions.length;
    if (done !== null) {
      done.hidden = left === total;
      const words = parts.querySelector('[data-words=done]')?.textContent ?? '';
      done.textContent = words.replace('{done}', number(total - left)).replace('{all}', number(total));
    }
    if (result === null) return;
    result.hidden = left > 0 || total === 0;
    if (result.hidden) return now ? void ending() : undefined;
    for (const question of questions) question.leadsTo('last');
    (await ending())?.({ quiz, result, questions, entryOf, number, passMark: Number(passMark), now, store, module });
  }

  /** An exam is taken as a whole before anything of it is checked. */
  async function take(): Promise<void> {
    if (exam !== undefined)
      (await import('./exam.ts')).takeExam({
        quiz,
        exam,
        questions,
        number,
        lang,
        store,
        module,
        onHandIn: () => update(true),
      });
  }

  function ask(again: readonly LiveQuestion[]): void {
    for (const question of again) question.reopen(seedOf(question.address));
    void update(false);
    for (const question of questions) if (question.grade !== undefined) question.leadsTo('checked');
    again[0]?.focus();
  }

  find('.retry')?.addEventListener('click', () => ask(missed()));
  find('.restart')?.addEventListener('click', () => {
    store.restart(module);
    choose();
    ask(questions);
    void take();
  });
  // In print the key is on a separate last page; on screen it is not in the document. Printing fires an event, emulated
  // print media only matches the media query, so both are needed.
  const printed = matchMedia('print');
  const showKey = (show: boolean) => {
    // Of an exam it would be there before it is handed in, and say nothing new after it.
    if (!show || exam !== undefined) return key.remove();
    for (const entry of key.querySelectorAll<HTMLElement>('.key-entry')) {
      const element = page.querySelector<HTMLElement>(`[data-question="${entry.dataset['keyOf']}"]`);
      entry.hidden = element === null || element.hidden;
    }
    quiz.append(key);
  };
  addEventListener('beforeprint', () => showKey(true));
  addEventListener('afterprint', () => showKey(printed.matches));
  printed.addEventListener('change', () => showKey(printed.matches));
  addEventListener('hashchange', () => {
    choose();
    void update(false);
  });
  choose();
  showKeeping(page);
  await Promise.all([...inLesson, ...all].map((question) => question.restore()));
  await update(false);
  await take();
}
