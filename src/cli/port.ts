import { Refusal } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/**
 * The port to listen on: the flag, otherwise `PORT`, otherwise 4321. 0 chooses any free port.
 *
 * @throws {Refusal} for an invalid port number.
 */
export function chosenPort(flag: number | undefined, env: Terminal['env']): number {
  const words = flag === undefined ? (env['PORT'] ?? '') : String(flag);
  if (words === '') return 4321;
  const port = Number(words);
  if (/^\d+$/.test(words) && port <= 65_535) return port;
  throw new Refusal(`\`${words}\` is no port: expected a number from 1 to 65535.`, 'Leave it out to serve at 4321.');
}
