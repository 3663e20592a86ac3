import { hash32 } from '../../text/hash.ts';
import { normaliseText } from './text.ts';

/** Names the meaning of a question: the same for texts that differ only in white space, quotes or a last full stop. At most seven letters and digits. */
export function fingerprintOf(meaning: readonly string[]): string {
  return hash32(
    meaning.map((text) => normaliseText(text, { ignoreCase: false, ignoreSpace: true })).join('\n'),
  ).toString(36);
}
