/** Where the pages of a course are. `base` begins and ends with a slash. */
export function moduleAddress(base: string, slug: string): string {
  return `${base}modules/${slug}/`;
}

/**
 * The file that a relative address in `from` points at, relative to the content folder; undefined for addresses that
 * leave the site, point into the same page, or leave the content folder.
 */
export function targetFile(from: string, url: string): { readonly file: string; readonly fragment: string } | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/|#|$)/i.test(url)) return undefined;
  const [, path = '', fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(#.*)?$/.exec(url) ?? [];
  const parts = from.split('/').slice(0, -1);
  for (const part of decode(path).split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return { file: parts.join('/'), fragment };
}

/**
 * The page's address for an address written in a lesson: `../dns/lesson.mdx#records` becomes that section's page.
 * `asset` knows the addresses of the other files. Anything else stays as it is.
 */
export function pageAddress(from: string, url: string, base: string, asset: (file: string) => string | undefined): string {
  const target = targetFile(from, url);
  if (target === undefined) return url;
  const slug = /^modules\/([^/]+)(?:\/(?:lesson\.mdx?)?)?$/.exec(target.file)?.[1];
  if (slug !== undefined) return moduleAddress(base, slug) + target.fragment;
  const href = asset(target.file);
  return href === undefined ? url : href + target.fragment;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
