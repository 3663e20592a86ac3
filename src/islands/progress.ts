/// <reference types="vite/client" />
import { renameIn, withNames } from '../learner/names.ts';
import { changesOf, withFile, withReset } from '../learner/replace.ts';
import { readState, type LearnerState } from '../learner/state.ts';
import { base, examKeys } from './base.ts';
import { renamerOf, theCatalogue, type Catalogue } from './catalogue.ts';
import {
  announceDue,
  isAsked,
  linkOn,
  reviewLink,
  standingIn,
  type CourseStanding,
  type Stop,
} from './course-standing.ts';
import { showKeeping } from './keeping.ts';
import type { progressWords } from '../site/script-words.ts';
import { saveFile } from './save-file.ts';
import { store } from './store.ts';
import { pageWords } from './words.ts';

const find = <E extends HTMLElement = HTMLElement>(selector: string, root: ParentNode = document) =>
  root.querySelector<E>(selector) as E;
const { say } = pageWords<typeof progressWords>();
const told = find('.told');
const undo = find<HTMLButtonElement>('[data-do=undo]');
/** The title of this course. */
const own = find('[data-do=export]').dataset['course'] ?? '';
let catalogue: Catalogue | undefined;
/** What there was before the last import. */
let before: LearnerState | undefined;

function show(): void {
  const answers = Object.keys(store.state.answers);
  find('.empty').hidden = answers.length > 0;
  const standing = catalogue && standingIn(catalogue, store.state, Date.now());
  find('.modules').replaceChildren(
    ...(standing?.stops ?? []).filter((stop) => stop.standing.last > 0).map((stop) => row(stop)),
  );
  if (standing) showWays(standing);
  // Answers to removed questions are kept, but do not count.
  const kept = catalogue ? answers.filter((address) => !isAsked(catalogue as Catalogue, address)) : answers;
  const removed = find('.removed');
  removed.hidden = kept.length === 0;
  removed.textContent = say(catalogue ? 'answers-removed' : 'answers-unnamed', { n: kept.length });
}

function row({ title, href, standing: { asked, answered, right } }: Stop): HTMLElement {
  const row = find<HTMLTemplateElement>('template.module').content.cloneNode(true) as DocumentFragment;
  const link = find<HTMLAnchorElement>('a', row);
  link.href = href;
  link.textContent = title;
  find('.amount', row).textContent = say('module-progress', { answered, all: asked, right });
  const meter = find<HTMLMeterElement>('meter', row);
  meter.max = asked;
  meter.value = right;
  meter.ariaLabel = say('right-answers-in', { module: title });
  return row.firstElementChild as HTMLElement;
}

/** Where to go on, and what is due. */
function showWays(standing: CourseStanding): void {
  const { due, isFinished } = standing;
  announceDue(standing);
  const on = linkOn(standing);
  const review = reviewLink(standing);
  (isFinished && due.length > 0 ? on : review).dataset['quiet'] = '';
  find('.ways-on').replaceChildren(...(due.length === 0 ? [on] : isFinished ? [review, on] : [on, review]));
}

/** The new name of a module or question that was renamed. */
const rename = (name: string): string => (catalogue ? renamerOf(catalogue)(name) : name);

/**
 * The title of the course that a file says it belongs to, if that is another one: it has another title, and none of its
 * answers is to a question of this course.
 */
function otherCourse(text: string, { answers }: LearnerState): string | undefined {
  const { course } = JSON.parse(text) as { readonly course?: { readonly title?: unknown } | null };
  const title = typeof course?.title === 'string' ? course.title : undefined;
  const isOwn = (address: string) => catalogue === undefined || isAsked(catalogue, rename(address));
  return title === own || Object.keys(answers).some(isOwn) ? undefined : title;
}

/** Reads a file, asks whether to take in what it would change, and returns what to tell. */
async function take(file: File): Promise<string> {
  const text = await file.text();
  const reading = readState(text, Date.now());
  if (reading.kind === 'newer') return say('import-newer', { file: file.name });
  if (reading.kind === 'foreign') return say('import-foreign', { file: file.name });
  const other = otherCourse(text, reading.state);
  if (other !== undefined) return say('import-other-course', { file: file.name, course: other });
  const named = withNames(reading.state, rename);
  const lost = reading.lost > 0 ? ` ${say('import-unread', { n: reading.lost })}` : '';
  const n = Object.keys(named.answers).length;
  const { added, replaced, older, same, reviews } = changesOf(store.state, named);
  if (added + replaced + reviews === 0) return say('imported-nothing', { n, file: file.name }) + lost;
  find('#import-title').textContent = say('import-title', { file: file.name });
  const lines = [
    say('import-new', { n: added }),
    say('import-replaces', { n: replaced }),
    say('import-older', { n: older }),
    say('import-same', { n: same }),
  ];
  find('.changes').replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement('li');
      item.textContent = line;
      return item;
    }),
  );
  if (!(await confirmed('import'))) return '';
  before = store.state;
  store.change((state) => withFile(state, named));
  undo.hidden = false;
  return say('imported', { n: added + replaced, file: file.name }) + lost;
}

/** Shows a dialog, and waits for its answer. */
function confirmed(name: 'import' | 'forget'): Promise<boolean> {
  const dialog = find<HTMLDialogElement>(`[data-dialog=${name}]`);
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener('close', () => done(dialog.returnValue === 'yes'), { once: true });
  });
}

find('[data-do=export]').addEventListener('click', () => {
  const course = { title: own, address: new URL(base, location.href).href };
  const file = `${
    own
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.join('-') ?? 'lectern'
  }-progress.json`;
  saveFile(file, 'application/json', `${JSON.stringify({ course, ...store.state }, null, 2)}\n`);
  told.textContent = say('exported', { file });
});
find('[data-do=save-aside]').addEventListener('click', () => {
  saveFile(
    'lectern-set-aside.json',
    'application/json',
    `${JSON.stringify(Object.fromEntries(store.setAside().map((name) => [name, localStorage.getItem(name)])), null, 2)}\n`,
  );
});
find<HTMLInputElement>('input[type=file]').addEventListener('change', async ({ target }) => {
  const input = target as HTMLInputElement;
  const file = input.files?.[0];
  if (file) told.textContent = await take(file);
  // Reset, so that the same file can be chosen again.
  input.value = '';
});
undo.addEventListener('click', () => {
  store.change((state) => withReset(state, Date.now(), before));
  told.textContent = say('undone');
  told.tabIndex = -1;
  told.focus();
  undo.hidden = true;
});
find('[data-do=reset]').addEventListener('click', async () => {
  if (!(await confirmed('forget'))) return;
  store.change((state) => withReset(state, Date.now()));
  forgetExams();
  undo.hidden = true;
  told.textContent = say('forgotten');
});

/** Attempts at exams that were not handed in go with everything else. */
function forgetExams(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(examKeys)) localStorage.removeItem(key);
  } catch {
    // Where nothing is kept, there is nothing to forget.
  }
}

showKeeping();
store.subscribe(show);
catalogue = await theCatalogue();
renameIn(store, rename);
show();
document.documentElement.dataset['progress'] = 'ready';
