import type { Container } from './containers.ts';
import type { FenceBlock, Line } from './lines.ts';
import type { SourceFolder } from './source-folder.ts';

/** A page of the source that becomes a module, in reading order. */
export interface SourcePage {
  readonly file: string;
  /** As the navigation calls it. */
  readonly title?: string | undefined;
  /** The group of pages it belongs to, as the navigation calls it. */
  readonly category?: string | undefined;
}

/** What a folder of lessons consists of. */
export interface Site {
  readonly title?: string | undefined;
  readonly language?: string | undefined;
  readonly pages: readonly SourcePage[];
  /** Pages that are no lessons, with the reason. */
  readonly leftOut: readonly { readonly file: string; readonly why: string }[];
  /** Folders whose files are at the root of the published site, such as `static`. */
  readonly publicFolders: readonly string[];
  /** Folders that names such as `@site` stand for. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** The folders from which addresses of pages are counted. */
  readonly roots: readonly string[];
  /** Whether `$…$` are formulas. */
  readonly hasMath?: boolean;
}

/** What a dialect may ask while a page is read. */
export interface PageReader {
  readonly file: string;
  readonly folder: SourceFolder;
  readonly site: Site;
  /** A file that a page names, by a path from the page, from the root or by an alias; undefined where there is none. */
  find(path: string, from?: string): string | undefined;
  /** The lines of a text file. */
  lines(file: string): readonly Line[];
  lose(line: Line, what: string, instead: string): void;
  change(line: Line, what: string, instead: string): void;
  decide(line: Line, what: string, instead: string): void;
}

/** What is special about one source. Whatever two of them share is in the shared steps. */
export interface Dialect {
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** How sure it is that a folder is one of its own: 0 for no, more for better signs. */
  detect(folder: SourceFolder): number;
  /** The pages and their order. */
  site(folder: SourceFolder): Site;
  /** Whether a file is MDX. */
  isMdx(file: string): boolean;
  /** Blocks whose names mean something else here, or exist only here. */
  readonly containers?: ReadonlyMap<string, Container>;
  /** Rewrites a text before anything else. */
  whole?(lines: readonly Line[], page: PageReader): readonly Line[];
  /** Rewrites one line outside of code; undefined to leave it. */
  line?(line: Line, page: PageReader): readonly Line[] | undefined;
  /** Rewrites a fenced block; undefined to leave it. */
  fence?(block: FenceBlock, page: PageReader): readonly Line[] | undefined;
  /** Reads what stands behind the backticks, where it is not written as elsewhere; the result is read as Expressive Code has it. */
  info?(info: string): string;
  /** Whether `{…}` behind words, links and pictures are attributes. */
  readonly hasAttributes?: boolean;
  /** What becomes what, for the guide. */
  readonly becomes: readonly (readonly [theirs: string, ours: string])[];
}
