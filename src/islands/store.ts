/// <reference types="vite/client" />
import { openStore } from '../learner/store.ts';

/** What this browser remembers of the learner: one store per page, whichever of its scripts asks. */
export const store = openStore(import.meta.env.BASE_URL);
