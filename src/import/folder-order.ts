import { byCodeUnit } from '../text/order.ts';
import type { SourcePage } from './dialect.ts';
import { folderOf, humanName, nameOf, numberOf, stemOf } from './paths.ts';
import { textIn, valueIn, type SourceFolder } from './source-folder.ts';

/** What names a folder of pages and gives it a place. */
export interface FolderFacts {
  readonly title?: string | undefined;
  readonly position?: number | undefined;
}

/**
 * Pages in the order in which most tools show a folder without a list: by the position that a page or folder has, then by the
 * number in its name, index pages first. Each folder is a category, and bears the title of its index page where nothing else names
 * it.
 */
export function inFolderOrder(
  folder: SourceFolder,
  files: readonly string[],
  root: string,
  factsOf: (path: string) => FolderFacts = () => ({}),
): readonly SourcePage[] {
  const keys = (file: string): readonly Key[] => {
    const rest = root === '' ? file : file.slice(root.length + 1);
    const parts = rest.split('/');
    return parts.map((part, index) => {
      const path = [...(root === '' ? [] : [root]), ...parts.slice(0, index + 1)].join('/');
      const isPage = index === parts.length - 1;
      const position = isPage ? positionOf(folder.page(file).data) : factsOf(path).position;
      return { position: position ?? numberOf(part), isIndex: isPage && isIndex(part), name: part };
    });
  };
  const sorted = files
    .map((file) => ({ file, keys: keys(file) }))
    .toSorted((a, b) => comparePaths(a.keys, b.keys))
    .map(({ file }) => file);
  return sorted.map((file) => ({ file, category: categoryOf(folder, folderOf(file), root, files, factsOf) }));
}

interface Key {
  readonly position: number | undefined;
  readonly isIndex: boolean;
  readonly name: string;
}

function comparePaths(a: readonly Key[], b: readonly Key[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [one, other] = [a[at], b[at]];
    if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
    if (one.name === other.name) continue;
    if (one.isIndex !== other.isIndex) return one.isIndex ? -1 : 1;
    const [first, second] = [one.position ?? Infinity, other.position ?? Infinity];
    if (first !== second) return first < second ? -1 : 1;
    // Pages of a folder come before the folders in it.
    const [isLast, isOtherLast] = [at === a.length - 1, at === b.length - 1];
    if (isLast !== isOtherLast && first === Infinity) return isLast ? -1 : 1;
    return byCodeUnit(one.name, other.name);
  }
  return 0;
}

const isIndex = (path: string): boolean => /^(?:index|readme|_index|intro)$/i.test(stemOf(path));

function positionOf(data: unknown): number | undefined {
  for (const keys of [['sidebar_position'], ['sidebar', 'order'], ['order'], ['weight'], ['nav_order'], ['position']]) {
    const found = Number(valueIn(data, ...keys) ?? NaN);
    if (!Number.isNaN(found)) return found;
  }
  return undefined;
}

function categoryOf(
  folder: SourceFolder,
  path: string,
  root: string,
  files: readonly string[],
  factsOf: (path: string) => FolderFacts,
): string | undefined {
  if (path === root) return undefined;
  const titles: string[] = [];
  for (let at = path; at !== root && at !== ''; at = folderOf(at)) {
    const own = factsOf(at).title;
    const index = files.find((file) => folderOf(file) === at && isIndex(file));
    const written =
      index === undefined ? undefined : (textIn(folder.page(index).data, 'title') ?? firstHeading(folder, index));
    titles.unshift(own ?? written ?? humanName(nameOf(at)));
  }
  return titles.join(': ');
}

/** The words of the first heading of a page, if that is its title. */
export function firstHeading(folder: SourceFolder, file: string): string | undefined {
  const body = folder.page(file).body;
  const heading = body.find(({ text }) => /^#{1,2}[ \t]+\S/.test(text))?.text;
  return heading?.replace(/^#+[ \t]+/, '').replace(/[ \t]*(?:#+|\{[^}]*\})[ \t]*$/, '');
}

/** Pages by their endings, without what is a part of others (`_name`) or belongs to the repository. */
export function pagesBelow(folder: SourceFolder, root: string, endings = /\.(?:md|mdx|markdown)$/i): readonly string[] {
  return folder.paths.filter(
    (path) =>
      (root === '' || path.startsWith(`${root}/`)) &&
      endings.test(path) &&
      !path
        .split('/')
        .some((part, index, parts) => part.startsWith('_') && (index === parts.length - 1 || root === '')) &&
      !isOfRepository(path),
  );
}

/** Files that speak of the repository, to those who work on it. */
const isOfRepository = (path: string): boolean =>
  /^(?:licen[cs]e|changelog|contributing|code[-_]of[-_]conduct|security|support|pull_request_template|codeowners|authors|citation|releases?|news|maintainers?|governance|todo|notice)$/i.test(
    stemOf(path),
  );
