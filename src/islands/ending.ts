import { base } from './base.ts';
import css from '../styles/ending.css?inline';
import type { LearnerStore } from '../learner/store.ts';
import type { Grade } from '../questions/kit/grade.ts';
import { moduleOf } from '../learner/schedule.ts';
import { theCatalogue } from './catalogue.ts';
import { putNext, reviewLink, standingIn, type CourseStanding } from './course-standing.ts';
import type { LiveQuestion } from './question.ts';
import { reportFinished } from './statements.ts';

/** An attempt at a quiz in which everything is answered. */
export interface Ending {
  readonly quiz: HTMLElement;
  readonly result: HTMLElement;
  readonly questions: readonly LiveQuestion[];
  /** The entry of a question in the key. */
  entryOf(address: string): HTMLElement;
  number(value: number): string;
  /** In per cent. */
  readonly passMark: number;
  /** Whether the last answer has just been given. */
  readonly now: boolean;
  readonly store: LearnerStore;
  readonly module: string;
}

/** Shows the result of a quiz. None of it is needed before the last answer, so it is fetched after the first. */
export function end({ quiz, result, questions, entryOf, number, passMark, now, store, module }: Ending): void {
  const { points, total, isWeighted } = scoreOf(questions);
  const reaches = (percent: number) => (points / total) * 100 + 1e-9 >= percent;
  let chosen = false;
  for (const words of result.querySelectorAll<HTMLElement>('.result-words')) {
    words.hidden = chosen || !reaches(Number(words.dataset['from']));
    chosen ||= !words.hidden;
  }
  const missed = questions.filter(({ grade }) => grade !== undefined && grade.points < 1);
  const put = (selector: string, text: string) => result.querySelector(selector)?.replaceChildren(text);
  put('.score-points', number(isWeighted ? Math.round(points * 100) / 100 : total - missed.length));
  put('.score-of', `/${number(total)}`);
  const retry = result.querySelector<HTMLElement>('.retry');
  if (retry !== null) retry.hidden = missed.length === 0;
  const isPassed = reaches(passMark);
  if (now) reportFinished(quiz, points, total, isPassed);
  // The words stand; what follows them may wait for the network.
  void complete({
    result,
    store,
    module,
    missed: missed.map(({ address, grade }) => [entryOf(address), grade] as const),
    isPassed,
    isPerfect: now && points === total,
  });
}

/** What answers have earned, of what there was to earn; weighted, if not all questions count the same. */
export function scoreOf(questions: readonly Pick<LiveQuestion, 'element' | 'grade'>[]): {
  readonly points: number;
  readonly total: number;
  readonly isWeighted: boolean;
} {
  const worth = ({ element }: Pick<LiveQuestion, 'element'>) => Number(element.dataset['points'] ?? 1);
  return {
    points: questions.reduce((sum, question) => sum + (question.grade?.points ?? 0) * worth(question), 0),
    total: questions.reduce((sum, question) => sum + worth(question), 0),
    isWeighted: questions.some(({ element }) => element.dataset['points'] !== undefined),
  };
}

/** What the score and the words of a result are completed by. */
interface Completion {
  readonly result: HTMLElement;
  readonly store: LearnerStore;
  readonly module: string;
  /** The questions that were not right: their entries in the key, and their grades. */
  readonly missed: readonly (readonly [entry: HTMLElement, grade: Grade | undefined])[];
  readonly isPassed: boolean;
  /** Whether to celebrate: the learner has just answered everything right. */
  readonly isPerfect: boolean;
}

/** Completes a result: its picture, what was missed, the next module, and when the first review is due. */
async function complete({ result, store, module, missed, isPassed, isPerfect }: Completion): Promise<void> {
  adoptStyles(result.getRootNode() as Document | ShadowRoot, css);
  picture(result, isPerfect);
  const list = result.querySelector<HTMLElement>('.missed');
  if (list) list.hidden = missed.length === 0;
  list?.querySelector('ul')?.replaceChildren(...missed.map(([entry]) => missedItem(entry)));
  const catalogue = result.getRootNode() === document ? await theCatalogue() : undefined;
  if (catalogue === undefined) return;
  const now = Date.now();
  const standing = standingIn(catalogue, store.state, now);
  for (const old of result.querySelectorAll('.ahead')) old.remove();
  const words = result.querySelector('.result-words:not([hidden])');
  const partly = missed.filter(([, grade]) => grade?.verdict === 'partly').length;
  if (partly > 0) words?.append(paragraph(standing.words.say('partly-count', { n: partly })));
  const isFinished = standing.isFinished && isPassed;
  if (isFinished) words?.append(paragraph(standing.words.say('course-done')));
  const first = standing.table.find(({ address }) => moduleOf(address) === module);
  const actions = result.querySelector('.result-actions');
  const next = wayOn(standing, module);
  if (next && !isFinished) actions?.[isPassed ? 'prepend' : 'append'](next);
  const retry = result.querySelector<HTMLElement>('.retry');
  // One button stands out: what to do now.
  if (next) next.toggleAttribute('data-quiet', !isPassed);
  retry?.toggleAttribute('data-quiet', isPassed && next !== undefined);
  if (standing.due.length > 0) {
    const review = reviewLink(standing);
    review.classList.add('ahead');
    review.toggleAttribute('data-quiet', !isFinished);
    actions?.[isFinished ? 'prepend' : 'append'](review);
  } else if (first !== undefined) {
    const ahead = paragraph('');
    putNext(ahead, standing, now);
    words?.append(ahead);
  }
}

const sheets = new Map<string, CSSStyleSheet>();

