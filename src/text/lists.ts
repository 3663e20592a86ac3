/** Joins words into a list: `a`, `a and b`, `a, b and c`; with another conjunction, `a, b or c`. */
export function listed(words: readonly string[], last = 'and'): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}

/** Joins names as inline code: “`a`, `b`, `c`”; with a conjunction, “`a`, `b` or `c`”. */
export function named(names: readonly string[], last?: string): string {
  const quoted = names.map((name) => `\`${name}\``);
  return last === undefined ? quoted.join(', ') : listed(quoted, last);
}
