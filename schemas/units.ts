/**
 * SI prefixes as powers of ten (SI Brochure, 9th edition, table 7), and those for powers of two (IEC 80000-13), which
 * are for bits and bytes alone.
 */
const prefixes: Readonly<Record<string, number>> = {
  Q: 30,
  R: 27,
  Y: 24,
  Z: 21,
  E: 18,
  P: 15,
  T: 12,
  G: 9,
  M: 6,
  k: 3,
  h: 2,
  da: 1,
  '': 0,
  d: -1,
  c: -2,
  m: -3,
  µ: -6,
  n: -9,
  p: -12,
  f: -15,
  a: -18,
  z: -21,
  y: -24,
  r: -27,
  q: -30,
};
const binaryPrefixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'Zi', 'Yi'];

/** Units that take SI prefixes (SI Brochure, tables 2, 4 and 8). */
const prefixed = 'm g s A K mol cd Hz N Pa J W C V F Ω S Wb T H lm lx Bq Gy Sv kat L l eV m/s bit B bit/s B/s'.split(
  ' ',
);
/** Units of information take prefixes above one alone. */
const information = new Set(['bit', 'B', 'bit/s', 'B/s']);

/** Other units, in terms of one above: how many of it, over what. */
const others: Readonly<Record<string, readonly (readonly [symbol: string, over: bigint, under?: bigint])[]>> = {
  s: [
    ['min', 60n],
    ['h', 3600n],
    ['d', 86_400n],
  ],
  g: [['t', 1_000_000n]],
  'm/s': [['km/h', 5n, 18n]],
  B: [
    ['byte', 1n],
    ['bytes', 1n],
  ],
  bit: [['bits', 1n]],
};

/** The units of one quantity: every symbol with its factor. */
type Family = ReadonlyMap<string, readonly [over: bigint, under: bigint]>;

const families: readonly Family[] = prefixed.map((base) => {
  const symbols = new Map<string, readonly [bigint, bigint]>();
  for (const [prefix, exponent] of Object.entries(prefixes))
    if (!information.has(base) || exponent === 0 || exponent > 2)
      symbols.set(`${prefix}${base}`.normalize('NFKC'), [
        10n ** BigInt(Math.max(0, exponent)),
        10n ** BigInt(Math.max(0, -exponent)),
      ]);
  if (information.has(base))
    binaryPrefixes.forEach((prefix, power) => symbols.set(`${prefix}${base}`, [1024n ** BigInt(power), 1n]));
  for (const [symbol, over, under = 1n] of others[base] ?? []) symbols.set(symbol, [over, under]);
  return symbols;
});

/**
 * The units that convert to this one, longest symbol first, each with the factor that makes it this one, as a fraction
 * in lowest terms, `1/1000`; undefined for a unit that is not known.
 */
export function convertible(unit: string): readonly (readonly [symbol: string, factor: string])[] | undefined {
  const symbol = unit.normalize('NFKC');
  const family = families.find((symbols) => symbols.has(symbol));
  const own = family?.get(symbol);
  if (family === undefined || own === undefined) return undefined;
  return [...family]
    .map(([other, [over, under]]) => [other, lowest(over * own[1], under * own[0])] as const)
    .toSorted(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));
}

function lowest(over: bigint, under: bigint): string {
  let [a, b] = [over, under];
  while (b > 0n) [a, b] = [b, a % b];
  return `${over / a}/${under / a}`;
}
