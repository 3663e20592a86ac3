import { store } from './store.ts';

/** Says where answers are not kept or could not be read, and keeps saying so while it is true (`components/Keeping.astro`). */
export function showKeeping(page: ParentNode = document): void {
  const show = () => {
    const now = [store.keeping, store.setAside().length > 0 ? 'set-aside' : ''];
    for (const notice of page.querySelectorAll<HTMLElement>('[data-keeping]'))
      notice.hidden = !now.some((state) => notice.dataset['keeping']?.split(' ').includes(state));
  };
  show();
  store.subscribe(show);
}
