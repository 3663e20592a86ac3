import { callout } from './callout.ts';

/** `:::insight`: the one thing to take away. */
export const insight = callout('insight', 'Key Insight');
