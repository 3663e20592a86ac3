/** FNV-1a over UTF-16 code units, 32 bit: spreads seeds and names fingerprints; keeps nothing secret. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

/** Numbers in [0, 1), always the same ones for the same seed (mulberry32). */
export function randomFrom(seed: string): () => number {
  let state = hash(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

/** A shuffled copy (Fisher and Yates), always the same one for the same seed. */
export function shuffled<T>(list: readonly T[], seed: string): T[] {
  const random = randomFrom(seed);
  const result = [...list];
  for (let last = result.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}

/** Shuffled, but what is pinned first or last stays there, in the author's order. */
export function shuffledAround<T>(list: readonly T[], pinned: (item: T) => string | undefined, seed: string): T[] {
  const at = (place: string | undefined) => list.filter((item) => pinned(item) === place);
  return [...at('first'), ...shuffled(at(undefined), seed), ...at('last')];
}
