/** Which differences between a typed answer and an expected one do not count. */
export interface TextOptions {
  readonly ignoreCase: boolean;
  readonly ignoreSpace: boolean;
  readonly ignoreAccents?: boolean | undefined;
}

/**
 * Normalises an answer for comparison. Always: compatible forms of a sign (full width, ligatures, `x²` as `x2` but `2²`
 * as `2^2`), signs that nobody sees, styles of quotes and dashes, and one final full stop. With `ignoreSpace` white space
 * is collapsed and trimmed, with `ignoreCase` case is folded (`ß` is `ss`, `ς` is `σ`), with `ignoreAccents` marks are
 * left out.
 */
export function normaliseText(text: string, { ignoreCase, ignoreSpace, ignoreAccents = false }: TextOptions): string {
  let result = text
    // Raised digits and fractions would otherwise become part of the number before them.
    .replace(/(\d)([⁰¹²³⁴-⁹⁺⁻]+)/g, '$1^$2')
    .replace(/(\d)([¼-¾⅐-⅞])/g, '$1 $2')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[“”„‟″]/g, '"')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/⁄/g, '/');
  if (ignoreSpace) result = result.replace(/\s+/g, ' ').trim();
  result = result.replace(/(\S)\.$/, '$1');
  if (ignoreCase) result = folded(result);
  return ignoreAccents ? withoutAccents(result) : result;
}

/** Full case folding. A dotless ı stays itself, which in Turkish is another letter than i. */
function folded(text: string): string {
  return text.replace(/[^ı]+/g, (part) => part.toUpperCase().toLowerCase()).replace(/ς/g, 'σ');
}

/** Letters of the Latin script whose mark cannot be taken off as a character of its own. */
const barred: Readonly<Record<string, string>> = {
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ħ: 'h',
  Ħ: 'H',
  ı: 'i',
};

function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[øØłŁđĐħĦı]/g, (letter) => barred[letter] ?? letter)
    .normalize('NFC');
}

/**
 * Whether an answer is an expected one but for a slip of the fingers: one letter too many, too few, another or two that
 * changed places; from eight letters on, two such slips. Numbers and short words have no slips: another digit is another
 * answer. Both are normalised.
 */
export function isSlip(given: string, expected: string): boolean {
  const slips = expected.length < 4 ? 0 : expected.length < 8 ? 1 : 2;
  if (given === expected || Math.abs(given.length - expected.length) > slips) return false;
  if (given.replace(/\D/g, '') !== expected.replace(/\D/g, '')) return false;
  return distance([...given], [...expected]) <= slips;
}

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
function distance(a: readonly string[], b: readonly string[]): number {
  const rows: number[][] = [b.map((_, index) => index).concat(b.length)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    const at = (up: number, j: number): number => (up === 0 ? row[j] : rows[i - up]?.[j]) ?? Number.POSITIVE_INFINITY;
    for (let j = 1; j <= b.length; j++) {
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        at(0, j - 1) + 1,
        at(1, j) + 1,
        at(1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        isSwap ? at(2, j - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
