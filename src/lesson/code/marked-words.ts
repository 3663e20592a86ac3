/** A stretch of a line's text, and the tag around it with its attributes. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly tag: string;
  readonly attributes?: string;
}

/**
 * Puts elements around stretches of a line that is HTML already: inside of each coloured piece, so that elements nest. Of
 * stretches that overlap, the first counts.
 */
export function around(line: string, stretches: readonly Stretch[]): string {
  const sorted: Stretch[] = [];
  for (const one of stretches.toSorted((a, b) => a.start - b.start || b.end - a.end))
    if (one.start >= (sorted.at(-1)?.end ?? 0) && one.end > one.start) sorted.push(one);
  if (sorted.length === 0) return line;
  let html = '';
  let at = 0;
  let open: Stretch | undefined;
  const close = (): void => {
    if (open !== undefined) html += `</${open.tag}>`;
    open = undefined;
  };
  for (const [piece] of line.matchAll(/<[^>]*>|&[^;\s]+;|[^]/gu)) {
    if (piece.startsWith('<')) {
      close();
      html += piece;
      continue;
    }
    const here = sorted.find(({ start, end }) => start <= at && at < end);
    if (here !== open) {
      close();
      if (here !== undefined) html += `<${here.tag}${here.attributes ?? ''}>`;
      open = here;
    }
    html += piece;
    at += piece.startsWith('&') ? 1 : piece.length;
  }
  close();
  return html;
}
