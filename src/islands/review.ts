/// <reference types="vite/client" />
import './choices.ts';
import { renamer } from '../learner/names.ts';
import { daysUntil, moduleOf, sessionLimit, sessionOf, timetable, type Due } from '../learner/schedule.ts';
import { fetchCatalogue, renamedIn, type Catalogue } from './catalogue.ts';
import { showKeeping } from './keeping.ts';
import { takeKey } from './key.ts';
import { enhanceQuestion, focusOn } from './question.ts';
import type { reviewWords } from '../site/script-words.ts';
import { store } from './store.ts';
import { pageWords } from './words.ts';

const base = import.meta.env.BASE_URL;
const find = <E extends HTMLElement = HTMLElement>(selector: string, root: ParentNode = document) =>
  root.querySelector<E>(selector) as E;
const { language, say, put } = pageWords<typeof reviewWords>();

function enter(state: string): void {
  for (const element of document.querySelectorAll<HTMLElement>('.state'))
    element.hidden = element.dataset['state'] !== state;
}

/** A question extracted from its module's page, with everything needed to ask it. */
interface Asked {
  readonly address: string;
  readonly element: HTMLElement;
  readonly entry: HTMLElement;
  readonly parts: DocumentFragment;
  readonly shuffle: boolean;
  readonly module: string;
}

const pages = new Map<string, Promise<Document | undefined>>();

/** The page of a module, fetched once; undefined if it no longer exists. */
function pageOf(href: string): Promise<Document | undefined> {
  const known = pages.get(href);
  if (known !== undefined) return known;
  const page = new Promise<Document | undefined>((resolve) => {
    // Parses the page and runs nothing of it, without a text that would have to be trusted as markup.
    const request = new XMLHttpRequest();
    request.responseType = 'document';
    request.addEventListener('load', () =>
      resolve(request.status === 200 ? (request.responseXML ?? undefined) : undefined),
    );
    request.addEventListener('error', () => resolve(undefined));
    request.open('GET', href);
    request.send();
  });
  pages.set(href, page);
  return page;
}

async function question({ address }: Due, catalogue: Catalogue): Promise<Asked | undefined> {
  const module = catalogue.modules[moduleOf(address)];
  const page = module && (await pageOf(module.href));
  const quiz = page?.querySelector<HTMLElement>('.quiz');
  const element = page?.querySelector<HTMLElement>(`[data-question="${CSS.escape(address)}"]`);
  if (!module || !quiz || !element) return undefined;
  // The page is parsed without scripting, so the key is markup inside `noscript`; working on a clone keeps the page
  // intact for the module's other questions.
  const key = takeKey(quiz.cloneNode(true) as HTMLElement);
  const parts = quiz.querySelector<HTMLTemplateElement>('.quiz-parts')?.content;
  const entry = key.querySelector<HTMLElement>(`[data-key-of="${CSS.escape(address)}"]`);
  if (!entry || !parts) return undefined;
  const copy = document.importNode(element, true);
  // In a quiz, a shared context is shown once, above its questions.
  const context = element.closest('.context-group')?.querySelector('.context');
  if (context) copy.prepend(document.importNode(context, true));
  for (const link of [copy, entry].flatMap((part) => [...part.querySelectorAll('a')]))
    link.setAttribute('href', new URL(link.getAttribute('href') ?? '', new URL(module.href, location.href)).href);
  const number = copy.querySelector('.question-number');
  if (number) number.textContent = module.title;
  return { address, element: copy, entry, parts, shuffle: 'shuffled' in quiz.dataset, module: module.title };
}

/** Asks the questions one after the other. Resolves with the points of each. */
async function ask(questions: readonly Asked[]): Promise<number[]> {
  const session = find('.session');
  const points: number[] = [];
  session.hidden = false;
  for (const [index, { address, element, entry, parts, shuffle }] of questions.entries()) {
    const place = document.createElement('p');
    place.className = 'place quiet';
    place.textContent = say('place', { place: index + 1, all: questions.length });
    session.replaceChildren(place, element);
    await new Promise<void>((done) => {
      const live = enhanceQuestion(element, {
        entry,
        parts,
        shuffle,
        // A review starts empty: earlier answers are hidden, and the order differs each time.
        store: { ...store, get: () => undefined, record: (at, answer) => store.record(at, answer) },
        seed: [store.state.seed, address, store.state.recalls[address]?.length].join(),
        onAnswer() {
          points.push(live?.grade?.points ?? 0);
          if (index === questions.length - 1) live?.leadsTo('last');
        },
        onNext: done,
      });
      if (live === undefined) done();
      else live.focus();
    });
  }
  session.hidden = true;
  session.replaceChildren();
  return points;
}

/** Says when the next question is due. */
function putNext(place: HTMLElement, table: readonly Due[], now: number): void {
  const next = table.find(({ at }) => at > now);
  if (next === undefined) return;
  const days = daysUntil(next.at, now);
  const date = new Date(next.at).toLocaleDateString(language, { day: 'numeric', month: 'long' });
  if (days <= 1) put(place, 'next-within-a-day', { date });
  else put(place, 'next-in-days', { date, n: days });
}

/** Answered questions that still exist in the course. */
function known(catalogue: Catalogue): Due[] {
  return timetable(store.state).filter(({ address }) => {
    const module = moduleOf(address);
    return (
      Object.hasOwn(catalogue.modules, module) &&
      catalogue.modules[module]?.questions.includes(address.slice(module.length + 1))
    );
  });
}

function overview(catalogue: Catalogue): void {
  const now = Date.now();
  const table = known(catalogue);
  const due = table.filter(({ at }) => at <= now);
  const gone = timetable(store.state).length - table.length;
  find('.gone').hidden = gone === 0;
  put(find('.gone'), 'no-longer-asked', { n: gone });
  if (table.length === 0) return enter('nothing-yet');
  if (due.length === 0) {
    put(find('[data-known]'), 'known', { n: table.length });
    putNext(find('[data-next]'), table, now);
    return enter('nothing-due');
  }
  put(find('[data-due]'), 'due', { n: due.length });
  const modules = new Set(due.map(({ address }) => moduleOf(address))).size;
  put(find('[data-modules]'), 'due-from', { n: modules });
  find('[data-taking=ten]').hidden = due.length <= sessionLimit;
  enter('ready');
}

async function session(catalogue: Catalogue): Promise<void> {
  enter('loading');
  const questions = (
    await Promise.all(sessionOf(known(catalogue), Date.now()).map((due) => question(due, catalogue)))
  ).filter((each) => each !== undefined);
  if (questions.length === 0) return enter('unreachable');
  enter('');
  const points = await ask(questions);
  const now = Date.now();
  const table = known(catalogue);
  const left = table.filter(({ at }) => at <= now).length;
  const right = points.filter((each) => each === 1).length;
  put(find('[data-right]'), 'review-right', { right, all: points.length });
  if (left > 0) put(find('[data-after]'), 'still-due', { n: left });
  else putNext(find('[data-after]'), table, now);
  find('[data-do=more]').parentElement!.hidden = left === 0;
  enter('done');
  focusOn(find('[data-state=done] h2'));
}

showKeeping();
const catalogue = await fetchCatalogue(base);
if (catalogue === undefined) enter('unreachable');
else {
  store.rename(renamer(renamedIn(catalogue)));
  overview(catalogue);
  for (const button of document.querySelectorAll('[data-do=begin], [data-do=more]'))
    button.addEventListener('click', () => void session(catalogue));
}
document.documentElement.dataset['review'] = 'ready';
