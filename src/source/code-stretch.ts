/** A part of a file of code, as a lesson shows it: without the marks of regions, and not indented. */
export interface CodeStretch {
  /** Lines end with a line feed; without one at the end. */
  readonly code: string;
}

/** What keeps a stretch from being found. */
export type NoStretch =
  /** No region has this name; those that there are. */
  | { readonly kind: 'unknown'; readonly names: readonly string[] }
  /** The mark that begins it, by line, and none that ends it. */
  | { readonly kind: 'unclosed'; readonly line: number }
  /** Two regions have the name, which begin at these lines. */
  | { readonly kind: 'twice'; readonly lines: readonly [number, number] }
  /** There is nothing in it. */
  | { readonly kind: 'empty' };

interface Mark {
  readonly kind: 'start' | 'end';
  readonly name: string | undefined;
  /** Whether it can be nothing else: `#region` in one word. */
  readonly isPlain: boolean;
}

interface Region {
  readonly name: string | undefined;
  /** Index of the line that begins it, and of the one that ends it; none for a region that is not closed. */
  readonly start: number;
  readonly end: number | undefined;
}

/**
 * A mark of a region, alone on its line, as editors fold them, in a comment of any language: `// #region name`,
 * `# region name`, `<!-- #region name -->`, `-- #region name`, `#pragma region name`; `endregion` likewise.
 */
const marking =
  /^[ \t]*(?:\/\/+|\/\*+|\{\/\*|<!--|\(\*|--+|;+|%+|'|"|#+|@?rem\b)(?:[ \t]*#)?[ \t]*(?:pragma[ \t]+)?(end)?[ \t]?region(?:[ \t]+([\w.-]+?))?[ \t]*(?:\*+\/\}?|-->|\*\))?[ \t]*$/i;

function markOf(line: string): Mark | undefined {
  if (line.length > 200) return undefined;
  const found = marking.exec(line);
  return found === null
    ? undefined
    : {
        kind: found[1] === undefined ? 'start' : 'end',
        name: found[2],
        isPlain: /#(?:pragma[ \t]+)?(?:end[ \t]?)?region/i.test(line),
      };
}

/** The lines of a file, and the regions that its marks make. */
export class CodeFile {
  readonly #lines: readonly string[];
  readonly #regions: readonly Region[];
  /** Indexes of lines that are marks. */
  readonly #marks: ReadonlySet<number>;

  /** `text` with line feeds. */
  constructor(text: string) {
    this.#lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
    const regions: Region[] = [];
    const open: { readonly name: string | undefined; readonly start: number; readonly isPlain: boolean }[] = [];
    const marks = new Set<number>();
    for (const [index, line] of this.#lines.entries()) {
      const mark = /region/i.test(line) ? markOf(line) : undefined;
      if (mark?.kind === 'start') open.push({ ...mark, start: index });
      if (mark?.kind !== 'end') continue;
      const { name } = mark;
      const at = name === undefined ? open.length - 1 : open.findLastIndex((region) => region.name === name);
      const [region] = at < 0 ? [] : open.splice(at, 1);
      if (region !== undefined) {
        marks.add(region.start).add(index);
        regions.push({ name: region.name, start: region.start, end: index });
      } else if (mark.isPlain) marks.add(index);
    }
    // “# region codes” that nothing ends is a comment like any other.
    for (const { name, start, isPlain } of open) {
      if (isPlain) marks.add(start);
      if (isPlain || name !== undefined) regions.push({ name, start, end: undefined });
    }
    this.#marks = marks;
    this.#regions = regions.toSorted((a, b) => a.start - b.start);
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  /** The names of the regions, in order. */
  get regionNames(): readonly string[] {
    return [...new Set(this.#regions.flatMap(({ name }) => name ?? []))];
  }

  /** The whole file as it is run. */
  get whole(): string {
    return this.#lines.join('\n');
  }

  /** Everything. */
  all(): CodeStretch | NoStretch {
    return this.#shown(0, this.#lines.length);
  }

  /** Lines from 1, the last one included, as far as there are any. */
  between(from: number, to: number): CodeStretch | NoStretch {
    return this.#shown(from - 1, Math.min(to, this.#lines.length));
  }

  region(name: string): CodeStretch | NoStretch {
    const [found, second] = this.#regions.filter((region) => region.name === name);
    if (found === undefined) return { kind: 'unknown', names: this.regionNames };
    if (second !== undefined) return { kind: 'twice', lines: [found.start + 1, second.start + 1] };
    return found.end === undefined
      ? { kind: 'unclosed', line: found.start + 1 }
      : this.#shown(found.start + 1, found.end);
  }

  #shown(from: number, to: number): CodeStretch | NoStretch {
    const lines = this.#lines.slice(from, to).filter((_, index) => !this.#marks.has(from + index));
    while (lines.at(-1)?.trim() === '') lines.pop();
    while (lines[0]?.trim() === '') lines.shift();
    return lines.length === 0 ? { kind: 'empty' } : { code: dedented(lines).join('\n') };
  }
}

/** Without the white space that all lines begin with; lines of nothing else count for none. */
function dedented(lines: readonly string[]): readonly string[] {
  let common: string | undefined;
  for (const line of lines) {
    const indent = /^[ \t]*/.exec(line)![0];
    if (indent.length === line.length) continue;
    if (common === undefined) common = indent;
    let same = 0;
    while (same < common.length && common[same] === indent[same]) same++;
    common = common.slice(0, same);
  }
  const width = common?.length ?? 0;
  return lines.map((line) => (line.trim() === '' ? '' : line.slice(width)));
}
