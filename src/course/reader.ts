import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { facts } from './facts.ts';
import type { Report } from './problem.ts';
import type { CourseFiles, FileEntry, ReadFailure, Surroundings } from '../source/files.ts';
import type { DirectiveSyntax } from './directive-syntax.ts';
import { limits } from '../source/limits.ts';
import { mergeConflict } from '../source/merge-conflict.ts';
import { notAPicture, pictureHeadBytes } from '../source/picture-head.ts';
import { activeInSvg, activeType } from '../source/published-files.ts';
import { translationOf } from './translation/names.ts';
import { decodeText, readFailure, type SourceText, type TextResult } from '../source/text.ts';

/** What was read of a file, and what it has wrong. */
export interface Read<Result> {
  readonly result: Result;
  readonly diagnostics: readonly Diagnostic[];
}

/** What files were read as, as plain data that outlives a process. Whoever keeps it answers for its having been read by the same Lectern. */
export interface ReadStore {
  /** What was kept of a file, when it had this text. */
  get(file: string, text: string): unknown;
  set(file: string, text: string, kept: unknown): void;
}

/** How the result of reading becomes plain data, and is made of it again. */
export interface Keeping<Result> {
  /** Undefined for what is better read again. */
  keep(read: Read<Result>): unknown;
  revive(kept: unknown): Read<Result>;
}

/** What an earlier load made of a file, and of which text. */
interface Remembered {
  readonly text: string;
  readonly result: unknown;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Keeps what was read from one load to the next, so that after an edit only the edited file is parsed again. Give the
 * same memory to each load of the same folder; the result is the same as without.
 */
export class ReadMemory {
  readonly #files = new Map<string, Remembered>();
  readonly #texts = new Map<string, { readonly content: Uint8Array | ReadFailure; readonly decoded: TextResult }>();
  readonly #store: ReadStore | undefined;

  /** `store`: what was read by earlier processes. */
  constructor(store?: ReadStore) {
    this.#store = store;
  }

  /** As `decodeText`, and a file with an unfinished merge in it has no text; the very same bytes, which nobody changes, are decoded once. */
  decode(file: string, content: Uint8Array | ReadFailure): TextResult {
    const known = this.#texts.get(file);
    if (known?.content === content) return known.decoded;
    const decoded = withoutConflict(decodeText(file, content));
    this.#texts.set(file, { content, decoded });
    return decoded;
  }

  /** The result of `read`, made anew only if the file's text is another than last time; without `keeping`, that ends with the process. */
  recall<Result>(source: SourceText, keeping: Keeping<Result> | undefined, read: () => Read<Result>): Read<Result> {
    const known = this.#files.get(source.file);
    if (known !== undefined && known.text === readAs(source)) return known as Read<Result> & Remembered;
    const found =
      keeping === undefined ? read() : (this.#stored(source, keeping) ?? this.#fresh(source, keeping, read));
    this.#files.set(source.file, { text: readAs(source), ...found });
    return found;
  }

  #stored<Result>(source: SourceText, { revive }: Keeping<Result>): Read<Result> | undefined {
    const kept = this.#store?.get(source.file, readAs(source));
    return kept === undefined ? undefined : revive(kept);
  }

  #fresh<Result>(source: SourceText, { keep }: Keeping<Result>, read: () => Read<Result>): Read<Result> {
    const fresh = read();
    const kept = this.#store === undefined ? undefined : keep(fresh);
    if (kept !== undefined) this.#store?.set(source.file, readAs(source), kept);
    return fresh;
  }
}

/** What a file is read as depends on its text, and on whether dollar signs are formulas. */
const readAs = ({ text, hasMath }: SourceText): string => (hasMath === true ? `${text}\0` : text);

/** What stands between the marks of a merge is not what anybody wrote: nothing else is to be said of such a file. */
function withoutConflict(decoded: TextResult): TextResult {
  const diagnostic = decoded.source === undefined ? undefined : mergeConflict(decoded.source);
  return diagnostic === undefined ? decoded : { source: undefined, diagnostic };
}

/** Names of files that people write and merge line by line. */
const isText =
  /\.(?:astro|c|cc|cpp|cs|css|csv|go|h|html?|ini|java|json|[cm]?[jt]sx?|kt|mdx?|markdown|php|py|r|rb|rs|s[ac]ss|sh|sql|svelte|svg|swift|toml|tsv|txt|vue|xml|ya?ml)$/i;

