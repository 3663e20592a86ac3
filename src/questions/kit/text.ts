export interface TextOptions {
  readonly ignoreCase: boolean;
  readonly ignoreSpace: boolean;
}

/**
 * The form two answers are compared in: NFC, typographic quotes and dashes made plain, one full stop at the end cut;
 * with `ignoreSpace` white space runs count as one space and both ends are cut, with `ignoreCase` letters lose their case.
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
