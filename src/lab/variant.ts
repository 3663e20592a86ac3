import { tokenize } from './program/tokens.ts';

/** Which frame a lab runs in: the plain one, or the one that can also compress messages, 12 kB heavier. */
export const labVariants = ['plain', 'deflate'] as const;
export type LabVariant = (typeof labVariants)[number];

/**
 * The frame that these programs need. A lesson asks for compression as it asks `ws` for it: by naming `perMessageDeflate`
 * in a program of Node (RFC 7692). Turned off in so many words, it asks for none; in strings, comments and other
 * programs the name means nothing.
 */
export function labVariantOf(
  files: readonly { readonly runs?: string | undefined; readonly code: string }[],
): LabVariant {
  return files.some(({ runs, code }) => runs === 'node' && namesCompression(code)) ? 'deflate' : 'plain';
}

function namesCompression(code: string): boolean {
  if (!code.includes(OPTION)) return false;
  const tokens = tokenize(code).filter(({ kind }) => kind !== 'comment');
  return tokens.some(({ kind, text }, i) => {
    const [next, value] = [tokens[i + 1]?.text, tokens[i + 2]?.text];
    const isKey = kind === 'string' && text.slice(1, -1) === OPTION && (next === ':' || next === ']');
    return ((kind === 'word' && text === OPTION) || isKey) && !((next === ':' || next === '=') && value === 'false');
  });
}

const OPTION = 'perMessageDeflate';
