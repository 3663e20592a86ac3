import { renamer } from '../learner/names.ts';
import { shuffled } from '../questions/kit/random.ts';
import './choices.ts';
import { showKeeping } from './keeping.ts';
import { takeKey } from './key.ts';
import { enhanceQuestion, focusOn, type LiveQuestion } from './question.ts';
import { finishedDetail } from './statements.ts';
import { store } from './store.ts';

/**
 * Enhances a quiz and the check-yourself questions around it in `page`: the document, or the shadow tree of a quiz that
 * is embedded in another site's page.
 */
export function enhanceQuiz(quiz: HTMLElement, page: ParentNode): void {
  const { quiz: module = '', pick, passMark, renamed } = quiz.dataset;
  const parts = quiz.querySelector<HTMLTemplateElement>('.quiz-parts')?.content as DocumentFragment;
  const key = takeKey(quiz);
  if (renamed !== undefined) store.rename(renamer(JSON.parse(renamed) as Record<string, string>));
  const entryOf = (address: string) => key.querySelector<HTMLElement>(`[data-key-of="${address}"]`) as HTMLElement;
  const seedOf = (what: string) => [store.state.seed, store.attempt(module), what].join();
  const find = <E extends HTMLElement>(selector: string) => quiz.querySelector<E>(selector);
  const { lang } = quiz.closest('[lang]') as HTMLElement;
  const number = (value: number) => value.toLocaleString(lang);
  const live = (element: HTMLElement, inQuiz: boolean) => {
    const address = element.dataset['question'] ?? '';
    return enhanceQuestion(element, {
      entry: entryOf(address),
      parts,
      store,
      seed: seedOf(address),
      shuffle: 'shuffled' in quiz.dataset,
      ...(inQuiz ? { onAnswer: () => update(true), onNext: () => next(address) } : {}),
    });
  };

  for (const element of page.querySelectorAll<HTMLElement>('.question'))
    if (!quiz.contains(element)) live(element, false);

  const all = [...quiz.querySelectorAll<HTMLElement>('.question')]
    .map((element) => live(element, true))
    .filter((question) => question !== undefined);
  let questions = all;

  /** Selects the questions of this attempt and numbers them. */
  function choose(): void {
    const chosen = new Set(shuffled(all, seedOf(module)).slice(0, Number(pick)));
    questions = all.filter((question) => chosen.has(question));
    for (const { element } of all) element.hidden = true;
    for (const [index, { element }] of questions.entries()) {
      element.hidden = false;
      const put = (selector: string, count: number) => element.querySelector(selector)?.replaceChildren(number(count));
      put('[data-number]', index + 1);
      put('[data-count]', questions.length);
    }
  }

  const result = find('.result');
  const done = find('.quiz-done');
  const open = () => questions.filter((question) => question.grade === undefined);
  const missed = () => questions.filter((question) => question.grade !== undefined && question.grade.points < 1);

  /** Goes to the next unanswered question, wrapping around; to the result if none is left. */
  function next(address: string): void {
    const from = questions.findIndex((question) => question.address === address);
    const following = [...questions.slice(from + 1), ...questions].find((question) => question.grade === undefined);
    if (following !== undefined) following.focus();
    else focusOn(find('.result-words:not([hidden]) h3'));
  }

  /**
   * Updates progress and, once everything is answered, the result. `now`: the learner has just answered, as opposed to
   * a restored state.
   */
  function update(now: boolean): void {
    const left = open().length;
    const total = questions.length;
    if (done !== null) {
      done.hidden = left === total;
      const words = parts.querySelector('[data-words=done]')?.textContent ?? '';
      done.textContent = words.replace('{done}', number(total - left)).replace('{all}', number(total));
    }
    if (result === null) return;
    result.hidden = left > 0 || total === 0;
    if (result.hidden) return;
    for (const question of questions) question.leadsTo('last');
    const points = questions.reduce((sum, question) => sum + (question.grade?.points ?? 0), 0);
    const percent = (points / total) * 100;
    let chosen = false;
    for (const words of quiz.querySelectorAll<HTMLElement>('.result-words')) {
      words.hidden = chosen || percent + 1e-9 < Number(words.dataset['from']);
      chosen ||= !words.hidden;
    }
    const put = (selector: string, text: string) => find(selector)?.replaceChildren(text);
    put('.score-points', number(Math.round(points * 10) / 10));
    put('.score-of', `/${number(total)}`);
    const list = find('.missed ul');
    list?.replaceChildren(...missed().map(missedItem));
    for (const selector of ['.missed', '.retry']) {
      const place = find(selector);
      if (place !== null) place.hidden = missed().length === 0;
    }
    result.classList.toggle('perfect', now && points === total);
    if (now) {
      const passed = percent >= Number(passMark);
      quiz.dispatchEvent(
        new CustomEvent('lectern:finished', {
          bubbles: true,
          composed: true,
          detail: finishedDetail(quiz, points, total, passed),
        }),
      );
    }
  }

  /** A list item for a missed question, with a link to the section that teaches it. */
  function missedItem({ address }: LiveQuestion): HTMLLIElement {
    const item = document.createElement('li');
    const entry = entryOf(address);
    for (const selector of ['.key-prompt', '.taught']) {
      const line = entry.querySelector(selector)?.cloneNode(true);
      if (line !== undefined) item.append(line);
    }
    return item;
  }

  function ask(again: readonly LiveQuestion[]): void {
    for (const question of again) question.reopen(seedOf(question.address));
    update(false);
    for (const question of questions) if (question.grade !== undefined) question.leadsTo('checked');
    again[0]?.focus();
  }

  find('.retry')?.addEventListener('click', () => ask(missed()));
  find('.restart')?.addEventListener('click', () => {
    store.restart(module);
    choose();
    ask(questions);
  });
  // In print the key is on a separate last page; on screen it is not in the document. Printing fires an event, emulated
  // print media only matches the media query, so both are needed.
  const printed = matchMedia('print');
  const showKey = (show: boolean) => {
    if (!show) return key.remove();
    for (const entry of key.querySelectorAll<HTMLElement>('.key-entry')) {
      const element = page.querySelector<HTMLElement>(`[data-question="${entry.dataset['keyOf']}"]`);
      entry.hidden = element === null || element.hidden;
    }
    quiz.append(key);
  };
  addEventListener('beforeprint', () => showKey(true));
  addEventListener('afterprint', () => showKey(printed.matches));
  printed.addEventListener('change', () => showKey(printed.matches));
  choose();
  update(false);
  showKeeping(page);
}
