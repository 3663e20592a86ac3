import { createHash } from 'node:crypto';

/** A hash of a file for its address: a changed file has another one, so browsers may keep what they have for ever. */
export const addressHash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex').slice(0, 10);
