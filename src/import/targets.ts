import type { Site } from './dialect.ts';
import { folderOf, joined, nameOf, withoutNumber } from './paths.ts';
import { textIn, type SourceFolder } from './source-folder.ts';

/** Where an address of a page leads. */
export type Target =
  | { readonly kind: 'page'; readonly file: string; readonly fragment: string }
  | { readonly kind: 'file'; readonly file: string; readonly fragment: string }
  | { readonly kind: 'same'; readonly fragment: string }
  | { readonly kind: 'web'; readonly url: string }
  | { readonly kind: 'nowhere' };

/** Resolves addresses of pages as the tools do: by file, by route, from the root, by alias; and names of files. */
export class Targets {
  readonly #folder: SourceFolder;
  readonly #site: Site;
  readonly #routes = new Map<string, string>();
  readonly #pages: ReadonlySet<string>;
  /** Pages by the last part of their route alone. */
  readonly #names = new Map<string, string>();

  constructor(folder: SourceFolder, site: Site) {
    this.#folder = folder;
    this.#site = site;
    this.#pages = new Set(site.pages.map(({ file }) => file));
    for (const { file } of site.pages) {
      const data = folder.page(file).data;
      const name = plainKey(file.replace(/\/(?:article|task|about|introduction)\.\w+$/, '')).replace(/^.*\//, '');
      if (!this.#names.has(name)) this.#names.set(name, file);
      const names = ['slug', 'permalink', 'url', 'id'].flatMap((key) => textIn(data, key) ?? []);
      for (const root of new Set([...site.roots, ''])) {
        if (root !== '' && !file.startsWith(`${root}/`)) continue;
        const rest = root === '' ? file : file.slice(root.length + 1);
        for (const name of [
          rest,
          ...names.map((own) => (own.startsWith('/') ? own.slice(1) : (joined(folderOf(rest), own) ?? own))),
        ])
          for (const key of [keyOf(name), plainKey(name)]) if (!this.#routes.has(key)) this.#routes.set(key, file);
      }
    }
  }

  /** Where an address in `from` leads. `page`: the page that `from` is a part of. */
  resolve(url: string, from: string, page = from): Target {
    const address = url.trim().replace(/^pathname:\/\//, '');
    if (/^(?:https?:|mailto:|tel:|\/\/)/i.test(address))
      return { kind: 'web', url: address.startsWith('//') ? `https:${address}` : address };
    if (address.startsWith('#')) return { kind: 'same', fragment: decoded(address.slice(1)) };
    const named = /^(?:info|doc|page|task):([\w/-]+)(?:#(.*))?$/.exec(address);
    const ofName = named === null ? undefined : this.#names.get((named[1] ?? '').toLowerCase());
    if (ofName !== undefined) return { kind: 'page', file: ofName, fragment: decoded(named?.[2] ?? '') };
    if (address === '' || /^[a-z][a-z\d+.-]*:/i.test(address)) return { kind: 'nowhere' };
    const [, written = '', fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(address) ?? [];
    const found = this.#find(decoded(written), from, page);
    if (found === undefined) return { kind: 'nowhere' };
    return { kind: this.#pages.has(found) ? 'page' : 'file', file: found, fragment: decoded(fragment) };
  }

  /** A file by a path from `from`, from the root or by an alias; undefined where there is none. */
  file(path: string, from: string): string | undefined {
    return this.#paths(decoded(path), from).find((candidate) => this.#folder.has(candidate));
  }

  #find(path: string, from: string, page: string): string | undefined {
    const candidates = [...this.#paths(path, from), ...(page === from ? [] : this.#paths(path, page))];
    const exact = candidates.find((candidate) => this.#folder.has(candidate));
    if (exact !== undefined) return exact;
    for (const candidate of candidates) {
      const file = this.#routes.get(keyOf(candidate)) ?? this.#routes.get(plainKey(candidate));
      if (file !== undefined) return file;
    }
    if (!path.startsWith('/')) return undefined;
    // The base of the published site is not known: the longest end that is one page's alone.
    const parts = keyOf(path)
      .split('/')
      .filter((part) => part !== '');
    for (let at = 1; at < parts.length - 1; at++) {
      const file = this.#routes.get(parts.slice(at).join('/'));
      if (file !== undefined) return file;
    }
    return undefined;
  }

  #paths(path: string, from: string): readonly string[] {
    const { aliases = {}, publicFolders, roots } = this.#site;
    const alias = Object.keys(aliases).find((name) => path === name || path.startsWith(`${name}/`));
    if (alias !== undefined)
      return [joined(aliases[alias] ?? '', path.slice(alias.length))].flatMap((one) => one ?? []);
    const isRooted = path.startsWith('/');
    const below = isRooted
      ? [...roots, ...publicFolders, '']
      : [folderOf(from), from.replace(/\.\w+$/, ''), folderOf(folderOf(from)), ...roots, ...publicFolders];
    return below.flatMap((folder) => joined(folder, path) ?? []);
  }
}

/** A route as an address writes it: without ending, without `index`. */
const keyOf = (path: string): string =>
  path
    .replace(/\.(?:mdx?|markdown|qmd|rmd|html?|ipynb|rst)$/i, '')
    .replace(/(?:^|\/)(?:index|readme|_index|content)$/i, '')
    .replace(/^\/+|\/+$/g, '')
    .toLowerCase();

/** The same without numbers that only put names in order. */
const plainKey = (path: string): string => keyOf(path.split('/').map(withoutNumber).join('/'));

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A name that a file of a module may have. */
export function safeName(file: string): string {
  const name = nameOf(file).normalize('NFKD').replace(/\p{M}/gu, '');
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot < 1 ? [name, ''] : [name.slice(0, dot), name.slice(dot).toLowerCase()];
  const safe = stem.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^[-_.]+|-+$/g, '');
  return `${safe === '' ? 'file' : safe}${ending.replace(/[^a-z0-9.]/g, '')}`;
}
