import { withoutEnd } from '../text/ends.ts';

/** The classification of a URL in a file of the course, before any lookup. `hash` is its `#…` as written. */
export type Address =
  | { readonly kind: 'empty' }
  | { readonly kind: 'web' }
  /** A scheme that runs code, embeds a file or is unexpected in a lesson. */
  | { readonly kind: 'scheme'; readonly scheme: string }
  | { readonly kind: 'site-absolute'; readonly path: string }
  /** Path relative to the content folder; undefined if it leaves the folder. */
  | {
      readonly kind: 'file';
      readonly path: string | undefined;
      readonly fragment: string | undefined;
      readonly hash: string;
    }
  | { readonly kind: 'fragment'; readonly fragment: string; readonly hash: string };

/** Classifies `url` as a browser would read it in `file` (WHATWG URL: control characters and outer space are dropped). */
export function readAddress(url: string, file: string): Address {
  // Browsers ignore these characters, so `java\nscript:` must be recognised.
  // eslint-disable-next-line no-control-regex
  const clean = url.replace(/[\u0000-\u001f]/g, '').trim();
  if (clean === '') return { kind: 'empty' };
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(clean)?.[1]?.toLowerCase();
  if (scheme !== undefined)
    return ['http', 'https', 'mailto', 'tel'].includes(scheme) ? { kind: 'web' } : { kind: 'scheme', scheme };
  if (/^[/\\]{2}/.test(clean)) return { kind: 'scheme', scheme: '//' };
  if (/^[/\\]/.test(clean)) return { kind: 'site-absolute', path: clean };
  if (clean.startsWith('#')) return { kind: 'fragment', ...readHash(clean) };
  const [, path = '', hash] = /^([^?#]*)(?:\?[^#]*)?(#.*)?$/s.exec(clean) ?? [];
  return {
    kind: 'file',
    path: resolvePath(file, decoded(path)),
    ...(hash === undefined ? { fragment: undefined, hash: '' } : readHash(hash)),
  };
}

/** Ids of headings are composed (NFC), and browsers compare them letter by letter. */
function readHash(hash: string): { readonly fragment: string; readonly hash: string } {
  const written = decoded(hash.slice(1));
  const fragment = written.normalize('NFC');
  return { fragment, hash: fragment === written ? hash : `#${fragment}` };
}

/** Resolves `path` relative to the folder of `file`; undefined if it leaves the content folder. */
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

/** Like `relativePath`, but as a URL: characters with a meaning in Markdown or URLs are percent-encoded. */
export function relativeAddress(file: string, target: string): string {
  return relativePath(file, target).replace(
    /[\s%#?()<>\\"]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** An image candidate of a `srcset`, with offsets into its value. */
export interface SrcsetCandidate {
  readonly url: string;
  readonly start: number;
  readonly end: number;
}

/** The URLs of a `srcset` (HTML standard, 4.8.4.2.2). */
export function srcsetCandidates(value: string): readonly SrcsetCandidate[] {
  const candidates: SrcsetCandidate[] = [];
  const is = (pattern: RegExp): boolean => at < value.length && pattern.test(value.charAt(at));
  let at = 0;
  for (;;) {
    while (is(/[\s,]/)) at++;
    if (at === value.length) return candidates;
    const start = at;
    while (is(/\S/)) at++;
    const url = withoutEnd(value.slice(start, at), /,/);
    candidates.push({ url, start, end: start + url.length });
    // After a comma the next candidate follows, otherwise descriptors, in which commas in parentheses do not separate.
    if (start + url.length < at) continue;
    for (let depth = 0; at < value.length && !(depth === 0 && is(/,/)); at++) depth += is(/\(/) ? 1 : is(/\)/) ? -1 : 0;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
