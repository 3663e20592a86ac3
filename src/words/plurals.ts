/** The plural categories that counts, and shares of points, have in a language; without those of millions alone. */
export function pluralCategories(language: string): readonly string[] {
  const rules = new Intl.PluralRules(language);
  const counts = Array.from({ length: 1000 }, (_, count) => rules.select(count));
  return [...new Set([...counts, rules.select(2.5)])].toSorted();
}
