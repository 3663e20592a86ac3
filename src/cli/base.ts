import { pathOf, siteAddress } from '../course/site-address.ts';
import type { CourseFiles } from '../source/files.ts';
import { Refusal } from './refusal.ts';

/** Normalises a base path to start and end with a slash. */
export function basePath(typed: string | undefined): string {
  const words = (typed ?? '').split('/').filter(Boolean);
  return words.length === 0 ? '/' : `/${words.join('/')}/`;
}

/** The base path that was typed, of which `https://example.com/courses/` is another way to write `/courses/`. */
export function typedBase(typed: string): string {
  if (!/^[a-z][a-z0-9+.-]*:/i.test(typed)) return basePath(typed);
  if (/^https?:/i.test(typed) && URL.canParse(typed)) return pathOf(new URL(typed));
  throw new Refusal(
    `\`${typed}\` is no path of a site.`,
    'Write the path under which the site will be published, such as /courses/',
  );
}

/**
 * The path that a course will be published under: that of its `url`, or what was typed where it has none.
 *
 * @throws {Refusal} if both are given and differ: links would lead to one place, and canonical addresses to another.
 */
export function siteBase(typed: string | undefined, files: CourseFiles): string {
  const address = siteAddress(files);
  if (typed === undefined) return address?.base ?? '/';
  const base = typedBase(typed);
  if (address !== undefined && address.base !== base)
    throw new Refusal(
      `\`--base ${typed}\` contradicts course.yaml, whose \`url\` is ${address.url}.`,
      `Leave \`--base\` out to build for ${address.base}, or correct the \`url\`.`,
    );
  return base;
}
