/** A rational number; `under` is positive. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** How a language writes numbers: the decimal separator, the character between groups, and their size above 1000. */
export interface NumberFormat {
  readonly decimal: '.' | ',';
  readonly group: string;
  /** `2` where only the last group has three digits: 12,34,567. */
  readonly upper?: 2;
}

/** The format of a language. An unknown language tag counts as English. */
export function numberFormatOf(language: string): NumberFormat {
  let format: Intl.NumberFormat;
  try {
    format = new Intl.NumberFormat(language, { numberingSystem: 'latn', useGrouping: 'always' });
  } catch {
    return { decimal: '.', group: ',' };
  }
  const parts = format.formatToParts(1234567.5);
  const valueOf = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const integers = parts.filter(({ type }) => type === 'integer');
  return {
    decimal: valueOf('decimal') === ',' ? ',' : '.',
    group: plain(valueOf('group')),
    ...(integers[1]?.value.length === 2 ? { upper: 2 } : {}),
  };
}

/**
 * Reads a number as people write it: decimals (`1,500.25`, with a decimal comma `1.500,25`), fractions (`1/8`, `2 1/2`,
 * `⅛`), per cent, powers of ten (`3×10^8`, `3e8`, `10⁸`), with any minus or dash and the digits of any script that
 * Lectern has a catalogue for, with or without one of the units. Three digits after the group separator are a group,
 * unless a zero stands before it; anything else after it is decimals.
 *
 * @param units symbols as written, case included, longest first, each with its factor.
 * @returns the exact number, in terms of a unit whose factor is 1; undefined if it is not a number.
 */
export function readNumber(
  text: string,
  format: NumberFormat,
  units: readonly (readonly [symbol: string, factor: Fraction])[] = [],
): Fraction | undefined {
  let number = plain(text);
  const unit = units.find(([symbol]) => symbol !== '' && number.endsWith(plain(symbol)));
  if (unit !== undefined) number = number.slice(0, -plain(unit[0]).length).trim();
  const [, sign, body = '', exponent = '0', share] =
    /^([+-]?) *(.+?)(?: *(?:e|[x×*·] *10 *(?:\^|\*\*) *)\(?([+-]?\d{1,3})\)?)? *([%‰]?)$/i.exec(
      number.replace(/^([+-]? *)(?=10 *(?:\^|\*\*))/, '$11x'),
    ) ?? [];
  const value = valueOf(body, format);
  if (value === undefined) return undefined;
  const power = Number(exponent) - (share === '%' ? 2 : share === '‰' ? 3 : 0);
  const { over, under } = unit?.[1] ?? { over: 1n, under: 1n };
  return {
    over: (sign === '-' ? -1n : 1n) * value.over * over * 10n ** BigInt(Math.max(0, power)),
    under: value.under * under * 10n ** BigInt(Math.max(0, -power)),
  };
}

/** A decimal number, a fraction, or a whole number with a fraction behind it; without sign. */
function valueOf(text: string, format: NumberFormat): Fraction | undefined {
  const [, above = '', below] = /^([^/]+?)(?: *\/ *([^/]+))?$/.exec(text) ?? [];
  if (below === undefined) return decimalOf(above, format);
  const under = decimalOf(below, format);
  if (under === undefined || under.over === 0n) return undefined;
  const [, whole = '0', rest] = /^(\d+) (\d+)$/.exec(above) ?? [];
  const isMixed = rest !== undefined && BigInt(rest) * under.under < under.over;
  const over = decimalOf(isMixed ? rest : above, format);
  if (over === undefined) return undefined;
  return {
    over: over.over * under.under + (isMixed ? BigInt(whole) * over.under * under.over : 0n),
    under: over.under * under.over,
  };
}

/** Digits, in groups or not, with or without decimals. */
function decimalOf(text: string, { decimal, group, upper }: NumberFormat): Fraction | undefined {
  const separator = `[ '’${group}]`;
  const groups = upper === undefined ? `\\d{0,2}(${separator})\\d{3}` : `\\d?(${separator})(?:\\d{2}\\1)*\\d{3}`;
  let number = text;
  if (new RegExp(`^[1-9]${groups}(?:\\1\\d{3})*(?:\\${decimal}\\d*)?$`).test(text))
    number = text.replace(new RegExp(separator, 'g'), '');
  const [, whole = '', decimals = ''] = /^(\d*)[.,]?(\d*)$/.exec(number) ?? [];
  if (whole + decimals === '') return undefined;
  return { over: BigInt(whole + decimals), under: 10n ** BigInt(decimals.length) };
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻';

/** The same text with one character for each thing that has several, and without invisible ones. */
function plain(text: string): string {
  return text
    .replace(new RegExp(`[${superscripts}]+`, 'g'), (power) =>
      power.replace(/^/, '^').replace(/[^^]/g, (digit) => '0123456789+-'[superscripts.indexOf(digit)] ?? ''),
    )
    .replace(/(?=[¼-¾⅐-⅞])/g, ' ')
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Mn}]/gu, '')
    .replace(/\p{Nd}/gu, (digit) => String(digitOf(digit.codePointAt(0) ?? 0)))
    .replace(/[\p{Pd}−]/gu, '-')
    .replace(/[⁄∕]/g, '/')
    .replace('٫', '.')
    .replaceAll('٬', ',')
    .replace(/٪/g, '%')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The value of a decimal digit of any script: Unicode encodes each set of them in ascending order, in blocks of ten. */
function digitOf(code: number): number {
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1 - value))) value++;
  return value;
}
