import { store } from './store.ts';

/** Says in the header what is due for review. What reckons that is fetched only if there is something to review. */
export function announceReviews(): void {
  if (Object.keys(store.state.recalls).length > 0)
    void import('./reviews.ts').then(
      ({ announce }) => announce(store),
      () => {},
    );
}
