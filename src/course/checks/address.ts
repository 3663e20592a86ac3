/** What an address in a lesson leads to, before anything is looked up. */
export type Address =
  | { readonly kind: 'empty' }
  | { readonly kind: 'web' }
  /** A scheme that runs code, embeds a file or that nobody expects in a lesson. */
  | { readonly kind: 'scheme'; readonly scheme: string }
  | { readonly kind: 'site-absolute'; readonly path: string }
  /** Path from the content folder; undefined where it leads out of it. */
  | { readonly kind: 'file'; readonly path: string | undefined; readonly fragment: string | undefined }
  | { readonly kind: 'fragment'; readonly fragment: string };

/** Classifies `url` as a browser would read it in `file` (WHATWG URL: control characters and outer space are dropped). */
export function readAddress(url: string, file: string): Address {
  // Browsers ignore these characters, so `java\nscript:` must be seen for what it is.
  // eslint-disable-next-line no-control-regex
  const clean = url.replace(/[\u0000-\u001f]/g, '').trim();
  if (clean === '') return { kind: 'empty' };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(clean)?.[1]?.toLowerCase();
  if (scheme !== undefined) return ['http', 'https', 'mailto', 'tel'].includes(scheme) ? { kind: 'web' } : { kind: 'scheme', scheme };
  if (/^[/\\]{2}/.test(clean)) return { kind: 'scheme', scheme: '//' };
  if (/^[/\\]/.test(clean)) return { kind: 'site-absolute', path: clean };
  if (clean.startsWith('#')) return { kind: 'fragment', fragment: decoded(clean.slice(1)) };
  const [, path = '', fragment] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(clean) ?? [];
  return { kind: 'file', path: resolvePath(file, decoded(path)), fragment: fragment === undefined ? undefined : decoded(fragment) };
}

/** `path` seen from the folder of `file`; undefined where it climbs out of the content folder. */
export function resolvePath(file: string, path: string): string | undefined {
  const parts = file.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else parts.push(part);
  }
  return parts.join('/');
}

/** The relative path from the folder of `file` to another file of the content folder. */
export function relativePath(file: string, target: string): string {
  const from = file.split('/').slice(0, -1);
  const to = target.split('/');
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
