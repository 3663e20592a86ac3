/** An address in a style sheet, with the offsets of what is to be replaced by another one. */
export interface CssAddress {
  readonly kind: 'url' | 'import';
  /** As written, without quotes. */
  readonly url: string;
  /** Of the address with its quotes. */
  readonly start: number;
  readonly end: number;
}

/** Comments and strings, which hold no addresses; `@import` with what it imports; `url()` with and without quotes. */
const tokens =
  /\/\*[\s\S]*?(?:\*\/|$)|@import\s+(?:url\(\s*)?("(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|[^\s;)]*)|\burl\(\s*("(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|[^\s)"']*)\s*\)|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'/gi;

/** The addresses of a style sheet (CSS Syntax Level 3), in order. */
export function cssAddresses(text: string): readonly CssAddress[] {
  return [...text.matchAll(tokens)].flatMap((match): CssAddress[] => {
    const [whole, imported, loaded] = match;
    const written = imported ?? loaded;
    if (written === undefined) return [];
    const start = match.index + whole.lastIndexOf(written);
    return [
      {
        kind: imported === undefined ? 'url' : 'import',
        url: written.replace(/^(["'])([\s\S]*)\1$/, '$2'),
        start,
        end: start + written.length,
      },
    ];
  });
}
