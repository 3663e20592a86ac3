import { plural } from '../text/count.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceText } from './text.ts';

interface Marker {
  readonly sign: string;
  readonly start: number;
  readonly end: number;
  /** Whether it is in fenced code of a lesson. */
  readonly fenced: boolean;
}

/**
 * Detects conflict markers of an unfinished merge: two different ones at line starts, in git’s order, with the same
 * length, one of them `<<<<<<<` or `>>>>>>>` (so that heading underlines do not count). Undefined if there are none.
 *
 * Markers in fenced code are allowed if the lesson is about git or conflicts.
 */
export function mergeConflict(source: SourceText): Diagnostic | undefined {
  const { text } = source;
  if (!text.includes('<<<<<<<') && !text.includes('>>>>>>>')) return undefined;
  const { markers, prose } = read(text, /\.mdx?$/i.test(source.file));
  const open = markers.findIndex(({ fenced }) => !fenced);
  // Both sides of a conflict may open a fence, so fences after a marker outside of them are unreliable.
  const meant = !speaksOfConflicts.test(prose) ? markers : open < 0 ? [] : markers.slice(open);
  const pair = firstPair(meant);
  if (pair === undefined) return undefined;
  const more = meant.filter(({ sign }) => sign.startsWith('<')).length - 1;
  return {
    ...source.span(pair[0].start, pair[0].end),
    code: 'merge-conflict',
    severity: 'error',
    message: `unresolved merge: git’s marks of a conflict stand here${more < 1 ? '' : `, and in ${more} more ${plural(more, 'place')} of this file`}`,
    why: 'both sides would be read, with the marks between them; nothing else in this file is checked until that is settled',
    fix: 'keep what is right of the two sides, and delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`',
    related: [{ ...source.span(pair[1].start, pair[1].end), message: 'the next mark' }],
  };
}

const speaksOfConflicts = /\bgit\b|[ck]on?fli[ck]?t/i;

const order = '<|=>';

function firstPair(markers: readonly Marker[]): readonly [Marker, Marker] | undefined {
  for (const [index, first] of markers.entries()) {
    const next = markers
      .slice(index + 1)
      .find(
        ({ sign }) =>
          sign.length === first.sign.length && order.indexOf(sign.charAt(0)) > order.indexOf(first.sign.charAt(0)),
      );
    if (next !== undefined && (first.sign.startsWith('<') || next.sign.startsWith('>'))) return [first, next];
  }
  return undefined;
}

/** Marker lines, and lines that open or close a fence. Git can be configured to write longer markers. */
const lines = /(?<=^|[\r\n])(?:(<{7,}|\|{7,}|={7,}|>{7,})(?: [^\r\n]*)?| {0,3}(`{3,}|~{3,})([^\r\n]*))(?=[\r\n]|$)/g;

function read(text: string, isMarkdown: boolean): { readonly markers: readonly Marker[]; readonly prose: string } {
  const markers: Marker[] = [];
  let prose = '';
  let fence: string | undefined;
  let from = 0;
  for (const { 0: line, 1: sign, 2: ticks = '', 3: info = '', index } of text.matchAll(lines)) {
    if (fence === undefined) prose += text.slice(from, index);
    from = index + line.length;
    if (sign !== undefined)
      markers.push({ sign, start: index, end: index + line.trimEnd().length, fenced: fence !== undefined });
    else if (isMarkdown && fence === undefined) fence = ticks.startsWith('`') && info.includes('`') ? undefined : ticks;
    else if (fence !== undefined && ticks.startsWith(fence) && info.trim() === '') fence = undefined;
  }
  return { markers, prose: fence === undefined ? prose + text.slice(from) : prose };
}
