import { client, letter, line } from './drawing.ts';

/** A line that leads nowhere, and a letter that was returned. */
export const brokenLine = (): string =>
  [
    line([132, 110], [520, 110], 'open'),
    line([556, 110], [700, 110], 'dotted'),
    letter(340, 62, 'client', -8, 'come'),
    client(66, 110),
  ].join('');
