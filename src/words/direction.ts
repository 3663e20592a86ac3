export type Direction = 'ltr' | 'rtl';

/** Scripts that are written from right to left (ISO 15924). */
const rightToLeft = new Set('Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa Yezi'.split(' '));

/** The script that a language is written in (ISO 15924), such as `Latn`; `Zzzz` if nobody knows. */
export function scriptOf(language: string): string {
  return new Intl.Locale(language).maximize().script ?? 'Zzzz';
}

/** The direction that a language is written in. */
export function directionOf(language: string): Direction {
  return rightToLeft.has(scriptOf(language)) ? 'rtl' : 'ltr';
}
