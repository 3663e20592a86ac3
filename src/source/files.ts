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
  | { readonly reason: 'too-large'; readonly size: number; readonly limit: number };

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
}
