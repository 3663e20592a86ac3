import { id } from '../../schemas/primitives.ts';

/** Whether a text can be an id or slug as it is. */
export function isId(text: string): boolean {
  return id.safeParse(text).success;
}

/** As long as an id may get before it is cut at a word. */
const length = 40;

/** What a Markdown text is called in an address: `What is a “socket”?` → `what-is-a-socket`. Whole words only; empty where it has no letters of a to z and no digits. */
export function slugOf(markdown: string): string {
  const words = asId(
    markdown.replace(/^ {0,3}(```|~~~)[\s\S]*?(^ {0,3}\1|$(?![\s\S]))/gm, ' ').replace(/\]\([^)]*\)/g, ']'),
  ).split('-');
  let slug = words[0]?.slice(0, length) ?? '';
  for (const word of words.slice(1)) {
    if (slug.length + 1 + word.length > length) break;
    slug += `-${word}`;
  }
  return slug;
}

/** Text in the form of an id: lower case, marks off letters, one hyphen for all that is no letter or digit. */
export function asId(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
