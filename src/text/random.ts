import { hash32 } from './hash.ts';

/** A generator of integers from 0 to 2³² − 1, deterministic for a seed (mulberry32). */
export function wordsFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return (value ^ (value >>> 14)) >>> 0;
  };
}

/** A generator of numbers in [0, 1), deterministic for a seed. */
export function randomFrom(seed: number | string): () => number {
  const word = wordsFrom(typeof seed === 'string' ? hash32(seed) : seed);
  return () => word() / 2 ** 32;
}
