import { client, server, station } from './drawing.ts';

/** Maximum number of lines and stations: the figure is a sketch of the course, not a complete map. */
const most = { lines: 5, stations: 9 };

/** The course as a transit map: a line per category in its accent colour, a station per module. */
export function courseFigure(
  categories: readonly { readonly accent: number; readonly modules: { readonly length: number } }[],
): string {
  const shown = categories.slice(0, most.lines);
  const lines = shown.map((category, index) => {
    const level = shown.length === 1 ? 110 : 22 + (176 / (shown.length - 1)) * index;
    // A single line goes up and down; several lines stay on their level.
    const [out, back] = shown.length === 1 ? [40, 180] : [level, level];
    const stops = Math.min(category.modules.length, most.stations);
    const middle = 480;
    const path = `M126 110H150${bend(150, 110, out)}H${middle - 90}${bend(middle - 90, out, back)}H650${bend(650, back, 110)}H852`;
    const marks = Array.from({ length: stops }, (_, stop) => {
      const [x, y] = along(stops === 1 ? 0.25 : stop / (stops - 1), out, back);
      return station(x, y, 'both', stops > 6 ? 11 : 15);
    });
    return `<g data-accent="${category.accent}"><path class="f-open" d="${path}"/>${marks.join('')}</g>`;
  });
  return [...lines, client(66, 110), server(898, 110)].join('');
}

/** A curve from one level to another, 180 units wide, horizontal at both ends. */
const bend = (x: number, from: number, to: number): string => `C${x + 90} ${from} ${x + 90} ${to} ${x + 180} ${to}`;

/** The position of a station along the line. */
function along(part: number, out: number, back: number): readonly [number, number] {
  const x = 330 + part * 320;
  return x < 390 ? [x, out] : x > 570 ? [x, back] : [x, level(x, out, back)];
}

/** The height of the middle curve at `x`, found by bisection. */
function level(x: number, from: number, to: number): number {
  let [low, high] = [0, 1];
  for (let turn = 0; turn < 24; turn++) {
    const at = (low + high) / 2;
    const here = 390 + 180 * (1.5 * at * (1 - at) + at ** 3);
    if (here < x) low = at;
    else high = at;
  }
  const at = low;
  return from + (to - from) * (3 * at ** 2 - 2 * at ** 3);
}
