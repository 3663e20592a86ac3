import { ReadMemory, type LoadedCourse, type ReadStore } from '../course/load.ts';
import { loadCourse } from '../lesson/load.ts';
import type { SiteModel } from '../site/model.ts';
import type { Course } from '../course/model.ts';
import type { CodeBlock, Highlight, HighlightedLines } from '../lesson/code/tokens.ts';
import { plainLines } from '../lesson/code/tokens.ts';
import { codeBlocks, diagramBlocks } from '../lesson/render.ts';
import { provenRecord } from '../proof/record.ts';
import {
  inAllLanguages,
  moduleCodeBlocks,
  moduleDiagrams,
  sitesFromCourse,
  type CourseSite,
} from '../site/from-course.ts';
import type { LabVariant } from '../lab/variant.ts';
import type { SectionEntry } from '../search/entry.ts';
import type { CourseFiles } from '../source/files.ts';
import type { LessonSource } from '../source/lesson.ts';
import { snapshot, type Snapshot } from '../source/snapshot.ts';
import { hash64 } from '../text/hash.ts';
import { Diagrams } from '../assets/diagrams.ts';
import { readAsset, type Asset } from '../assets/files.ts';
import type { Entries } from '../cache/entries.ts';
import { blockKey, keyOf, type HighlightWorkers } from '../publish/highlighting/highlight.ts';

/** Problems that no page could be shown with, and whether they are the course's own. */
export type Loaded = LoadedCourse & { readonly broken: boolean };

/** Calls `render`, which shows the course as it is now, in its language or another one, and notes the inline styles of what it makes. */
export type InCourse = <Rendered>(
  render: () => Rendered,
  how?: { readonly language?: string | undefined; readonly inlineStyles?: Set<string> },
) => Rendered;

/**
 * The course while its author works on it: read again after every edit (only what was edited is parsed), shown as soon
 * as it has no errors. While it has, the last good one stays.
 */
export class WatchedCourse {
  readonly #files: CourseFiles;
  readonly #base: string;
  readonly #labFrame: (variant: LabVariant) => string;
  readonly #highlightWorkers: HighlightWorkers;
  readonly memory: ReadMemory;
  readonly #colours: Entries<HighlightedLines> | undefined;
  readonly #usesComponents: boolean;
  readonly #diagrams = new Diagrams(undefined);
  readonly #coloured = new Map<string, HighlightedLines>();
  #sample: readonly CodeBlock[] | undefined;
  #course: Course | undefined;
  #seen: Snapshot | undefined;
  #loads = 0;
  #shown = 0;
  #sites: readonly [CourseSite, ...CourseSite[]] | undefined;
  #assets = new Map<string, Asset>();

  /** `kept`: what files were read as, and what code was coloured, before the author came back. */
  constructor(
    files: CourseFiles,
    base: string,
    labFrame: (variant: LabVariant) => string,
    highlightWorkers: HighlightWorkers,
    kept: {
      readonly reads?: ReadStore;
      readonly colours?: Entries<HighlightedLines>;
      readonly components?: boolean;
    } = {},
  ) {
    this.memory = new ReadMemory(kept.reads);
    this.#colours = kept.colours;
    this.#usesComponents = kept.components !== false;
    this.#highlightWorkers = highlightWorkers;
    this.#files = files;
    this.#base = base;
    this.#labFrame = labFrame;
  }

