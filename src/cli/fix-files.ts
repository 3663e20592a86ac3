import type { Diagnostic, Edit, Point, Span } from '../diagnostics/diagnostic.ts';
import type { CourseFiles } from '../source/files.ts';
import { findFrontMatter } from '../source/front-matter.ts';
import { decodeText, sourceText, type SourceText } from '../source/text.ts';
import { trailingBlanks, without, type TrailingBlanks } from '../source/yaml-space.ts';
import type { CheckedContent } from './content.ts';

/** What `--fix` would write, and the resulting content. Nothing has been written yet. */
export interface FixResult {
  readonly files: readonly FixedFile[];
  /** The content with the edits applied. */
  readonly after: CheckedContent;
}

export interface FixedFile {
  /** Relative to the content folder. */
  readonly file: string;
  /** As read, byte order mark and line breaks included. */
  readonly before: string;
  readonly after: string;
  /** The fixes, in the order in which they were applied. */
  readonly applied: readonly AppliedFix[];
}

/** A fix and its original position. */
export interface AppliedFix {
  readonly start: Point;
  /** The code of the resolved diagnostic; undefined for fixes without a diagnostic. */
  readonly code?: string;
  readonly message: string;
}

/** One edit can enable the next; more rounds than this indicate a cycle. */
const mostRounds = 100;

/**
 * Applies all safe edits, checks again, and repeats until there are none left, so that the result is idempotent;
 * finally removes trailing white space from YAML, for which there is no diagnostic. Of two overlapping edits the first
 * is applied, and the other is re-evaluated on the result. An edit that introduces a new error is reverted.
 */
export function fixFiles(files: CourseFiles, check: (files: CourseFiles) => CheckedContent): FixResult {
  let state: State = { contents: new Map(), checked: check(files) };
  const takenBack = new Set<string>();
  for (let round = 0; round < mostRounds; round += 1) {
    const safe = state.checked.report.diagnostics.filter(
      (diagnostic) => diagnostic.edit !== undefined && !takenBack.has(nameOf(diagnostic)),
    );
    const opening = safe.filter(opensAFile);
    const next = attempt(opening.length > 0 ? opening : safe, state, files, check, takenBack);
    if (next === undefined && safe.every((diagnostic) => takenBack.has(nameOf(diagnostic)) || !opensAFile(diagnostic)))
      break;
    state = next ?? state;
  }
  const contents = new Map(state.contents);
  const after = tidy(files, state.checked.files, contents) ? check(withContents(files, contents)) : state.checked;
  return { files: [...contents.values()].filter((file) => file.before !== file.after), after };
}

/** The state of the fixing process. */
interface State {
  readonly contents: ReadonlyMap<string, FixedFile>;
  readonly checked: CheckedContent;
}

/** Whether an error prevented its file from being parsed: diagnostics that appear after fixing it are not new. */
function opensAFile({ code }: Diagnostic): boolean {
  return code.startsWith('yaml-') || code === 'mdx-syntax';
}

/**
 * Applies as many of these edits as possible without new errors; undefined if every edit causes one. Reverted edits are
 * added to `takenBack`: first those that a new error points at, otherwise by bisection.
 */
function attempt(
  diagnostics: readonly Diagnostic[],
  state: State,
  files: CourseFiles,
  check: (files: CourseFiles) => CheckedContent,
  takenBack: Set<string>,
): State | undefined {
  const { contents, placed } = applied(diagnostics, state.contents, files);
  if (placed.length === 0) return undefined;
  const checked = check(withContents(files, contents));
  const made = newErrors(state.checked, checked);
  const harmful = placed.filter(({ stretch }) => made.some((error) => isAbout(error, stretch)));
  if (harmful.length === 0 && (made.length === 0 || placed.every(({ diagnostic }) => opensAFile(diagnostic))))
    return { contents, checked };
  const [only, ...others] = placed;
  if (harmful.length > 0 || others.length === 0) {
    const guilty = new Set(harmful.length > 0 ? harmful.map(({ diagnostic }) => diagnostic) : [only?.diagnostic]);
    for (const diagnostic of guilty) if (diagnostic !== undefined) takenBack.add(nameOf(diagnostic));
    return attempt(
      placed.flatMap(({ diagnostic }) => (guilty.has(diagnostic) ? [] : [diagnostic])),
      state,
      files,
      check,
      takenBack,
    );
  }
  const half = Math.ceil(placed.length / 2);
  const [first, second] = [placed.slice(0, half), placed.slice(half)].map((part) =>
    part.map(({ diagnostic }) => diagnostic),
  );
  // The positions of the second half refer to the original text.
  return attempt(first ?? [], state, files, check, takenBack) ?? attempt(second ?? [], state, files, check, takenBack);
}

