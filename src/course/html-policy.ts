import type { ElementUse } from '../source/lesson.ts';

/** Elements the site's security policy blocks, or that change the page around them. */
const forbidden: ReadonlyMap<string, string> = new Map([
  ['script', 'an Astro component in a `.mdx` lesson may have one'],
  ['style', 'the course’s look comes from its stylesheet'],
  ...['iframe', 'frame', 'frameset', 'noframes'].map((name) => [name, 'link to the page instead'] as const),
  ...['object', 'embed', 'applet', 'param', 'noembed'].map(
    (name) => [name, 'use a picture, or link to the file'] as const,
  ),
  ['base', 'write the addresses out'],
  ['link', 'the course’s look comes from its stylesheet'],
  ...['meta', 'html', 'head', 'body', 'title'].map(
    (name) => [name, 'title and description come from the front matter'] as const,
  ),
  ...['form', 'textarea'].map((name) => [name, 'ask with a quiz question'] as const),
  ...['noscript', 'template', 'slot'].map((name) => [name, 'write its content as Markdown'] as const),
  ...['xmp', 'plaintext', 'listing'].map((name) => [name, 'show code in a fence'] as const),
  ...['basefont', 'bgsound', 'blink', 'marquee'].map((name) => [name, 'browsers no longer show it'] as const),
]);

/** What an author may do instead of using this element; undefined for one that lessons may hold. */
export function wayAround(
  { name, isDrawing }: Pick<ElementUse, 'name' | 'isDrawing'>,
  format: 'md' | 'mdx',
): string | undefined {
  // A drawing has a title of its own, and Astro replaces a slot.
  if ((isDrawing && name === 'title') || (format === 'mdx' && name === 'slot')) return undefined;
  return forbidden.get(name);
}
