/** The source of random bytes: the platform, or a seed that makes a run reproducible. */

import { wordsFrom } from '../../text/random.ts';

let next: (() => number) | undefined;
const native = globalThis.crypto.getRandomValues.bind(globalThis.crypto);

/** Makes every random byte depend on the seed from now on. Returns the replacement for `Math.random`. */
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
