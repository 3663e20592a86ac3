/// <reference types="vite/client" />
import { renamer } from '../learner/names.ts';
import { progressByModule } from '../learner/progress.ts';
import { readState } from '../learner/state.ts';
import { fetchCatalogue, renamedIn, type Catalogue } from './catalogue.ts';
import { showKeeping } from './keeping.ts';
import type { progressWords } from '../site/script-words.ts';
import { store } from './store.ts';
import { pageWords } from './words.ts';

const find = <E extends HTMLElement = HTMLElement>(selector: string, root: ParentNode = document) =>
  root.querySelector<E>(selector) as E;
const { say } = pageWords<typeof progressWords>();
const told = find('.told');
let catalogue: Catalogue | undefined;

function show(): void {
  const progress = progressByModule(store.state);
  find('.empty').hidden = progress.size > 0;
  const rows: HTMLElement[] = [];
  let kept = 0;
  for (const [slug, { title, href, questions }] of Object.entries(catalogue?.modules ?? {})) {
    const done = progress.get(slug);
    progress.delete(slug);
    if (done === undefined) continue;
    // Answers to removed questions are kept, but do not count.
    const ids = questions.filter((id) => store.get(`${slug}/${id}`) !== undefined);
    const points = ids.reduce((sum, id) => sum + (store.get(`${slug}/${id}`)?.points ?? 0), 0);
    kept += done.answered - ids.length;
    const row = find<HTMLTemplateElement>('template.module').content.cloneNode(true) as DocumentFragment;
    const link = find<HTMLAnchorElement>('a', row);
    link.href = href;
    link.textContent = title;
    find('.amount', row).textContent = say('module-progress', {
      answered: ids.length,
      all: questions.length,
      right: Math.round(points * 10) / 10,
    });
    const meter = find<HTMLMeterElement>('meter', row);
    meter.max = questions.length;
    meter.value = points;
    meter.ariaLabel = say('right-answers-in', { module: title });
    rows.push(row.firstElementChild as HTMLElement);
  }
  find('.modules').replaceChildren(...rows);
  for (const { answered } of progress.values()) kept += answered;
  const removed = find('.removed');
  removed.hidden = kept === 0;
  removed.textContent = say(catalogue ? 'answers-removed' : 'answers-unnamed', { n: kept });
}

/** Moves answers from old names to new ones, including imported answers. */
function nameAnew(): void {
  if (catalogue) store.rename(renamer(renamedIn(catalogue)));
}

/** Downloads a file. */
function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function take(file: File): Promise<string> {
  const reading = readState(await file.text());
  if (reading.kind === 'newer') return say('import-newer', { file: file.name });
  if (reading.kind === 'foreign') return say('import-foreign', { file: file.name });
  const before = JSON.stringify(store.state.answers);
  store.take(reading.state);
  nameAnew();
  const answers = Object.keys(reading.state.answers).length;
  const lost = reading.lost > 0 ? ` ${say('import-unread', { n: reading.lost })}` : '';
  const same = JSON.stringify(store.state.answers) === before;
  return say(same ? 'imported-nothing' : 'imported', { n: answers, file: file.name }) + lost;
}

find('[data-do=export]').addEventListener('click', () => {
  save('lectern-progress.json', `${JSON.stringify(store.state, null, 2)}\n`);
  told.textContent = say('exported', { file: 'lectern-progress.json' });
});
find('[data-do=save-aside]').addEventListener('click', () => {
  save(
    'lectern-set-aside.json',
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
const dialog = find<HTMLDialogElement>('dialog');
find('[data-do=reset]').addEventListener('click', () => dialog.showModal());
dialog.addEventListener('close', () => {
  if (dialog.returnValue !== 'yes') return;
  store.reset(Date.now());
  told.textContent = say('forgotten');
});

showKeeping();
store.subscribe(show);
catalogue = await fetchCatalogue(import.meta.env.BASE_URL);
nameAnew();
show();
document.documentElement.dataset['progress'] = 'ready';
