import type { LearnerStore } from '../learner/store.ts';

/** Says where answers are not kept, and keeps saying so while it is true. */
export function showKeeping(store: LearnerStore): void {
  const show = () => {
    for (const notice of document.querySelectorAll<HTMLElement>('[data-keeping]')) notice.hidden = notice.dataset['keeping'] !== store.keeping;
  };
  show();
  store.subscribe(show);
}
