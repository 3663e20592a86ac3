import { shuffled } from '../kit/random.ts';
import type { ParsonsKey } from './lines.ts';

/** The order that is shown first: the same for the same seed, and never a right one, unless every one is right. */
export function startingLines({ lines, distractors, groups }: ParsonsKey, seed: string): readonly string[] {
  const own = lines.map(([id]) => id);
  const all = [...own, ...distractors].toSorted();
  // Lines that say the same, or may change places, are one and the same here.
  const shape = (order: readonly string[]) =>
    order
      .map((id) => lines.find(([line]) => line === id)?.[2] ?? -1)
      .map((at) => groups.find((group) => group.some(([first, last]) => first <= at && at <= last))?.[0]?.[0] ?? at)
      .join();
  for (let turn = 0; ; turn++) {
    const order = shuffled(all, seed + turn);
    if (turn > 30 || shape(order) !== shape(own)) return order;
  }
}
