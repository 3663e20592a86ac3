import { hash32 } from '../../text/hash.ts';

/** The form of a text in fingerprints. It never changes, because answers are stored with them. */
function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[“”„‟″]/g, '"')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(\S)\.$/, '$1');
}

/**
 * A hash of a question's meaning, which ignores white space, quote style and a final full stop. At most seven letters
 * and digits.
 */
export function fingerprintOf(meaning: readonly string[]): string {
  return hash32(meaning.map(plain).join('\n')).toString(36);
}
