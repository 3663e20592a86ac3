import { termsOf } from './terms.ts';
import { titlesPerFile, type IndexRoot, type ShownSection } from './index-files.ts';

/** What a search finds. */
export interface Found {
  /** How many sections have all the words. */
  readonly count: number;
  /** The best of them, best first. */
  readonly sections: readonly ShownSection[];
}

/** How many sections are shown at most. */
const most = 20;

/** Finds sections in an index; each file of it is fetched once, when a query needs it. */
export class Searcher {
  readonly #root: IndexRoot;
  readonly #fetch: (file: string) => Promise<string>;
  readonly #files = new Map<string, Promise<string>>();

  constructor(root: IndexRoot, fetch: (file: string) => Promise<string>) {
    this.#root = root;
    this.#fetch = fetch;
  }

  /** The sections that have all words of a query; the last word may be unfinished. */
  async find(query: string): Promise<Found> {
    const terms = [...new Set(termsOf(query, this.#root.language))];
    if (terms.length === 0) return { count: 0, sections: [] };
    const unfinished = /[\p{L}\p{M}\p{N}_]$/u.test(query) ? terms.at(-1) : undefined;
    const scores = await Promise.all(terms.map((term) => this.#scores(term, term === unfinished)));
    const [rarest = new Map<number, number>(), ...others] = scores.toSorted((a, b) => a.size - b.size);
    const ranked = [...rarest]
      .filter(([section]) => others.every((scored) => scored.has(section)))
      .map(([section, score]) => ({
        section,
        score: others.reduce((sum, scored) => sum + (scored.get(section) ?? 0), score),
      }))
      .toSorted((a, b) => b.score - a.score || a.section - b.section);
    return {
      count: ranked.length,
      sections: await Promise.all(ranked.slice(0, most).map(({ section }) => this.#shown(section))),
    };
  }

  /** How much a term says of each section that has it, the more the fewer have it. */
  async #scores(term: string, isPrefix: boolean): Promise<Map<number, number>> {
    const { shards, sections } = this.#root;
    // The last shard that begins at or before the term, and as many behind it as begin with it.
    let from = shards.findLastIndex(([first]) => first <= term);
    if (from < 0) from = 0;
    const asked = shards.slice(from).filter(([first], index) => index === 0 || (isPrefix && first.startsWith(term)));
    const texts = await Promise.all(asked.map(([, file]) => this.#text(file)));
    const scored = new Map<number, number>();
    for (const text of texts) {
      for (const [found, list] of linesFrom(text, term, isPrefix)) {
        const postings = list.split(',');
        const rarity = Math.log(1 + sections / postings.length) * (found === term ? 1 : 0.6);
        let section = 0;
        for (const posting of postings) {
          section += Number.parseInt(posting.slice(0, -1), 36);
          const score = Number.parseInt(posting.slice(-1), 36) * rarity;
          scored.set(section, Math.max(scored.get(section) ?? 0, score));
        }
      }
    }
    return scored;
  }

  async #shown(section: number): Promise<ShownSection> {
    const file = this.#root.titles[Math.floor(section / titlesPerFile)] ?? '';
    const titles = JSON.parse(await this.#text(file)) as readonly ShownSection[];
    const shown = titles[section % titlesPerFile];
    if (shown === undefined) throw new Error(`${file} has no section ${section}`);
    return shown;
  }

  #text(file: string): Promise<string> {
    let text = this.#files.get(file);
    if (text === undefined) {
      this.#files.set(file, (text = this.#fetch(file)));
      // What could not be fetched may be there the next time.
      text.catch(() => this.#files.delete(file));
    }
    return text;
  }
}

/** The lines of a term, or of all terms that begin with it: the file is sorted. */
function* linesFrom(text: string, term: string, isPrefix: boolean): Generator<readonly [term: string, list: string]> {
  const lines = text.split('\n');
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (termOf(lines[middle] ?? '') < term) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const found = termOf(line);
    if (isPrefix ? !found.startsWith(term) : found !== term) return;
    yield [found, line.slice(found.length + 1)];
  }
}

const termOf = (line: string): string => line.slice(0, line.indexOf('\t'));
