import { store } from './store.ts';

/** Shows a notice while answers cannot be stored or read (`components/Keeping.astro`). */
export function showKeeping(page: ParentNode = document): void {
  const show = () => {
    const now = [store.keeping, store.setAside().length > 0 ? 'set-aside' : ''];
    for (const notice of page.querySelectorAll<HTMLElement>('[data-keeping]'))
      notice.hidden = !now.some((state) => notice.dataset['keeping']?.split(' ').includes(state));
  };
  show();
  store.subscribe(show);
}
