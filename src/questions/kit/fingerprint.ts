import { hash32 } from '../../text/hash.ts';
import { normaliseText } from './text.ts';

/**
 * A hash of a question's meaning, which ignores white space, quote style and a final full stop. At most seven letters
 * and digits.
 */
export function fingerprintOf(meaning: readonly string[]): string {
  return hash32(
    meaning.map((text) => normaliseText(text, { ignoreCase: false, ignoreSpace: true })).join('\n'),
  ).toString(36);
}
