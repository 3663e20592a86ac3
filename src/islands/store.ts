/// <reference types="vite/client" />
import { openStore } from '../learner/store.ts';

/** The learner store, shared by all scripts of a page. */
export const store = openStore(import.meta.env.BASE_URL);
