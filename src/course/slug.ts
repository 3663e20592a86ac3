import { id } from '../../schemas/primitives.ts';

/** Whether a text can be an id or slug as it is. */
export function isId(text: string): boolean {
  return id.safeParse(text).success;
}

/** Maximum length of an id, which is cut at a word. */
const length = 40;

/**
 * The slug of a Markdown text: `What is a “socket”?` → `what-is-a-socket`. Whole words only; empty if it has no letters
 * a to z and no digits.
 */
export function slugOf(markdown: string): string {
  const words = asId(
    markdown
      .replace(/^ {0,3}(```|~~~)[\s\S]*?(^ {0,3}\1|$(?![\s\S]))/gm, ' ')
      .replace(/\]\((?:[^)\]]|\](?!\())*\)/g, ']'),
  ).split('-');
  let slug = words[0]?.slice(0, length) ?? '';
  for (const word of words.slice(1)) {
    if (slug.length + 1 + word.length > length) break;
    slug += `-${word}`;
  }
  return slug;
}

/** Converts a text to an id: lower case, without diacritics, a hyphen for each run of other characters. */
export function asId(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
