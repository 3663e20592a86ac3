export type DecimalSign = '.' | ',';

/** The sign a language writes before decimals. A tag no browser knows counts as English. */
export function decimalSignOf(language: string): DecimalSign {
  try {
    return new Intl.NumberFormat(language, { numberingSystem: 'latn' }).format(1.5).includes(',') ? ',' : '.';
  } catch {
    return '.';
  }
}

/**
 * Reads a number as people write it: `1,500.25` and `1 500.25` (with a decimal comma `1.500,25`), `−3`, `2e3`, the unit behind it or not.
 * Three digits behind the other sign are thousands; fewer or more, and it was meant as the decimal sign.
 *
 * @returns its digits, with a point before decimals: `-1500.25`, `2e3`; undefined where it is no number, or one with an exponent that nobody means.
 */
export function readNumber(text: string, decimal: DecimalSign, unit = ''): string | undefined {
  let number = text.normalize('NFKC').replace(/−/g, '-').trim();
  if (unit !== '' && number.toLowerCase().endsWith(unit.normalize('NFKC').toLowerCase()))
    number = number.slice(0, -unit.normalize('NFKC').length).trim();
  const thousands = decimal === '.' ? ',' : '\\.';
  const grouped = new RegExp(`^[+-]?\\d{1,3}(?:([ '’${thousands}])\\d{3}(?:\\1\\d{3})*)(?:\\${decimal}\\d*)?$`);
  if (grouped.test(number)) number = number.replace(new RegExp(`[ '’${thousands}]`, 'g'), '');
  number = number.replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(number) ? number : undefined;
}
