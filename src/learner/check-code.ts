import type { AnswerRecord } from './state.ts';

/** An exam as it was handed in. */
export interface HandedIn {
  readonly module: string;
  /** Who says to have taken it. */
  readonly name: string;
  /** By address. All were given at the same moment. */
  readonly answers: Readonly<Record<string, AnswerRecord>>;
}

// Crockford's: without letters that look like digits or other letters.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The check code of a certificate: 60 bits of SHA-256 over the name, the answers, their points and when they were given,
 * as `XXXX-XXXX-XXXX`. Whoever has the file of the answers computes the same one; whoever changes either gets another.
 */
export async function checkCode({ module, name, answers }: HandedIn): Promise<string> {
  const given = Object.entries(answers)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([address, { response, version, points, at }]) => [
      address,
      version,
      points,
      at,
      Object.entries(response).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ]);
  const text = JSON.stringify([module, plainName(name), given]);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const signs = Array.from(hash.subarray(0, 12), (byte) => alphabet[byte % 32]);
  return [0, 4, 8].map((at) => signs.slice(at, at + 4).join('')).join('-');
}

/** A name, however its spaces and accents were typed. */
export const plainName = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ');

/**
 * What was handed in at once: the answers to these questions, if all of them were given at the same moment. A question
 * that was answered again since, as in a review, has another.
 */
export function handedInAt(answers: Readonly<Record<string, AnswerRecord>>): number | undefined {
  const [first, ...others] = Object.values(answers).map(({ at }) => at);
  return others.every((at) => at === first) ? first : undefined;
}
