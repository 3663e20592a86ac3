import { shuffled } from '../kit/random.ts';

/** The initial order: the same for the same seed, and never the right one. */
export function startingOrder(right: readonly string[], seed: string): string[] {
  const order = shuffled(right, seed);
  const first = order[0];
  return first !== undefined && order.every((id, index) => id === right[index]) ? [...order.slice(1), first] : order;
}
