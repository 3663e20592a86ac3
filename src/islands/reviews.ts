import type { LearnerStore } from '../learner/store.ts';
import { theCatalogue } from './catalogue.ts';
import { announceDue, standingIn } from './course-standing.ts';

/** Says in the header how many reviews are due. */
export async function announce(store: LearnerStore): Promise<void> {
  const catalogue = await theCatalogue();
  if (catalogue) announceDue(standingIn(catalogue, store.state, Date.now()));
}
