import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CourseFiles, FileEntry } from '../source/files.ts';
import { decodeText, readFailure, type SourceText } from '../source/text.ts';

/** The content folder during one load: every file is read once, every problem goes to one list. */
export class CourseReader {
  readonly entries: readonly FileEntry[];
  readonly diagnostics: Diagnostic[] = [];
  readonly #files: CourseFiles;
  readonly #byPath: ReadonlyMap<string, FileEntry>;

  constructor(files: CourseFiles) {
    this.#files = files;
    this.entries = files.list();
    this.#byPath = new Map(this.entries.map((entry) => [entry.path, entry]));
    for (const { path, failure } of this.entries) if (failure !== undefined) this.report(readFailure(path, failure));
  }

  report(...found: readonly Diagnostic[]): void {
    this.diagnostics.push(...found);
  }

  entry(path: string): FileEntry | undefined {
    return this.#byPath.get(path);
  }

  /** The text of a file that is listed, or undefined after reporting why there is none. */
  text(path: string): SourceText | undefined {
    // What cannot be read at all was reported when the folder was listed.
    if (this.#byPath.get(path)?.failure !== undefined) return undefined;
    const { source, diagnostic } = decodeText(path, this.#files.read(path));
    if (diagnostic !== undefined) this.report(diagnostic);
    return source;
  }
}
