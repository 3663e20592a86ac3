import { tokenize } from './program/tokens.ts';

/** The frame that a lab runs in: the plain one, or one that also supports compression and is 12 kB larger. */
export const labVariants = ['plain', 'deflate'] as const;
export type LabVariant = (typeof labVariants)[number];

/**
 * The frame that these programs need. A lesson opts into compression in the same way as with `ws`: by using
 * `perMessageDeflate` (RFC 7692) in a Node program. Setting it to `false` does not count, nor does the name in strings,
 * comments or browser programs.
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