  /** The lessons that may use components, by their path in the content folder. */
  get mdx(): CourseSite['mdx'] {
    return new Map(this.#usesComponents ? this.#sites?.toReversed().flatMap(({ mdx }) => [...mdx]) : []);
  }

  /** The files as they were read last. */
  get files(): CourseFiles {
    return this.#seen ?? this.#files;
  }

  /** What pages show now, in the language of the original or another one. */
  siteIn(language?: string): SiteModel {
    const [original, ...others] = this.#sites ?? [];
    if (original === undefined) throw new Error('the course has not been loaded');
    return (others.find(({ site }) => site.language === language) ?? original).site;
  }

  /** The page of the original that an address in another language has its place of, and that language. */
  routeOf(address: string): { readonly address: string; readonly language: string | undefined } {
    const language = this.#course?.translations
      .map((translation) => translation.language)
      .find((one) => address.startsWith(`${this.#base}${one}/`));
    return language === undefined
      ? { address, language }
      : { address: this.#base + address.slice(`${this.#base}${language}/`.length), language };
  }

  /** What pages show: the course as it is, its last version without errors, or nothing yet. */
  get shown(): 'current' | 'earlier' | 'nothing' {
    if (this.#course === nothing) return 'nothing';
    return this.#shown === this.#loads ? 'current' : 'earlier';
  }

  /** Which load of which process is shown. */
  get version(): string {
    return `${process.pid}.${this.#shown}`;
  }

  /** Whether the folder holds something else than what was read last. */
  isBehind(): boolean {
    return this.#seen?.equals(this.#files) !== true;
  }

  /**
   * Reads the course again and shows it, if it can be shown. Told what was `changed`, it looks at nothing else: whoever
   * tells must ask `isBehind` afterwards.
   */
  load(changed?: ReadonlySet<string>): Loaded {
    this.#seen = (changed && this.#seen?.updated(changed)) ?? snapshot(this.#files);
    // Also what no load asks for, a picture: `isBehind` compares all.
    for (const { kind, path: file } of this.#seen.list()) if (kind === 'file') this.#seen.read(file);
    this.#loads++;
    const loaded = loadCourse(this.#seen, this.memory, { lesson: this.#lookAt });
    const broken = loaded.course === undefined || loaded.diagnostics.some(({ severity }) => severity === 'error');
    if (!broken || this.#sites === undefined) this.#show(loaded.course ?? nothing);
    return { ...loaded, broken };
  }

  /** Makes a thread ready to colour what the author writes next, where nothing had to be coloured yet. */
  async warmUp(): Promise<void> {
    if (this.#sample !== undefined) await this.#highlightWorkers.give(this.#sample);
  }

  /** Colours the code of the module whose page is asked for: a moment's work, where the whole course's would be seconds. */
  async prepare(address: string): Promise<void> {
    const names = new Set(address.replace(/[?#].*$/, '').split('/'));
    const { language } = this.routeOf(address);
    const course = this.#course?.translations.find((translation) => translation.language === language) ?? this.#course;
    const module = course?.modules.find(({ slug }) => names.has(slug));
    const page = course?.pages.find(({ slug }) => names.has(slug));
    if (module !== undefined) await this.#diagrams.ready(moduleDiagrams(module));
    if (page !== undefined) await this.#diagrams.ready(diagramBlocks(page.source));
    if (module !== undefined) await this.#colour(moduleCodeBlocks(module));
    if (page !== undefined) await this.#colour(codeBlocks(page.source));
  }

  /** What the search fetches, by its address below the base. */
  searchFile(path: string): string | undefined {
    if (!path.startsWith('_files/search/')) return undefined;
    for (const { site } of this.#sites ?? []) {
      const found = site.search.files.get(path);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The files that pages rendered so far show or link to, and those that are copied as they are. */
  get assets(): readonly Asset[] {
    return [...this.#assets.values()];
  }

  #show(course: Course): void {
    this.#shown = this.#loads;
    this.#course = course;
    this.#assets = new Map();
    this.#sites = sitesFromCourse(course, {
      base: this.#base,
      drafts: true,
      highlight: this.#highlight,
      diagram: this.#diagrams.drawing,
      asset: (file) => this.#readAsset(course, file),
      proof: provenRecord,
      search: { hash: hash64, kept: this.#searched },
      labFrame: this.#labFrame,
    });
    for (const file of course.publicFiles) this.#readAsset(course, file);
  }

  readonly #searchEntries = new Map<string, readonly SectionEntry[]>();
  readonly #searched = {
    get: (key: string): readonly SectionEntry[] | undefined => this.#searchEntries.get(key),
    put: (key: string, entries: readonly SectionEntry[]): void => void this.#searchEntries.set(key, entries),
  };

  readonly #highlight: Highlight = (block) => this.#coloured.get(blockKey(block)) ?? plainLines(block.code);

  /** While the course is read, a thread learns the language that its code is probably written in, unless all seems to be coloured. */
  readonly #lookAt = (lesson: LessonSource): void => {
    if (this.#sample !== undefined) return;
    const blocks = codeBlocks(lesson);
    if (blocks.length === 0) return;
    this.#sample = blocks;
    this.#colour(blocks).catch(() => undefined); // said when a page needs them
  };

  async #colour(blocks: readonly CodeBlock[]): Promise<void> {
    const fresh = blocks.filter((block) => !this.#isColoured(block));
    if (fresh.length === 0) return;
    const lines = await this.#highlightWorkers.give(fresh);
    for (const [index, block] of fresh.entries()) {
      const coloured = lines[index] ?? plainLines(block.code);
      this.#coloured.set(blockKey(block), coloured);
      this.#colours?.put(keyOf(block), coloured);
    }
  }

  #isColoured(block: CodeBlock): boolean {
    const key = blockKey(block);
    if (this.#coloured.has(key)) return true;
    const kept = this.#colours?.get(keyOf(block));
    if (kept !== undefined) this.#coloured.set(key, kept);
    return kept !== undefined;
  }

  #readAsset(course: Course, file: string): Asset | undefined {
    const isUsed = (): boolean =>
      inAllLanguages(course).some(({ modules, pages, files: own, publicFiles }) =>
        [...modules, ...pages, { files: own }, { files: publicFiles }].some(({ files }) => files.includes(file)),
      );
    if (!this.#assets.has(file) && isUsed()) {
      const asset = readAsset(this.#files, file, this.#base);
      if (asset !== undefined) this.#assets.set(file, asset);
    }
    return this.#assets.get(file);
  }
}

/** What is shown until there is a course that can be. */
const nothing: Course = {
  title: 'No course yet',
  description: '',
  language: 'en',
  translations: [],
  categories: [],
  modules: [],
  glossary: [],
  styleSheet: undefined,
  pages: [],
  files: [],
  publicFiles: [],
  data: { title: 'No course yet', language: 'en', categories: [], words: {}, vocabulary: [], rules: {}, packages: [] },
  resolve: () => ({ kind: 'nowhere' }),
  source: {
    file: 'course.yaml',
    text: '',
    value: {},
    spanOf: () => start,
    keySpanOf: () => start,
    writtenAt: () => undefined,
  },
};
const start = { file: 'course.yaml', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