/** Adds styles to a page or shadow tree, once. A constructed style sheet needs no exception in the content security policy. */
export function adoptStyles(page: Document | ShadowRoot, styles: string): void {
  const sheet = sheets.get(styles) ?? new CSSStyleSheet();
  if (!sheets.has(styles)) sheet.replaceSync(styles);
  sheets.set(styles, sheet);
  if (!page.adoptedStyleSheets.includes(sheet)) page.adoptedStyleSheets.push(sheet);
}

function paragraph(text: string): HTMLElement {
  const line = document.createElement('p');
  line.className = 'ahead';
  line.textContent = text;
  return line;
}

/** A list item for a missed question, with a link to the section that teaches it. */
function missedItem(entry: HTMLElement): HTMLElement {
  const item = document.createElement('li');
  for (const line of entry.querySelectorAll('.key-prompt, .taught')) item.append(line.cloneNode(true));
  return item;
}

/** A link to the module after this one, or else to the one to go on with. */
function wayOn({ stops, goOn, words, isFinished }: CourseStanding, module: string): HTMLAnchorElement | undefined {
  const at = stops.findIndex(({ slug }) => slug === module);
  const next = stops[at + 1] ?? (goOn?.slug === module ? undefined : goOn);
  if (next === undefined && !isFinished) return undefined;
  const link = document.createElement('a');
  link.className = 'button ahead';
  link.href = next?.href ?? base;
  link.textContent = next === undefined ? words.say('all-modules') : words.say('next-module', { title: next.title });
  return link;
}

type Stroke = readonly [side: 'client' | 'server' | 'both', path: string];

/** Pictures of results in the hand of the site's figures: a cup that both sides hold, a plant, a compass. */
const pictures: readonly (readonly Stroke[])[] = [
  [
    ['client', 'M36 30H20c-2 23 6 38 22 42'],
    ['server', 'M104 30h16c2 23-6 38-22 42'],
    ['both', 'M40 16h60v34c0 23-12 36-30 36S40 73 40 50z'],
    ['both', 'M70 86v22M46 122c0-9 6-14 24-14s24 5 24 14z'],
    ['both', 'm56 46 10 11 19-22'],
  ],
  [
    ['both', 'M70 122V62'],
    ['server', 'M70 66c0-24 14-38 42-38 0 26-14 38-42 38z'],
    ['client', 'M70 90c0-20-12-32-38-32 0 22 12 32 38 32z'],
    ['both', 'M38 122h64'],
  ],
  [
    ['both', 'M70 18a52 52 0 1 0 .1 0z'],
    ['client', 'M62 62 94 46 78 78z'],
    ['server', 'm62 62-16 32 32-16z'],
  ],
];

const svgSpace = 'http://www.w3.org/2000/svg';
const draw = (name: string, attributes: Readonly<Record<string, string | number>>): SVGElement => {
  const element = document.createElementNS(svgSpace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
};

/** Draws the picture of the result that is shown, and celebrates once it is in view. */
function picture(result: HTMLElement, isPerfect: boolean): void {
  result.querySelector('.result-picture')?.remove();
  const number = result.querySelector<HTMLElement>('.result-words:not([hidden])')?.dataset['drawn'];
  const strokes = pictures[Number(number)];
  if (number === undefined || strokes === undefined) return;
  const svg = draw('svg', { class: 'result-picture', viewBox: '0 0 140 140', 'aria-hidden': 'true' });
  const paths = strokes.map(([side, d]) => draw('path', { d, 'data-side': side, pathLength: 1 }));
  svg.append(...paths);
  result.prepend(svg);
  if (!isPerfect || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const seen = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      celebrate(svg, paths);
    },
    { threshold: 0.9 },
  );
  seen.observe(svg);
}

/** The lines of the cup close, and the words of both sides fly up from it: once, and for less than three seconds. */
function celebrate(svg: SVGElement, paths: readonly SVGElement[]): void {
  const closing = { duration: 700, easing: 'ease-out', fill: 'backwards' } as const;
  for (const [index, path] of paths.entries())
    path.animate(
      [
        { strokeDasharray: '1 1', strokeDashoffset: 1 },
        { strokeDasharray: '1 1', strokeDashoffset: 0 },
      ],
      { ...closing, delay: index * 120 },
    );
  const sides = ['client', 'both', 'server'];
  for (let piece = 0; piece < 27; piece++) {
    const side = sides[piece % 3] ?? 'both';
    const length = 8 + (piece % 4) * 5;
    const word = draw('path', { d: `M${70 - length / 2} 40h${length}`, 'data-side': side, class: 'result-word' });
    svg.append(word);
    const angle = Math.PI * (1.08 + (0.84 * piece) / 26);
    const reach = 70 + ((piece * 37) % 60);
    const [x, y] = [Math.cos(angle) * reach * 1.4, Math.sin(angle) * reach];
    const flight = word.animate(
      [
        { transform: 'none', opacity: 0 },
        { opacity: 1, offset: 0.15 },
        { transform: `translate(${x}px, ${y}px) rotate(${(piece % 5) * 24 - 48}deg)`, opacity: 1, offset: 0.6 },
        { transform: `translate(${x * 1.1}px, ${y + 50}px) rotate(${(piece % 5) * 40 - 80}deg)`, opacity: 0 },
      ],
      { duration: 1900, delay: 500 + (piece % 6) * 50, easing: 'cubic-bezier(0.15, 0.7, 0.4, 1)', fill: 'both' },
    );
    flight.addEventListener('finish', () => word.remove());
  }
}
