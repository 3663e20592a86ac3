import { randomFrom } from '../../text/random.ts';

/** A shuffled copy (Fisher–Yates), the same for the same seed. */
export function shuffled<T>(list: readonly T[], seed: string): T[] {
  const random = randomFrom(seed);
  const result = [...list];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}

/** Shuffled, except that items pinned first or last stay there, in the author's order. */
export function shuffledAround<T>(list: readonly T[], pinned: (item: T) => string | undefined, seed: string): T[] {
  const at = (place: string | undefined) => list.filter((item) => pinned(item) === place);
  return [...at('first'), ...shuffled(at(undefined), seed), ...at('last')];
}
