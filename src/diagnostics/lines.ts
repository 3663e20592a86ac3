/**
 * The lines of a text as diagnostics count them: LF, CRLF and CR each end one, a BOM at the start is no column.
 * Line 1 is at index 0; line breaks are left out.
 */
export function linesOf(text: string): readonly string[] {
  return text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
}
