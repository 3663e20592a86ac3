/** Text in a terminal: how each character is displayed, and how many columns it takes. */

/** One visible character: its UTF-16 range, what is printed for it, and its width in columns. */
export interface Cell {
  /** Offset of its first UTF-16 unit in the source. */
  readonly start: number;
  /** Offset after its last UTF-16 unit. */
  readonly end: number;
  readonly shown: string;
  readonly width: number;
}

/** Printable ASCII, one column per character: nearly every line of a course. */
const plain = /^[ -~]*$/;
const tabStop = 4;
let segmenter: Intl.Segmenter | undefined;
/**
 * Splits text into grapheme clusters. Created lazily, because creating the segmenter takes longer than everything else.
 */
const graphemesOf = (text: string): Intl.Segments =>
  (segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })).segment(text);

/**
 * Splits a line into terminal cells. Tabs become spaces up to the next tab stop; control and bidirectional formatting
 * characters are made visible, so that a file can neither control the terminal nor disguise its contents.
 */
export function cellsOf(line: string): readonly Cell[] {
  if (plain.test(line)) return Array.from(line, (shown, index) => ({ start: index, end: index + 1, shown, width: 1 }));
  const cells: Cell[] = [];
  let column = 0;
  for (const { segment, index } of graphemesOf(line)) {
    const shown = segment === '\t' ? ' '.repeat(tabStop - (column % tabStop)) : printable(segment);
    const width = segment === '\t' ? shown.length : displayWidth(shown);
    cells.push({ start: index, end: index + segment.length, shown, width });
    column += width;
  }
  return cells;
}

/** Makes control and bidirectional formatting characters visible; line breaks are kept. */
export function printable(text: string): string {
  return text.replace(
    /[^\P{Control}\n\r]|[\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu,
    (character) => {
      const code = character.charCodeAt(0);
      // Unicode has a symbol for each C0 control character.
      if (code < 0x20) return String.fromCharCode(0x2400 + code);
      return code === 0x7f ? '\u2421' : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
    },
  );
}

/** Width of printable text in columns: two for East Asian wide characters and emoji, none for combining marks. */
function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemesOf(text)) width += graphemeWidth(segment);
  return width;
}

function graphemeWidth(grapheme: string): number {
  if (/^[\p{Mark}\p{Format}]+$/u.test(grapheme)) return 0;
  if (/^\p{Emoji_Presentation}/u.test(grapheme) || grapheme.includes('\uFE0F')) return 2;
  return wide.some(([first, last]) => (grapheme.codePointAt(0) ?? 0) >= first && (grapheme.codePointAt(0) ?? 0) <= last)
    ? 2
    : 1;
}

/** Blocks of wide or full-width characters (Unicode East Asian Width, UAX #11). */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18d08],
  [0x1aff0, 0x1b2fb],
  [0x1f200, 0x1f265],
  [0x20000, 0x3fffd],
];
