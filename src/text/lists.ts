/** Words as a sentence lists them: `a`, `a and b`, `a, b and c`; with another last word, `a, b or c`. */
export function listed(words: readonly string[], last = 'and'): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}

/** Names as code, with commas: “`a`, `b`, `c`”; with a last word, “`a`, `b` or `c`”. */
export function named(names: readonly string[], last?: string): string {
  const quoted = names.map((name) => `\`${name}\``);
  return last === undefined ? quoted.join(', ') : listed(quoted, last);
}