/** An applied edit, and the lines that it can affect. */
interface Placed {
  readonly diagnostic: Diagnostic;
  readonly stretch: Span;
}

/** The contents with these edits applied, except those that overlap earlier ones. */
function applied(
  diagnostics: readonly Diagnostic[],
  contents: ReadonlyMap<string, FixedFile>,
  files: CourseFiles,
): { readonly contents: ReadonlyMap<string, FixedFile>; readonly placed: readonly Placed[] } {
  const next = new Map(contents);
  const placed: Placed[] = [];
  for (const [file, own] of Map.groupBy(diagnostics, (diagnostic) => diagnostic.file)) {
    const before = contents.get(file)?.before ?? rawText(files, file);
    if (before === undefined) continue;
    const current = contents.get(file)?.after ?? before;
    const {
      text,
      applied: made,
      at,
    } = applyEdits(
      current,
      own.filter((diagnostic) => !isAnchored(current, diagnostic)),
    );
    if (made.length === 0) continue;
    next.set(file, { file, before, after: text, applied: [...(contents.get(file)?.applied ?? []), ...made] });
    const source = sourceText(file, text.replace(/^\uFEFF/, ''));
    for (const [diagnostic, { start, end }] of at)
      placed.push({ diagnostic, stretch: withIndentedLines(source, start, end) });
  }
  return { contents: next, placed };
}

/** Whether an edit would change a value that is referenced by aliases. */
function isAnchored(raw: string, { edit }: Diagnostic): boolean {
  const line = edit === undefined ? '' : (raw.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)[edit.start.line - 1] ?? '');
  return edit !== undefined && /(?:^|\s)&[^\s,[\]{}]+[ \t]+$/.test(line.slice(0, edit.start.column - 1));
}

/** The lines of a range, and the indented lines below that belong to its last line in YAML. */
function withIndentedLines(source: SourceText, start: number, end: number): Span {
  const first = source.pointAt(start).line;
  const lines = source.text.split(/\r\n|\r|\n/);
  let last = source.pointAt(end).line;
  const indent = (line: number): number => /^[ ]*(?:- +)*/.exec(lines[line - 1] ?? '')?.[0].length ?? 0;
  const own = indent(last);
  while (last < lines.length && ((lines[last] ?? '').trim() === '' || indent(last + 1) > own)) last += 1;
  return {
    file: source.file,
    start: { line: first, column: 1 },
    end: { line: last, column: (lines[last - 1] ?? '').length + 1 },
  };
}

/** Errors that did not exist before. */
function newErrors(before: CheckedContent, after: CheckedContent): readonly Diagnostic[] {
  const known = new Set(before.report.diagnostics.map(identityOf));
  return after.report.diagnostics.filter(
    (diagnostic) => diagnostic.severity === 'error' && !known.has(identityOf(diagnostic)),
  );
}

/** Whether a diagnostic is in some lines, or refers to them. */
function isAbout(diagnostic: Diagnostic, stretch: Span): boolean {
  return [diagnostic, ...(diagnostic.related ?? [])].some(
    ({ file, start }) => file === stretch.file && start.line >= stretch.start.line && start.line <= stretch.end.line,
  );
}

function identityOf({ file, code, message }: Diagnostic): string {
  return `${file}\n${code}\n${message}`;
}

function nameOf(diagnostic: Diagnostic): string {
  return `${identityOf(diagnostic)}\n${diagnostic.edit?.text ?? ''}`;
}

