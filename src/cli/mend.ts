import type { Diagnostic, Edit, Point } from '../diagnostics/diagnostic.ts';
import type { CourseFiles } from '../source/files.ts';
import { findFrontMatter } from '../source/front-matter.ts';
import { decodeText, sourceText, type SourceText } from '../source/text.ts';
import { trailingBlanks, without, type TrailingBlanks } from '../source/yaml-space.ts';
import type { CheckedContent } from './content.ts';

/** What `--fix` would write, and what the content looks like afterwards. Nothing is written yet. */
export interface Mending {
  readonly files: readonly MendedFile[];
  /** The content with the edits in it. */
  readonly after: CheckedContent;
}

export interface MendedFile {
  /** Relative to the content folder. */
  readonly file: string;
  /** As read, byte order mark and line breaks included. */
  readonly before: string;
  readonly after: string;
  /** What was mended, in the order it was done. */
  readonly mended: readonly Mended[];
}

/** One thing mended, where it stood. */
export interface Mended {
  readonly start: Point;
  /** The code of the report that is gone now; none for what no report speaks of. */
  readonly code?: string;
  readonly message: string;
}

/** One edit can make room for the next; after so many rounds something goes round in circles. */
const mostRounds = 20;

/**
 * Applies every safe edit, checks again, and goes on until there is none left, so that mending twice changes nothing;
 * last, takes away blanks at the ends of lines of YAML, which no report speaks of. Of two edits that touch each other
 * the first is applied, and the other one again judged on what came out.
 */
export function mend(files: CourseFiles, check: (files: CourseFiles) => CheckedContent): Mending {
  const contents = new Map<string, MendedFile>();
  let after = check(files);
  for (let round = 0; round < mostRounds; round += 1) {
    const perFile = Map.groupBy(
      after.report.diagnostics.filter(({ edit }) => edit !== undefined),
      ({ file }) => file,
    );
    for (const [file, diagnostics] of perFile) {
      const before = contents.get(file)?.before ?? rawText(files, file);
      if (before === undefined) continue;
      const current = contents.get(file)?.after ?? before;
      const { text, applied } = applyEdits(current, diagnostics);
      contents.set(file, { file, before, after: text, mended: [...(contents.get(file)?.mended ?? []), ...applied] });
    }
    if (perFile.size === 0) break;
    after = check(withContents(files, contents));
  }
  if (tidy(files, after.files, contents)) after = check(withContents(files, contents));
  return { files: [...contents.values()].filter((file) => file.before !== file.after), after };
}

/** Takes blanks that mean nothing from the ends of lines of every YAML file and front matter; says whether there were any. */
function tidy(files: CourseFiles, paths: readonly string[], contents: Map<string, MendedFile>): boolean {
  let any = false;
  for (const file of paths) {
    const known = contents.get(file);
    const source = known === undefined ? (isRead(file) ? decodeText(file, files.read(file)).source : undefined) : sourceText(file, known.after.replace(/^\uFEFF/, ''));
    const blanks = source === undefined ? [] : blanksOf(source);
    const before = known?.before ?? (blanks.length === 0 ? undefined : rawText(files, file));
    const [first] = blanks;
    if (source === undefined || first === undefined || before === undefined) continue;
    const message = `blanks at the end of ${blanks.length === 1 ? 'this line' : `${blanks.length} lines`}`;
    const mark = before.startsWith('\uFEFF') ? '\uFEFF' : '';
    contents.set(file, { file, before, after: mark + without(source.text, blanks), mended: [...(known?.mended ?? []), { start: source.pointAt(first.start), message }] });
    any = true;
  }
  return any;
}

/** The files of a course that hold YAML, by their names. */
function isRead(file: string): boolean {
  return /^course\.yaml$|^modules\/[^/]+\/(?:quiz\.yaml|lesson\.mdx?)$/.test(file);
}

function blanksOf(source: SourceText): readonly TrailingBlanks[] {
  if (source.file.endsWith('.yaml')) return trailingBlanks(source);
  const front = findFrontMatter(source);
  return typeof front === 'string' ? [] : trailingBlanks(source, front.yaml);
}

/** Applies the edits that do not touch one applied before; positions do not count a byte order mark. */
export function applyEdits(raw: string, diagnostics: readonly Diagnostic[]): { readonly text: string; readonly applied: readonly Diagnostic[] } {
  const mark = raw.startsWith('\uFEFF') ? '\uFEFF' : '';
  const source = sourceText('', raw.slice(mark.length));
  const edits = diagnostics
    .flatMap((diagnostic) => (diagnostic.edit === undefined ? [] : [{ diagnostic, ...offsets(diagnostic.edit) }]))
    .toSorted((a, b) => a.from - b.from || a.to - b.to);

  let text = '';
  let done = 0;
  let last: (typeof edits)[number] | undefined;
  const applied: Diagnostic[] = [];
  for (const edit of edits) {
    const same = last !== undefined && last.from === edit.from && last.to === edit.to && last.text === edit.text;
    if (same) applied.push(edit.diagnostic);
    // Two insertions at one place touch, too: which comes first would be a guess.
    if (last !== undefined && (edit.from < last.to || edit.from === last.from)) continue;
    text += source.text.slice(done, edit.from) + edit.text;
    done = edit.to;
    last = edit;
    applied.push(edit.diagnostic);
  }
  return { text: mark + text + source.text.slice(done), applied };

  function offsets(edit: Edit): { readonly from: number; readonly to: number; readonly text: string } {
    return { from: source.offsetAt(edit.start), to: source.offsetAt(edit.end), text: edit.text };
  }
}

function rawText(files: CourseFiles, file: string): string | undefined {
  const bytes = files.read(file);
  return bytes instanceof Uint8Array ? new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) : undefined;
}

/** The same folder with other contents in some of its files. */
function withContents(files: CourseFiles, contents: ReadonlyMap<string, MendedFile>): CourseFiles {
  const bytes = new Map([...contents].map(([file, { after }]) => [file, new TextEncoder().encode(after)]));
  return {
    list: () => files.list().map((entry) => ({ ...entry, size: bytes.get(entry.path)?.length ?? entry.size })),
    read: (path) => bytes.get(path) ?? files.read(path),
  };
}
