/** Shows how far the reader is in lists of modules, where to go on, and what is due. */
import { isDone } from '../learner/progress.ts';
import { renameIn } from '../learner/names.ts';
import { catalogueInPage, renamerOf, theCatalogue, type Catalogue } from './catalogue.ts';
import {
  announceDue,
  linkOn,
  putNext,
  reviewLink,
  standingIn,
  type CourseStanding,
  type Stop,
} from './course-standing.ts';
import { store } from './store.ts';

const find = <E extends HTMLElement>(selector: string, root: ParentNode = document) => root.querySelector<E>(selector);

/** Fills in the progress of one module. */
function fill(item: HTMLElement, { words }: CourseStanding, { standing }: Stop): void {
  const { asked, answered, right } = standing;
  if (answered === 0) delete item.dataset['state'];
  else item.dataset['state'] = isDone(standing) ? 'done' : 'begun';
  find('.station', item)?.style.setProperty('--part', String(answered / asked));
  find('.done', item)?.replaceChildren(
    answered === 0
      ? ''
      : isDone(standing)
        ? words.say('module-done', { right, all: asked })
        : words.say('module-answered', { answered, all: asked }),
  );
}

/** Instead of the way to begin: where to go on, or that the course is finished, and what is due. */
function lead(place: HTMLElement, standing: CourseStanding, now: number): void {
  const { words, goOn, isFinished, due, asked, right, isBegun } = standing;
  const start = find('.home-opening .start');
  place.hidden = !isBegun;
  if (start) start.hidden = isBegun;
  if (!isBegun) return;
  const title = find('.go-on-title', place) as HTMLElement;
  title.textContent = isFinished ? words.say('course-done') : (goOn?.title ?? '');
  const sum = goOn?.standing;
  (find('.go-on-sum', place) as HTMLElement).textContent = isFinished
    ? words.say('module-done', { right, all: asked })
    : sum && sum.answered > 0
      ? words.say('module-answered', { answered: sum.answered, all: sum.asked })
      : '';
  const review = reviewLink(standing);
  if (!isFinished) review.dataset['quiet'] = '';
  find('.actions', place)?.replaceChildren(
    ...(isFinished ? [] : [linkOn(standing)]),
    ...(due.length > 0 ? [review] : []),
  );
  const next = find('.go-on-next', place) as HTMLElement;
  next.replaceChildren();
  if (isFinished && due.length === 0) putNext(next, standing, now);
}

function show(catalogue: Catalogue): void {
  const now = Date.now();
  const standing = standingIn(catalogue, store.state, now);
  for (const stop of standing.stops) {
    const item = find(`[data-progress="${CSS.escape(stop.slug)}"]`);
    if (item) fill(item, standing, stop);
  }
  const place = find('.go-on');
  if (place) lead(place, standing, now);
  announceDue(standing);
}

function start(catalogue: Catalogue): void {
  renameIn(store, renamerOf(catalogue));
  show(catalogue);
  store.subscribe(() => show(catalogue));
}

const catalogue = catalogueInPage();
if (catalogue) start(catalogue);
else if (Object.keys(store.state.answers).length > 0) {
  // The pages of a large course do not contain its catalogue: it is fetched only if there is progress.
  const fetched = await theCatalogue();
  if (fetched) start(fetched);
}
document.documentElement.dataset['course'] = 'ready';
