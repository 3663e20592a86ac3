/// <reference types="vite/client" />
/** Shows the reader's progress in lists of modules, and where to continue. */
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
  const words = item.querySelector('.done');
  const right = Math.min(Math.round((own?.points ?? 0) * 10) / 10, asked);
  if (words)
    words.textContent = stop.done
      ? `${right} of ${asked} right`
      : stop.answered > 0
        ? `${stop.answered} of ${asked} answered`
        : '';
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
  words.textContent = `Continue with module ${next.number}`;
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
      stopOf(String(index + 1), href, questions.length, progress.get(slug)),
    ),
  );
}

store.subscribe(() => void show());
void show();