/** Removes insignificant trailing white space from YAML files and front matter. Returns whether there was any. */
function tidy(files: CourseFiles, paths: readonly string[], contents: Map<string, FixedFile>): boolean {
  let any = false;
  for (const file of paths) {
    const known = contents.get(file);
    const source =
      known === undefined
        ? isRead(file)
          ? decodeText(file, files.read(file)).source
          : undefined
        : sourceText(file, known.after.replace(/^\uFEFF/, ''));
    const blanks = source === undefined ? [] : blanksOf(source);
    const before = known?.before ?? (blanks.length === 0 ? undefined : rawText(files, file));
    const [first] = blanks;
    if (source === undefined || first === undefined || before === undefined) continue;
    const message = `blanks at the end of ${blanks.length === 1 ? 'this line' : `${blanks.length} lines`}`;
    const mark = before.startsWith('\uFEFF') ? '\uFEFF' : '';
    contents.set(file, {
      file,
      before,
      after: mark + without(source.text, blanks),
      applied: [...(known?.applied ?? []), { start: source.pointAt(first.start), message }],
    });
    any = true;
  }
  return any;
}

/** Whether a file contains YAML, by its name. */
function isRead(file: string): boolean {
  return /^course\.yaml$|^modules\/[^/]+\/(?:quiz\.yaml|lesson\.mdx?)$/.test(file);
}

function blanksOf(source: SourceText): readonly TrailingBlanks[] {
  if (source.file.endsWith('.yaml')) return trailingBlanks(source);
  const front = findFrontMatter(source);
  return typeof front === 'string' ? [] : trailingBlanks(source, front.yaml);
}

/**
 * Applies the edits that do not overlap an earlier one; positions do not count a byte order mark. `at`: their positions
 * in the new text.
 */
export function applyEdits(
  raw: string,
  diagnostics: readonly Diagnostic[],
): {
  readonly text: string;
  readonly applied: readonly Diagnostic[];
  readonly at: ReadonlyMap<Diagnostic, { readonly start: number; readonly end: number }>;
} {
  const mark = raw.startsWith('\uFEFF') ? '\uFEFF' : '';
  const source = sourceText('', raw.slice(mark.length));
  const edits = diagnostics
    .flatMap((diagnostic) => (diagnostic.edit === undefined ? [] : [{ diagnostic, ...offsets(diagnostic.edit) }]))
    .toSorted((a, b) => a.from - b.from || a.to - b.to);

  let text = '';
  let done = 0;
  let last: (typeof edits)[number] | undefined;
  const applied: Diagnostic[] = [];
  const at = new Map<Diagnostic, { readonly start: number; readonly end: number }>();
  for (const edit of edits) {
    const same = last !== undefined && last.from === edit.from && last.to === edit.to && last.text === edit.text;
    if (same) applied.push(edit.diagnostic);
    // Two insertions at the same position overlap as well, because their order would be a guess.
    if (last !== undefined && (edit.from < last.to || edit.from === last.from)) continue;
    text += source.text.slice(done, edit.from) + edit.text;
    at.set(edit.diagnostic, { start: text.length - edit.text.length, end: text.length });
    done = edit.to;
    last = edit;
    applied.push(edit.diagnostic);
  }
  return { text: mark + text + source.text.slice(done), applied, at };

  function offsets(edit: Edit): { readonly from: number; readonly to: number; readonly text: string } {
    return { from: source.offsetAt(edit.start), to: source.offsetAt(edit.end), text: edit.text };
  }
}

function rawText(files: CourseFiles, file: string): string | undefined {
  const bytes = files.read(file);
  return bytes instanceof Uint8Array
    ? new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    : undefined;
}

/** The same folder with some files replaced. */
function withContents(files: CourseFiles, contents: ReadonlyMap<string, FixedFile>): CourseFiles {
  const bytes = new Map([...contents].map(([file, { after }]) => [file, new TextEncoder().encode(after)]));
  return {
    list: () => files.list().map((entry) => ({ ...entry, size: bytes.get(entry.path)?.length ?? entry.size })),
    read: (path) => bytes.get(path) ?? files.read(path),
    head: (path, length) => bytes.get(path)?.subarray(0, length) ?? files.head(path, length),
  };
}
