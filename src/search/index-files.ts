import { byCodeUnit } from '../text/order.ts';
import type { SectionEntry } from './entry.ts';

/** A module in the index: what it is called, where it is, and what it adds. */
export interface IndexedModule {
  readonly title: string;
  readonly href: string;
  readonly entries: readonly SectionEntry[];
}

/** The first file that a search reads: where everything else is. Files are named relative to it. */
export interface IndexRoot {
  readonly language: string;
  /** How many sections there are. */
  readonly sections: number;
  /** Each file of terms, by the first term in it, in order. */
  readonly shards: readonly (readonly [first: string, file: string])[];
  /** Files of titles, `titlesPerFile` sections each. */
  readonly titles: readonly string[];
}

/** What is known of a section when it is shown: module and its address, anchor, heading, and how it begins. */
export type ShownSection = readonly [module: string, href: string, id: string, title: string, start: string];

/** How many sections a file of titles holds. */
export const titlesPerFile = 100;

/** A file of terms is closed when it has as many characters. */
const shardLength = 48_000;

export interface IndexFiles {
  readonly root: IndexRoot;
  /** Every other file, by its name. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Merges what the modules add into the files of an index. A file of terms has a line for each, sorted: the term, a tab, then
 * for each section that has it, the distance from the one before in base 36, a weight in base 36, and a comma in between.
 *
 * @param nameOf The name of a file with this content, which changes with it.
 */
export function indexFiles(
  modules: readonly IndexedModule[],
  language: string,
  nameOf: (content: string) => string,
): IndexFiles {
  const lists = new Map<string, { last: number; text: string }>();
  const shown: ShownSection[] = [];
  for (const { title, href, entries } of modules) {
    for (const entry of entries) {
      const section = shown.length;
      shown.push([title, href, entry.id, entry.title, entry.start]);
      const { terms } = entry;
      for (let at = 0; at < terms.length;) {
        const space = terms.indexOf(' ', at);
        const end = terms.indexOf(' ', space + 1);
        const term = terms.slice(at, space);
        const weight = Number(terms.slice(space + 1, end < 0 ? terms.length : end)).toString(36);
        const list = lists.get(term);
        if (list === undefined) lists.set(term, { last: section, text: section.toString(36) + weight });
        else {
          list.text += `,${(section - list.last).toString(36)}${weight}`;
          list.last = section;
        }
        at = end < 0 ? terms.length : end + 1;
      }
    }
  }
  const files = new Map<string, string>();
  const add = (content: string): string => {
    const name = nameOf(content);
    files.set(name, content);
    return name;
  };
  const shards: [string, string][] = [];
  let lines: string[] = [];
  let length = 0;
  let first = '';
  const close = (): void => {
    if (lines.length > 0) shards.push([first, add(lines.join('\n'))]);
    lines = [];
    length = 0;
  };
  for (const term of [...lists.keys()].toSorted(byCodeUnit)) {
    if (lines.length === 0) first = term;
    const line = `${term}\t${lists.get(term)?.text ?? ''}`;
    lines.push(line);
    length += line.length + 1;
    if (length >= shardLength) close();
  }
  close();
  const titles: string[] = [];
  for (let at = 0; at < shown.length; at += titlesPerFile)
    titles.push(add(JSON.stringify(shown.slice(at, at + titlesPerFile))));
  return { root: { language, sections: shown.length, shards, titles }, files };
}
