/// <reference types="vite/client" />
/** Shows the reader's progress in lists of modules, and where to continue. */
import { placed } from '../text/messages.ts';
import { progressByModule, type ModuleProgress } from '../learner/progress.ts';
import { fetchCatalogue, type Catalogue } from './catalogue.ts';
import { store } from './store.ts';

interface Stop {
  readonly number: string;
  readonly href: string;
  readonly answered: number;
  readonly last: number;
  readonly done: boolean;
}

const language = document.documentElement.lang;

type Progress = ReadonlyMap<string, ModuleProgress>;

let catalogue: Promise<Catalogue | undefined> | undefined;

function stopOf(
  number: string,
  href: string,
  asked: number,
  { answered, last }: Pick<ModuleProgress, 'answered' | 'last'> = { answered: 0, last: 0 },
): Stop {
  return { number, href, answered, last, done: asked > 0 && answered >= asked };
}

/** Fills in the progress of one module and returns its state. */
function fill(item: HTMLElement, progress: Progress): Stop {
  const { progress: slug = '', questions = '0' } = item.dataset;
  const asked = Number(questions);
  const own = progress.get(slug);
  const stop = stopOf(
    item.querySelector('.station')?.textContent ?? '',
    item.querySelector('a')?.href ?? '',
    asked,
    own,
  );
  if (stop.done) item.dataset['state'] = 'done';
  else delete item.dataset['state'];
  const place = item.querySelector('.done');
  const words = item.closest<HTMLElement>('.stations')?.dataset;
  const right = Math.min(Math.round((own?.points ?? 0) * 10) / 10, asked);
  if (place)
    place.textContent =
      stop.answered === 0
        ? ''
        : placed(
            (stop.done ? words?.['done'] : words?.['answered']) ?? '',
            { right, answered: stop.answered, all: asked },
            language,
          );
  return stop;
}

/** The most recent module if it is unfinished, otherwise the next unfinished one, wrapping around. */
function goOn(stops: readonly Stop[]): Stop | undefined {
  const latest = stops.reduce((best, stop, index) => (stop.last > (stops[best]?.last ?? 0) ? index : best), 0);
  return [...stops.slice(latest), ...stops.slice(0, latest)].find(({ done }) => !done);
}

/** Turns the start link into a “continue” link, once there is progress. */
function lead(link: HTMLAnchorElement, stops: readonly Stop[]): void {
  const next = goOn(stops);
  const words = link.querySelector('span');
  if (!words || !next || stops.every(({ answered }) => answered === 0)) return;
  link.href = next.href;
  words.textContent = (link.dataset['words'] ?? '').replace('{number}', next.number);
}

async function show(): Promise<void> {
  const progress = progressByModule(store.state);
  const stops = [...document.querySelectorAll<HTMLElement>('[data-progress]')].map((item) => fill(item, progress));
  const link = document.querySelector<HTMLAnchorElement>('[data-continue]');
  if (!link) return;
  if (link.dataset['continue'] === '') {
    lead(link, stops);
    return;
  }
  // The page of a large course does not list all modules; they are fetched only if there is progress.
  if (progress.size === 0) return;
  const all = Object.entries((await (catalogue ??= fetchCatalogue(import.meta.env.BASE_URL)))?.modules ?? {});
  lead(
    link,
    all.map(([slug, { href, questions }], index) =>
      stopOf((index + 1).toLocaleString(language), href, questions.length, progress.get(slug)),
    ),
  );
}

store.subscribe(() => void show());
void show();
