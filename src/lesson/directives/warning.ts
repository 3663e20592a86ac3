import { callout } from './callout.ts';

/** `:::warning`: what goes wrong, and for whom. */
export const warning = callout('warning', 'Warning');
