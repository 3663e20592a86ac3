export interface TextOptions {
  readonly ignoreCase: boolean;
  readonly ignoreSpace: boolean;
}

/**
 * Normalises an answer for comparison: NFC, plain quotes and dashes, without one final full stop; with `ignoreSpace`
 * white space is collapsed and trimmed, with `ignoreCase` case is folded.
 */
export function normaliseText(text: string, { ignoreCase, ignoreSpace }: TextOptions): string {
  let result = text
    .normalize('NFC')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[“”„‟″]/g, '"')
    .replace(/[‐‑‒–—−]/g, '-');
  if (ignoreSpace) result = result.replace(/\s+/g, ' ').trim();
  result = result.replace(/(\S)\.$/, '$1');
  return ignoreCase ? result.toLowerCase() : result;
}
