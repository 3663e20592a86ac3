/** Finds sections while the reader types: the index is fetched with the first letter. */
import { Searcher, type Found } from '../search/query.ts';
import type { IndexRoot } from '../search/index-files.ts';
import type { searchWords } from '../site/script-words.ts';
import { pageWords } from './words.ts';

const finder = document.querySelector<HTMLElement>('.finder');
const form = finder?.querySelector('form');
const input = finder?.querySelector('input');
const told = finder?.querySelector('.told');
const results = finder?.querySelector('.results');
const { say } = pageWords<typeof searchWords>();

/** The page that shows this one in a drawer. */
const around = parent === window ? undefined : parent;
document.documentElement.toggleAttribute('data-drawer', around !== undefined);

async function textOf(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.text();
}

let opened: Promise<Searcher> | undefined;

function open(): Promise<Searcher> {
  opened ??= (async () => {
    const address = finder?.dataset['index'] ?? '';
    const root = JSON.parse(await textOf(address)) as IndexRoot;
    return new Searcher(root, (file) => textOf(new URL(file, new URL(address, location.href)).href));
  })();
  // What could not be fetched may be there the next time.
  opened.catch(() => (opened = undefined));
  return opened;
}

function show({ count, sections }: Found): void {
  if (told) told.textContent = count === 0 ? say('nothing-found') : say('sections-found', { n: count });
  results?.replaceChildren(
    ...sections.map(([module, href, id, title, start]) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = id === '' ? href : `${href}#${id}`;
      link.textContent = title || module;
      item.append(link);
      for (const text of [title === '' ? '' : module, start]) {
        if (text === '') continue;
        const line = document.createElement('p');
        line.textContent = text;
        item.append(line);
      }
      return item;
    }),
  );
}

async function search(query: string): Promise<void> {
  finder?.toggleAttribute('data-asked', query.trim() !== '');
  if (query.trim() === '') {
    if (told) told.textContent = '';
    results?.replaceChildren();
    return;
  }
  try {
    const found = await (await open()).find(query);
    // Of what was typed meanwhile another search tells.
    if (input?.value === query) show(found);
  } catch {
    if (told && input?.value === query) told.textContent = say('search-failed');
  }
}

if (input && form) {
  input.addEventListener('input', () => {
    const query = input.value;
    // So that whoever comes back from a result finds the others.
    if (around === undefined)
      history.replaceState(null, '', query === '' ? location.pathname : `?q=${encodeURIComponent(query)}`);
    void search(query);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    results?.querySelector('a')?.focus();
  });
  const close = (): void => around?.document.querySelector<HTMLElement>('#Search')?.hidePopover();
  const button = form.querySelector('button');
  if (button) button.hidden = around === undefined;
  button?.addEventListener('click', close);
  // The first Escape empties the field, as browsers have it.
  addEventListener('keydown', ({ key }) => {
    if (key === 'Escape' && input.value === '') close();
  });
  const asked = new URLSearchParams(location.search).get('q');
  if (asked !== null) input.value = asked;
  if (input.value !== '') void search(input.value);
  input.focus();
}

// Where the reader is.
for (const link of document.querySelectorAll<HTMLAnchorElement>('.finder nav a'))
  if (around?.location.pathname === link.pathname) {
    link.ariaCurrent = 'page';
    link.scrollIntoView({ block: 'center' });
  }
