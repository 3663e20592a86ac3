import { escapeText } from '../html.ts';
import { fontSize, lineHeight } from './measure.ts';

/** Numbers as drawings have them: a tenth of a pixel is enough. */
export const n = (value: number): string => String(Math.round(value * 10) / 10);

export const at = (...values: readonly number[]): string => values.map(n).join(' ');

/** Lines of text around a point. */
export function text(lines: readonly string[], x: number, y: number, kind = '', anchor = ''): string {
  const first = y - ((lines.length - 1) * lineHeight) / 2 + fontSize * 0.34;
  return lines
    .map((line, index) =>
      line === ''
        ? ''
        : `<text${kind === '' ? '' : ` class="${kind}"`}${anchor === '' ? '' : ` text-anchor="${anchor}"`} x="${n(x)}" y="${n(first + index * lineHeight)}">${escapeText(line)}</text>`,
    )
    .join('');
}

export const path = (kind: string, d: string): string => `<path class="${kind}" d="${d}"/>`;

export function rect(kind: string, x: number, y: number, width: number, height: number, radius = 0): string {
  return `<rect class="${kind}" x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"${radius === 0 ? '' : ` rx="${n(radius)}"`}/>`;
}

/** Where a drawing may shrink to its column: by a quarter at most, so that its words stay readable. */
const columns = [
  { name: 'phone', widest: 430 },
  { name: 'page', widest: 880 },
  { name: 'screen', widest: 1200 },
] as const;

function fits(width: number): string {
  const column = columns.find(({ widest }) => width <= widest);
  return column === undefined ? '' : ` class="fits-${column.name}"`;
}

/** The whole drawing; what it shows is said by the figure around it. */
export function svg(x: number, y: number, width: number, height: number, content: string): string {
  return `<svg${fits(width)} viewBox="${at(x, y, width, height)}" width="${Math.ceil(width)}" height="${Math.ceil(height)}" aria-hidden="true">${content}</svg>`;
}
