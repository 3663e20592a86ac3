/// <reference types="vite/client" />
/** On lists of modules: what this reader has done of each, and where to go on. */
import { progressByModule } from '../learner/progress.ts';
import { openStore } from '../learner/store.ts';

interface Stop {
  readonly number: string;
  readonly href: string;
  readonly answered: number;
  readonly last: number;
  readonly done: boolean;
}

const store = openStore(import.meta.env.BASE_URL);

/** Fills in one module's line, and says where it stands. */
function fill(item: HTMLElement, progress: ReturnType<typeof progressByModule>): Stop {
  const { progress: slug = '', questions = '0' } = item.dataset;
  const { answered = 0, points = 0, last = 0 } = progress.get(slug) ?? {};
  const asked = Number(questions);
  const done = asked > 0 && answered >= asked;
  if (done) item.dataset['state'] = 'done';
  else delete item.dataset['state'];
  const words = item.querySelector('.done');
  const right = Math.min(Math.round(points * 10) / 10, asked);
  if (words) words.textContent = done ? `${right} of ${asked} right` : answered > 0 ? `${answered} of ${asked} answered` : '';
  return { number: item.querySelector('.station')?.textContent ?? '', href: item.querySelector('a')?.href ?? '', answered, last, done };
}

/** The module answered last, if it is not done; else the first open one after it, or before it. */
function goOn(stops: readonly Stop[]): Stop | undefined {
  const latest = stops.reduce((best, stop, index) => (stop.last > (stops[best]?.last ?? 0) ? index : best), 0);
  return [...stops.slice(latest), ...stops.slice(0, latest)].find(({ done }) => !done);
}

function show(): void {
  const progress = progressByModule(store.state);
  const stops = [...document.querySelectorAll<HTMLElement>('[data-progress]')].map((item) => fill(item, progress));
  const link = document.querySelector<HTMLAnchorElement>('[data-continue]');
  const next = goOn(stops);
  const words = link?.querySelector('span');
  if (!link || !words || !next || stops.every(({ answered }) => answered === 0)) return;
  link.href = next.href;
  words.textContent = `Continue with module ${next.number}`;
}

store.subscribe(show);
show();
