import type { ElementUse } from '../source/lesson.ts';

/** Elements that the content security policy blocks, or that affect the rest of the page. */
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

/** The alternative to a forbidden element; undefined if the element is allowed. */
export function wayAround(
  { name, isDrawing }: Pick<ElementUse, 'name' | 'isDrawing'>,
  format: 'md' | 'mdx',
): string | undefined {
  // SVG has its own `title`, and Astro replaces `slot`.
  if ((isDrawing && name === 'title') || (format === 'mdx' && name === 'slot')) return undefined;
  return forbidden.get(name);
}
