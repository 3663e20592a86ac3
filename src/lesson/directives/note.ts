import { callout } from './callout.ts';

/** `:::note`: worth knowing beside the way. */
export const note = callout('note', 'Note');
