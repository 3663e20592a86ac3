/** What a path inside the content folder is. */
export interface FileEntry {
  /** Relative to the content folder, `/` on every system, spelt as found on disk. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'other';
  /** Bytes; 0 for folders. */
  readonly size: number;
  /** Where a symbolic link leads, relative to the content folder. */
  readonly target?: string;
  /** Why an `other` (or a folder that cannot be listed) is of no use. */
  readonly failure?: ReadFailure;
}

/** Why a file could not be read. */
export type ReadFailure =
  | { readonly reason: 'missing' | 'unreadable' | 'outside' | 'not-a-file' }
  /** A name that is not UTF-8, and what it probably was. */
  | { readonly reason: 'name'; readonly meant?: string }
  | { readonly reason: 'too-large'; readonly size: number; readonly limit: number }
  /** The content folder holds more than `limit` files and folders, and this one is the first beyond. */
  | { readonly reason: 'too-many'; readonly limit: number };

/**
 * The content folder, as the reader sees it. `disk.ts` reads a real folder, `memory.ts` an object literal;
 * nothing else knows which.
 *
 * Guarantees: no path leads outside the folder (symbolic links included), listing order is by code unit,
 * and reading never throws. A name that is not UTF-8 is listed with its bytes written out, and leads to nothing. Names that start with a dot and `node_modules` are not content and not listed.
 */
export interface CourseFiles {
  /** Every entry below the folder, sorted by path. Folders come without a trailing slash. */
  list(): readonly FileEntry[];
  /** The bytes of one file, or why there are none. */
  read(path: string): Uint8Array | ReadFailure;
  /** The first bytes of a file, at most `length`; undefined where there are none to be had. */
  head(path: string, length: number): Uint8Array | undefined;
  /** What lies around the folder; undefined where nothing can be known of it. */
  readonly surroundings?: Surroundings | undefined;
}

/** What lies around a content folder and has a part in its course: packages that its code imports, its configuration. */
export interface Surroundings {
  /** What code in `from`, a file of the content folder, gets when it imports `specifier` from a package. Nothing is run. */
  resolve(specifier: string, from: string): PackageModule;
  /** `lectern.config.ts` (or `.mts`, `.js`, `.mjs`) beside the folder, as text. */
  configuration(): { readonly file: string; readonly text: string } | undefined;
}

export type PackageModule =
  | {
      readonly kind: 'file';
      /** Absolute. */
      readonly path: string;
      /** The names that can be imported from it; undefined where they cannot be known without running it. */
      exports(): ReadonlySet<string> | undefined;
    }
  /** A module of Node.js itself. */
  | { readonly kind: 'built-in' }
  | { readonly kind: 'missing'; readonly package: string; readonly isInstalled: boolean };
