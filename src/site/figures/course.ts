import { client, server, station } from './drawing.ts';

/** At most so many lines and stations are drawn: a figure of a course, not a plan of it. */
const most = { lines: 5, stations: 9 };

/** The course as a map of lines: one for each category in its accent, with a station for each module. */
export function courseFigure(
  categories: readonly { readonly accent: number; readonly modules: { readonly length: number } }[],
): string {
  const shown = categories.slice(0, most.lines);
  const lines = shown.map((category, index) => {
    const level = shown.length === 1 ? 110 : 22 + (176 / (shown.length - 1)) * index;
    // A single line still goes up and down on its way; several lines each keep to their level.
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

/** A step from one level to another, 180 units wide, that leaves and arrives level. */
const bend = (x: number, from: number, to: number): string => `C${x + 90} ${from} ${x + 90} ${to} ${x + 180} ${to}`;

/** Where a station stands: first on the outward level, then on the backward one. */
function along(part: number, out: number, back: number): readonly [number, number] {
  const x = 330 + part * 320;
  return x < 390 ? [x, out] : x > 570 ? [x, back] : [x, level(x, out, back)];
}

/** The height of the middle bend at `x`: the cubic's own, found by halving. */
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
