/** Where the lab's random bytes come from: the machine, or a seed that makes a run repeatable. */

import { wordsFrom } from '../../text/random.ts';

let next: (() => number) | undefined;
const native = globalThis.crypto.getRandomValues.bind(globalThis.crypto);

/** From now on every random byte follows from the seed. Gives the stand-in for `Math.random`. */
export function seedRandom(seed: number): () => number {
  next = wordsFrom(seed);
  return () => (next?.() ?? 0) / 2 ** 32;
}

/** Fills the bytes in place. */
export function fillRandom(bytes: Uint8Array): void {
  if (next) for (let i = 0; i < bytes.length; i++) bytes[i] = next() & 0xff;
  else
    for (let at = 0; at < bytes.length; at += 65_536)
      native(bytes.subarray(at, at + 65_536) as Uint8Array<ArrayBuffer>);
}
