export type DecimalSign = '.' | ',';

/** The decimal separator of a language. An unknown language tag counts as English. */
export function decimalSignOf(language: string): DecimalSign {
  try {
    return new Intl.NumberFormat(language, { numberingSystem: 'latn' }).format(1.5).includes(',') ? ',' : '.';
  } catch {
    return '.';
  }
}

/**
 * Reads a number as people write it: `1,500.25` and `1 500.25` (with a decimal comma `1.500,25`), `−3`, `2e3`, with or
 * without the unit. Three digits after the other separator are thousands; with fewer or more it is read as the decimal
 * separator.
 *
 * @returns its digits with a decimal point: `-1500.25`, `2e3`; undefined if it is not a number, or has an absurd
 *   exponent.
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
