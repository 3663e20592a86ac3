import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { digest } from './digest.ts';
import type { PageRecord } from './plan.ts';

/** Beside the pages: what a build wrote and from what, so that the next one knows what it may keep and must delete. */
const manifestName = '.lectern.json';

/** What is being written; there is only one such file, for one build at a time writes. */
const temporaryName = '.lectern.new';

export interface Manifest {
  readonly version: 1;
  /** Hash of all that went into the site; empty while a build is writing. */
  readonly inputs: string;
  /** Hash of what every page depends on. */
  readonly frame: string;
  /** What each module's page was made from, by its path. */
  readonly pages: Readonly<Record<string, PageRecord>>;
  /** Hash of each file, by its path: these files are ours, all others in the folder are not. */
  readonly files: Readonly<Record<string, string>>;
}

const empty: Manifest = { version: 1, inputs: '', frame: '', pages: {}, files: {} };

/** How many files of the output were written, were the same already, were deleted. */
export interface Written {
  readonly written: number;
  readonly same: number;
  readonly deleted: number;
}

/** The folder that a site is published in. Files in it that no build of ours wrote are never touched. */
export class Output {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = path.resolve(folder);
  }

  /** What the last build left, or an empty manifest if there was none or it cannot be read. */
  manifest(): Manifest {
    try {
      const manifest: unknown = JSON.parse(readFileSync(path.join(this.folder, manifestName), 'utf8'));
      return isManifest(manifest) ? manifest : empty;
    } catch {
      return empty;
    }
  }

  /** The files of a manifest that are still as it says. */
  intact({ files }: Manifest): ReadonlySet<string> {
    return new Set(Object.keys(files).filter((file) => this.#hash(file) === files[file]));
  }

  /**
   * Makes the folder hold the files of `staged` and those of `keep`, and nothing else of ours. Every file is replaced
   * in one step; new files come first, pages after what they use, and what is gone is deleted last. Whatever interrupts
   * this, no page is half written, and the next build knows that it has to look again.
   */
  publish(staged: string, keep: ReadonlySet<string>, { inputs, frame, pages }: Pick<Manifest, 'inputs' | 'frame' | 'pages'>): Written {
    const before = this.manifest();
    const fresh = filesBelow(staged).toSorted(pagesLast);
    const hashes = new Map([...keep].map((file) => [file, before.files[file] ?? '']));
    mkdirSync(this.folder, { recursive: true });
    const planned = Object.fromEntries([...Object.entries(before.files), ...fresh.map((file) => [file, ''])]);
    this.#writeManifest({ ...empty, files: planned });
    let written = 0;
    for (const file of fresh) {
      const bytes = readFileSync(path.join(staged, file));
      const hash = digest(bytes);
      hashes.set(file, hash);
      if (this.#hash(file) === hash) continue;
      this.#replace(file, bytes);
      written++;
    }
    const gone = Object.keys(before.files).filter((file) => !hashes.has(file));
    for (const file of gone) this.#delete(file);
    this.#writeManifest({ version: 1, inputs, frame, pages: sorted(pages), files: sorted(Object.fromEntries(hashes)) });
    return { written, same: hashes.size - written, deleted: gone.length };
  }

  #hash(file: string): string | undefined {
    try {
      return digest(readFileSync(path.join(this.folder, file)));
    } catch {
      return undefined;
    }
  }

  #replace(file: string, bytes: Uint8Array | string): void {
    const target = path.join(this.folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    const temporary = path.join(this.folder, temporaryName);
    writeFileSync(temporary, bytes);
    renameSync(temporary, target);
  }

  /** Deletes a file and the folders that are empty without it. */
  #delete(file: string): void {
    rmSync(path.join(this.folder, file), { force: true });
    for (let folder = path.dirname(file); folder !== '.'; folder = path.dirname(folder)) {
      try {
        rmdirSync(path.join(this.folder, folder));
      } catch {
        return; // not empty
      }
    }
  }

  #writeManifest(manifest: Manifest): void {
    this.#replace(manifestName, `${JSON.stringify(manifest, null, 1)}\n`);
  }
}

/** Every file below a folder, relative, `/` on every system. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}

/** What pages use before the pages; otherwise by name. */
function pagesLast(a: string, b: string): number {
  return Number(a.endsWith('.html')) - Number(b.endsWith('.html')) || (a < b ? -1 : 1);
}

function sorted<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  const { version, inputs, frame, pages, files } = value as Record<string, unknown>;
  return version === 1 && typeof inputs === 'string' && typeof frame === 'string' && isRecord(pages, isPage) && isRecord(files, isText) && Object.keys(files as object).every(isInside);
}

function isRecord(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(isItem);
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isPage = (value: unknown): boolean => isRecord(value, isText) && 'key' in (value as object) && 'characters' in (value as object);

/** A manifest is a file like any other: what it names must be inside the folder before anything is deleted by it. */
function isInside(file: string): boolean {
  return file !== '' && !path.isAbsolute(file) && !file.split(/[\\/]/).includes('..');
}
