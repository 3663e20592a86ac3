import { hash32 } from './hash.ts';

/** Whole numbers from 0 to 2³² − 1, always the same ones for the same seed, on every system (mulberry32). */
export function wordsFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return (value ^ (value >>> 14)) >>> 0;
  };
}

/** Numbers in [0, 1), always the same ones for the same seed; any text may be one. */
export function randomFrom(seed: number | string): () => number {
  const word = wordsFrom(typeof seed === 'string' ? hash32(seed) : seed);
  return () => word() / 2 ** 32;
}
