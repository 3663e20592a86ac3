import { callout } from './callout.ts';

/** `:::tip`: something that helps in practice. */
export const tip = callout('tip', 'Tip');
