/** The singular or plural of a noun: `plural(1, 'entry', 'entries')` is `entry`. A plural in `s` can be omitted. */
export function plural(amount: number, one: string, many = `${one}s`): string {
  return amount === 1 ? one : many;
}

/** A number with its noun: `1 question`, `6 questions`, `0 entries`. */
export function count(amount: number, one: string, many?: string): string {
  return `${amount} ${plural(amount, one, many)}`;
}
