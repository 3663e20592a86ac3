import { base } from './base.ts';
import { isDone, moduleToGoOnWith, standingOf, type Standing } from '../learner/progress.ts';
import { daysUntil, moduleOf, timetable, type Due } from '../learner/schedule.ts';
import type { LearnerState } from '../learner/state.ts';
import type { Catalogue } from './catalogue.ts';
import { speaker, type Speaker } from './words.ts';

/** A module of the course, and how far the learner is with it. */
export interface Stop {
  readonly slug: string;
  /** Its number in the course, as it is shown. */
  readonly number: string;
  readonly title: string;
  readonly href: string;
  readonly standing: Standing;
}

/** How a learner stands with the whole course: the one answer for the course page, the header, results, progress and review. */
export interface CourseStanding {
  readonly words: Speaker<keyof Catalogue['words']['messages']>;
  /** In reading order. */
  readonly stops: readonly Stop[];
  /** Whether anything was answered. */
  readonly isBegun: boolean;
  readonly goOn: Stop | undefined;
  /** Whether everything that the course asks was answered. */
  readonly isFinished: boolean;
  /** Sums over all modules. */
  readonly asked: number;
  readonly right: number;
  /** The answered questions that the course still asks, the longest overdue first. */
  readonly table: readonly Due[];
  /** Those of them that are due now. */
  readonly due: readonly Due[];
}

export function standingIn(catalogue: Catalogue, state: LearnerState, now: number): CourseStanding {
  const { modules, words } = catalogue;
  const stops = Object.entries(modules).map(([slug, entry], index): Stop => {
    const number = (index + 1).toLocaleString(words.language);
    return { slug, number, title: entry.title, href: entry.href, standing: standingOf(state, slug, entry) };
  });
  const sum = (of: (standing: Standing) => number) => stops.reduce((total, { standing }) => total + of(standing), 0);
  const table = timetable(state).filter(({ address }) => isAsked(catalogue, address));
  const goOn = moduleToGoOnWith(stops);
  return {
    words: speaker(words),
    stops,
    isBegun: stops.some(({ standing }) => standing.last > 0),
    goOn,
    isFinished: goOn === undefined && stops.some(({ standing }) => isDone(standing)),
    asked: sum(({ asked }) => asked),
    right: sum(({ right }) => right),
    table,
    due: table.filter(({ at }) => at <= now),
  };
}

/** Whether the course still asks this question, in a quiz or in a lesson. */
export function isAsked({ modules }: Catalogue, address: string): boolean {
  const slug = moduleOf(address);
  const module = Object.hasOwn(modules, slug) ? modules[slug] : undefined;
  return [...(module?.questions ?? []), ...(module?.lesson ?? [])].some(([id]) => `${slug}/${id}` === address);
}

/** Says when the next question is due for review; nothing if none is. */
export function putNext(place: Element, { words, table }: CourseStanding, now: number): void {
  const next = table.find(({ at }) => at > now);
  if (next === undefined) return;
  const days = daysUntil(next.at, now);
  const date = new Date(next.at).toLocaleDateString(words.language, { day: 'numeric', month: 'long' });
  if (days <= 1) words.put(place, 'next-within-a-day', { date });
  else words.put(place, 'next-in-days', { date, n: days });
}

/** The way to go on: a link to the next module, or to all of them once the course is finished. */
export function linkOn({ words, goOn, isBegun }: CourseStanding): HTMLAnchorElement {
  const link = document.createElement('a');
  link.className = 'button';
  link.href = goOn?.href ?? base;
  link.textContent =
    goOn === undefined
      ? words.say('all-modules')
      : isBegun
        ? words.say('continue-course', { number: goOn.number })
        : words.say('start-course');
  return link;
}

/** A link to the review that says how much is due. */
export function reviewLink({ words, due }: CourseStanding): HTMLAnchorElement {
  const link = document.createElement('a');
  link.className = 'button';
  link.href = `${base}review/`;
  link.textContent = `${words.say('review')}: ${words.say('due', { n: due.length })}`;
  return link;
}

/** Shows in the header how many reviews are due. */
export function announceDue({ words, due }: CourseStanding): void {
  const link = document.querySelector(`.masthead nav a[href="${base}review/"]`);
  link?.querySelectorAll('.due-count, .hidden').forEach((old) => old.remove());
  if (due.length === 0) return;
  const badge = document.createElement('span');
  badge.className = 'due-count';
  badge.ariaHidden = 'true';
  badge.textContent = due.length.toLocaleString(words.language);
  const spoken = document.createElement('span');
  spoken.className = 'hidden';
  spoken.textContent = ` ${words.say('due', { n: due.length })}`;
  link?.append(badge, spoken);
}
