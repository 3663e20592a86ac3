import type { CourseFiles, FileEntry, ReadFailure, Surroundings } from './files.ts';

/** Files as they were when they were first asked for. */
export interface Snapshot extends CourseFiles {
  /**
   * The same, but for some files whose content has changed: only those are read. Undefined where more may have changed than
   * contents: a path is new or gone.
   */
  updated(paths: Iterable<string>): Snapshot | undefined;
  /** Whether other files are the same: same paths, same bytes, same configuration beside them. What nobody has asked for yet is read for it. */
  equals(files: CourseFiles): boolean;
}

/**
 * Files as they are when they are first asked for: whoever reads them again sees the same, also where somebody saves one
 * meanwhile, and nothing is read from the disk twice.
 */
export function snapshot(files: CourseFiles): Snapshot {
  return new Frozen(files, frozen(files.surroundings), undefined, new Map());
}

/** Packages may be asked for at any time; the configuration is as it was. */
function frozen(surroundings: Surroundings | undefined): Surroundings | undefined {
  if (surroundings === undefined) return undefined;
  const configuration = surroundings.configuration();
  return { resolve: (specifier, from) => surroundings.resolve(specifier, from), configuration: () => configuration };
}

class Frozen implements Snapshot {
  readonly surroundings: Surroundings | undefined;
  readonly #files: CourseFiles;
  readonly #contents: Map<string, Uint8Array | ReadFailure>;
  #entries: readonly FileEntry[] | undefined;

  constructor(
    files: CourseFiles,
    surroundings: Surroundings | undefined,
    entries: readonly FileEntry[] | undefined,
    contents: Map<string, Uint8Array | ReadFailure>,
  ) {
    this.#files = files;
    this.surroundings = surroundings;
    this.#entries = entries;
    this.#contents = contents;
  }

  list(): readonly FileEntry[] {
    return (this.#entries ??= this.#files.list());
  }

  read(path: string): Uint8Array | ReadFailure {
    const known = this.#contents.get(path);
    if (known !== undefined) return known;
    const content = this.#files.read(path);
    this.#contents.set(path, content);
    return content;
  }

  head(path: string, length: number): Uint8Array | undefined {
    const known = this.#contents.get(path);
    return known instanceof Uint8Array ? known.subarray(0, length) : this.#files.head(path, length);
  }

  updated(paths: Iterable<string>): Snapshot | undefined {
    const contents = new Map(this.#contents);
    const sizes = new Map<string, number>();
    for (const path of paths) {
      const content = this.#files.read(path);
      if (!(content instanceof Uint8Array)) return undefined;
      contents.set(path, content);
      sizes.set(path, content.length);
    }
    const known = new Set<string>();
    const entries = this.list().map((entry) => {
      const size = sizes.get(entry.path);
      if (size === undefined || entry.kind !== 'file') return entry;
      known.add(entry.path);
      return { ...entry, size };
    });
    return known.size === sizes.size ? new Frozen(this.#files, this.surroundings, entries, contents) : undefined;
  }

  equals(files: CourseFiles): boolean {
    if (files.surroundings?.configuration()?.text !== this.surroundings?.configuration()?.text) return false;
    const others = files.list();
    const own = this.list();
    return (
      others.length === own.length &&
      others.every(
        (entry, index) =>
          isSameEntry(entry, own[index]) &&
          (entry.kind !== 'file' || isSameContent(files.read(entry.path), this.read(entry.path))),
      )
    );
  }
}

function isSameEntry(one: FileEntry, other: FileEntry | undefined): boolean {
  return (
    one.path === other?.path &&
    one.kind === other.kind &&
    one.size === other.size &&
    one.failure?.reason === other.failure?.reason
  );
}

function isSameContent(one: Uint8Array | ReadFailure, other: Uint8Array | ReadFailure): boolean {
  if (!(one instanceof Uint8Array) || !(other instanceof Uint8Array))
    return JSON.stringify(one) === JSON.stringify(other);
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}
