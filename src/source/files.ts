/** What a path inside the content folder is. */
export interface FileEntry {
  /** Relative to the content folder, `/` on every system, NFC as found on disk. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'other';
  /** Bytes; 0 for folders. */
  readonly size: number;
}

/** Why a file could not be read. */
export type ReadFailure =
  | { readonly reason: 'missing' | 'unreadable' | 'outside' | 'not-a-file' }
  | { readonly reason: 'too-large'; readonly size: number; readonly limit: number };

/**
 * The content folder, as the reader sees it. `disk.ts` reads a real folder, `memory.ts` an object literal;
 * nothing else knows which.
 *
 * Guarantees: no path leads outside the folder (symbolic links included), listing order is by code unit,
 * and reading never throws.
 */
export interface CourseFiles {
  /** Every entry below the folder, sorted by path. Folders come without a trailing slash. */
  list(): readonly FileEntry[];
  /** The bytes of one file, or why there are none. */
  read(path: string): Uint8Array | ReadFailure;
}
