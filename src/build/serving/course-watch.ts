import path from 'node:path';
import { loadCourse, ReadMemory, type LoadedCourse, type ReadStore } from '../../course/load.ts';
import type { Course, Module } from '../../course/model.ts';
import type { CodeBlock, Highlight, HighlightedLines } from '../../lesson/code/tokens.ts';
import { plainLines } from '../../lesson/code/tokens.ts';
import { codeBlocks } from '../../lesson/render.ts';
import { provenRecord } from '../../proof/record.ts';
import { moduleCodeBlocks, siteFromCourse, type CourseSite } from '../../site/from-course.ts';
import type { LabVariant } from '../../lab/variant.ts';
import type { CourseFiles } from '../../source/files.ts';
import type { LessonSource } from '../../source/lesson.ts';
import { snapshot, type Snapshot } from '../../source/snapshot.ts';
import { readAssets, type Asset } from '../assets.ts';
import { contentDigest } from '../digest.ts';
import { handOver } from '../handover.ts';
import { blockKey, type Colourers } from '../highlighting/highlight.ts';

/** Problems that no page could be shown with, and whether they are the course's own. */
export type Loaded = LoadedCourse & { readonly broken: boolean };

/**
 * The course while its author works on it: read again after every edit (only what was edited is parsed), shown as soon
 * as it has no errors. While it has, the last good one stays.
 */
export class WatchedCourse {
  readonly #files: CourseFiles;
  readonly #base: string;
  readonly #labFrame: (variant: LabVariant) => string;
  readonly #colourers: Colourers;
  readonly memory: ReadMemory;
  readonly #coloured = new Map<string, HighlightedLines>();
  #warm = false;
  #course: Course | undefined;
  #seen: Snapshot | undefined;
  #read = '';
  #shown = '';
  #site: CourseSite | undefined;
  #assets = new Map<string, Asset>();

  /** `reads`: what files were read as before the author came back. */
  constructor(files: CourseFiles, base: string, labFrame: (variant: LabVariant) => string, colourers: Colourers, reads?: ReadStore) {
    this.memory = new ReadMemory(reads);
    this.#colourers = colourers;
    this.#files = files;
    this.#base = base;
    this.#labFrame = labFrame;
  }

  /** The lessons that may use components, by module. */
  get components(): CourseSite['components'] {
    return this.#site?.components ?? new Map();
  }

  /** A hash of what is shown. */
  get version(): string {
    return this.#shown;
  }

  /** Whether the folder holds something else than what was read last. */
  isBehind(): boolean {
    return contentDigest(this.#files) !== this.#read;
  }

  /**
   * Reads the course again and shows it, if it can be shown. Told what was `changed`, it looks at nothing else: whoever
   * tells must ask `isBehind` afterwards.
   */
  load(changed?: ReadonlySet<string>): Loaded {
    this.#seen = (changed && this.#seen?.updated(changed)) ?? snapshot(this.#files);
    this.#read = contentDigest(this.#seen);
    const loaded = loadCourse(this.#seen, this.memory, { lesson: this.#warmUp });
    const broken = loaded.course === undefined || loaded.diagnostics.some(({ severity }) => severity === 'error');
    if (!broken || this.#site === undefined) this.#show(loaded.course ?? nothing);
    return { ...loaded, broken };
  }

  /** Colours the code of the module whose page is asked for: a moment's work, where the whole course's would be seconds. */
  async prepare(address: string): Promise<void> {
    const names = new Set(address.replace(/[?#].*$/, '').split('/'));
    const module = this.#course?.modules.find(({ slug }) => names.has(slug));
    if (module === undefined) return;
    await this.#colour(moduleCodeBlocks(module));
  }

  /** The files that pages rendered so far show or link to. */
  get assets(): readonly Asset[] {
    return [...this.#assets.values()];
  }

  #show(course: Course): void {
    this.#shown = this.#read;
    this.#course = course;
    this.#assets = new Map();
    this.#site = siteFromCourse(course, {
      base: this.#base,
      drafts: true,
      highlight: this.#highlight,
      asset: (file) => this.#readAsset(course.modules, file),
      proof: provenRecord,
      labFrame: this.#labFrame,
    });
    handOver(this.#site.site);
  }

  readonly #highlight: Highlight = (block) => this.#coloured.get(blockKey(block)) ?? plainLines(block.code);

  /** While the course is read, a thread learns the language that its code is probably written in. */
  readonly #warmUp = (lesson: LessonSource): void => {
    if (this.#warm) return;
    const blocks = codeBlocks(lesson);
    if (blocks.length === 0) return;
    this.#warm = true;
    this.#colour(blocks).catch(() => undefined); // said when a page needs them
  };

  async #colour(blocks: readonly CodeBlock[]): Promise<void> {
    const fresh = blocks.filter((block) => !this.#coloured.has(blockKey(block)));
    if (fresh.length === 0) return;
    const lines = await this.#colourers.give(fresh);
    for (const [index, block] of fresh.entries()) this.#coloured.set(blockKey(block), lines[index] ?? plainLines(block.code));
  }

  #readAsset(modules: readonly Module[], file: string): Asset | undefined {
    const folder = path.posix.dirname(file);
    if (!this.#assets.has(file) && modules.some(({ slug, assets }) => folder.startsWith(`modules/${slug}`) && assets.includes(file))) {
      for (const [name, asset] of readAssets(this.#files, [file], this.#base)) this.#assets.set(name, asset);
    }
    return this.#assets.get(file);
  }
}

/** What is shown until there is a course that can be. */
const nothing: Course = {
  title: 'No course yet',
  description: '',
  language: 'en',
  categories: [],
  modules: [],
  data: { title: 'No course yet', language: 'en', categories: [], vocabulary: [], rules: {}, packages: [] },
  source: { file: 'course.yaml', text: '', value: {}, spanOf: () => start, keySpanOf: () => start, writtenAt: () => undefined },
};
const start = { file: 'course.yaml', start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
