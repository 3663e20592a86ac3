/** The word for so many things: `plural(1, 'entry', 'entries')` is `entry`. The plural of most nouns ends in `s`, and need not be given. */
export function plural(amount: number, one: string, many = `${one}s`): string {
  return amount === 1 ? one : many;
}

/** A number and the word for so many things: `1 question`, `6 questions`, `0 entries`. */
export function count(amount: number, one: string, many?: string): string {
  return `${amount} ${plural(amount, one, many)}`;
}
