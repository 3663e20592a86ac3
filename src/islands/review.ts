/// <reference types="vite/client" />
import { renameIn } from '../learner/names.ts';
import { calendarOf } from '../learner/calendar.ts';
import { moduleOf, sessionLimit, sessionOf, timetable, type Due } from '../learner/schedule.ts';
import { renamerOf, theCatalogue, type Catalogue } from './catalogue.ts';
import { announceDue, linkOn, putNext, standingIn, type CourseStanding } from './course-standing.ts';
import { showKeeping } from './keeping.ts';
import { takeKey } from './key.ts';
import { focusOn } from './focus.ts';
import { saveFile } from './save-file.ts';
import { enhanceQuestion } from './question.ts';
import type { reviewWords } from '../site/script-words.ts';
import { store } from './store.ts';
import { pageWords } from './words.ts';

const find = <E extends HTMLElement = HTMLElement>(selector: string, root: ParentNode = document) =>
  root.querySelector<E>(selector) as E;
const { say, put } = pageWords<typeof reviewWords>();

function enter(state: string): void {
  for (const element of document.querySelectorAll<HTMLElement>('.state'))
    element.hidden = element.dataset['state'] !== state;
  find('[data-do=calendar]').hidden = true;
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
  if (module.language !== undefined)
    for (const part of [copy, entry])
      Object.assign(part, { lang: module.language, dir: element.ownerDocument.documentElement.dir });
  const number = copy.querySelector('.question-number');
  if (number) number.textContent = module.title;
  // On its own page, it stands below the headings of a quiz.
  copy.querySelector('legend h4')?.setAttribute('aria-level', '2');
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
          points.push(live.grade?.points ?? 0);
          if (index === questions.length - 1) live.leadsTo('last');
        },
        onNext: done,
      });
      live.focus();
    });
  }
  session.hidden = true;
  session.replaceChildren();
  return points;
}

/** Shows the state of the page, with the ways on from there. */
function arrive(state: string, standing: CourseStanding): void {
  enter(state);
  announceDue(standing);
  find('[data-do=calendar]').hidden = standing.table.length === 0;
  const on = linkOn(standing);
  if (standing.due.length > 0) on.dataset['quiet'] = '';
  document.querySelector(`[data-state=${state}] .ways-on`)?.replaceChildren(on);
}

function overview(catalogue: Catalogue): void {
  const now = Date.now();
  const standing = standingIn(catalogue, store.state, now);
  const { table, due } = standing;
  const gone = timetable(store.state).length - table.length;
  find('.gone').hidden = gone === 0;
  put(find('.gone'), 'no-longer-asked', { n: gone });
  if (table.length === 0) return arrive('nothing-yet', standing);
  if (due.length === 0) {
    put(find('[data-known]'), 'known', { n: table.length });
    putNext(find('[data-next]'), standing, now);
    return arrive('nothing-due', standing);
  }
  put(find('[data-due]'), 'due', { n: due.length });
  const modules = new Set(due.map(({ address }) => moduleOf(address))).size;
  put(find('[data-modules]'), 'due-from', { n: modules });
  find('[data-taking=ten]').hidden = due.length <= sessionLimit;
  arrive('ready', standing);
}

/** What was not right in a session, each with a link to what teaches it. */
function showMissed(missed: readonly Asked[]): void {
  find('.missed').hidden = missed.length === 0;
  find('.missed ul').replaceChildren(
    ...missed.map(({ entry }) => {
      const item = document.createElement('li');
      item.append(...entry.querySelectorAll('.key-prompt, .taught'));
      return item;
    }),
  );
}

/** Asks what is due, or before its time what would be next. */
async function session(catalogue: Catalogue, isEarly: boolean): Promise<void> {
  enter('loading');
  const { table } = standingIn(catalogue, store.state, Date.now());
  const chosen = sessionOf(table, isEarly ? Infinity : Date.now());
  const questions = (await Promise.all(chosen.map((each) => question(each, catalogue)))).filter(
    (each) => each !== undefined,
  );
  if (questions.length === 0) return enter('unreachable');
  enter('');
  const points = await ask(questions);
  const now = Date.now();
  const standing = standingIn(catalogue, store.state, now);
  const left = standing.due.length;
  const right = points.filter((each) => each === 1).length;
  put(find('[data-right]'), 'review-right', { right, all: points.length });
  if (left > 0) put(find('[data-after]'), 'still-due', { n: left });
  else putNext(find('[data-after]'), standing, now);
  showMissed(questions.filter((_, index) => points[index] !== 1));
  find('[data-do=more]').hidden = left === 0;
  arrive('done', standing);
  focusOn(find('[data-state=done] h2'));
}

showKeeping();
const catalogue = await theCatalogue();
if (catalogue === undefined) enter('unreachable');
else {
  renameIn(store, renamerOf(catalogue));
  overview(catalogue);
  for (const button of document.querySelectorAll<HTMLElement>('[data-do=begin], [data-do=more], [data-do=early]'))
    button.addEventListener('click', () => void session(catalogue, button.dataset['do'] === 'early'));
  const calendar = find('[data-do=calendar]');
  calendar.addEventListener('click', () => {
    const now = Date.now();
    const { course = '' } = calendar.dataset;
    const words = {
      summary: (count: number) => say('calendar-event', { course, n: count }),
      url: location.href.replace(/[?#].*/, ''),
    };
    saveFile('reviews.ics', 'text/calendar', calendarOf(standingIn(catalogue, store.state, now).table, now, words));
  });
}
document.documentElement.dataset['review'] = 'ready';
