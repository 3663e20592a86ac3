/** Formats a p-value with at most two significant digits: `p = 0.0042`, `p < 0.0001`. */
export function percentage(p: number): string {
  return p < 0.0001 ? 'p < 0.0001' : `p = ${Number(p.toPrecision(2))}`;
}
