/** Every misspelling of a word by one slip of the kinds that typists make, without those at its first letter, which are rare. */
export function* slipsOf(word: string): Generator<string> {
  for (let i = 1; i < word.length; i += 1) {
    yield word.slice(0, i) + word.slice(i + 1);
    yield word.slice(0, i + 1) + word.slice(i);
    if (i + 1 < word.length && word[i] !== word[i + 1])
      yield word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2);
    for (const letter of 'aeiou')
      if (/[aeiou]/.test(word[i] ?? '') && letter !== word[i]) yield word.slice(0, i) + letter + word.slice(i + 1);
  }
}
