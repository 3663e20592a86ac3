import type { Workplace } from '../workplace.ts';
import { NoWall, type Wall } from './cell.ts';
import { namespaceWall } from './namespaces.ts';
import { noWall } from './unwalled.ts';

/** Whether the user of this machine answers for what runs without a wall, by `--unsafe` or by this variable. */
const unsafeVariable = 'LECTERN_UNSAFE';

/**
 * The wall that stands on this system; with `unsafe`, or `LECTERN_UNSAFE=1` in the environment, none where there is none.
 *
 * @throws NoWall if there is none and that was not allowed.
 */
export async function raiseWall(workplace: Workplace, unsafe = false): Promise<Wall> {
  try {
    return await namespaceWall(workplace);
  } catch (error) {
    if (error instanceof NoWall && (unsafe || process.env[unsafeVariable] === '1')) return noWall(workplace);
    throw error;
  }
}