/** The content folder during one load: every file is read once, every problem goes to one list. */
export class CourseReader {
  /** What is listed, without what belongs to other languages than the one that is read. */
  entries: readonly FileEntry[];
  /** The language of the translation that is read; undefined for the original. */
  language: string | undefined;
  /** Which directives authors may write. */
  readonly directives: readonly DirectiveSyntax[];
  readonly diagnostics: Report[] = [];
  /** Whether the course has formulas, once that is known of it. */
  hasMath = false;
  /** Whose videos the course may show, beside its own, once that is known of it. */
  videoHosts: readonly string[] = [];
  readonly #files: CourseFiles;
  readonly #byPath: ReadonlyMap<string, FileEntry>;
  readonly #memory: ReadMemory;
  readonly #texts = new Map<string, TextResult>();

  constructor(files: CourseFiles, directives: readonly DirectiveSyntax[], memory: ReadMemory) {
    this.directives = directives;
    this.#memory = memory;
    this.#files = files;
    this.entries = files.list();
    this.#byPath = new Map(this.entries.map((entry) => [entry.path, entry]));
    for (const { path, failure } of this.entries)
      if (failure !== undefined) this.report({ ...readFailure(path, failure), unsettles: [facts.path(path)] });
  }

  /** From here on, reads the course in one of its languages, or its original; files of the other languages are not there. */
  readIn(language: string | undefined, languages: readonly string[]): void {
    this.language = language;
    this.entries = this.entries.filter(({ path }) => {
      const own = translationOf(path)?.language;
      return own === undefined || own === language || !languages.includes(own);
    });
  }

  report(...found: readonly (Report | readonly Report[])[]): void {
    for (const each of found)
      for (const diagnostic of Array.isArray(each) ? (each as readonly Report[]) : [each as Report])
        this.diagnostics.push(diagnostic);
  }

  get surroundings(): Surroundings | undefined {
    return this.#files.surroundings;
  }

  entry(path: string): FileEntry | undefined {
    return this.#byPath.get(path);
  }

  /** The file at a path, spelt as it is listed. */
  fileAt(path: string): string | undefined {
    if (this.entry(path)?.kind === 'file') return path;
    const composed = path.normalize('NFC');
    return this.entries.find((entry) => entry.kind === 'file' && entry.path.normalize('NFC') === composed)?.path;
  }

  /** What a file holds in place of a picture, if it is known to be none. */
  notAPicture(path: string): string | undefined {
    const head = this.#files.head(path, pictureHeadBytes);
    return head === undefined ? undefined : notAPicture(head);
  }

  /** What keeps a file from being published as it is: browsers could run it, or nobody knows what they would do with it. */
  active(path: string): string | undefined {
    const type = activeType(path);
    if (type !== undefined || !/\.svg$/i.test(path)) return type;
    const bytes = this.#files.read(path);
    if (!(bytes instanceof Uint8Array)) return undefined;
    const text = decodeText(path, bytes).source?.text;
    const found = text === undefined ? 'something else than UTF-8' : activeInSvg(text);
    return found === undefined ? undefined : `a drawing with ${found}`;
  }

  /** The text of a file that is listed, or undefined after reporting why there is none. */
  text(path: string): SourceText | undefined {
    // What cannot be read at all was reported when the folder was listed.
    if (this.#byPath.get(path)?.failure !== undefined) return undefined;
    const known = this.#texts.get(path);
    if (known !== undefined) return this.#withMath(known.source);
    const decoded = this.#memory.decode(path, this.#files.read(path));
    this.#texts.set(path, decoded);
    if (decoded.diagnostic !== undefined) this.report(decoded.diagnostic);
    return this.#withMath(decoded.source);
  }

  #withMath(source: SourceText | undefined): SourceText | undefined {
    return source === undefined || !this.hasMath ? source : { ...source, hasMath: true };
  }

  /** Reports unfinished merges in files of text that nobody has asked for: they are published or forgotten as they stand. */
  reportConflicts(): void {
    for (const { path, kind, size } of this.entries) {
      if (kind !== 'file' || size > limits.fileBytes || !isText.test(path) || this.#texts.has(path)) continue;
      const { diagnostic } = this.#memory.decode(path, this.#files.read(path));
      if (diagnostic?.code === 'merge-conflict') this.report(diagnostic);
    }
  }

  /** What `read` makes of a file's text, from memory where the text has not changed. Reports the same either way. */
  recall<Result>(source: SourceText, keeping: Keeping<Result> | undefined, read: () => Read<Result>): Result {
    const { result, diagnostics } = this.#memory.recall(source, keeping, read);
    this.report(diagnostics);
    return result;
  }
}
