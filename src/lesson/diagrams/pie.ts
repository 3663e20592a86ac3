import type { Pie } from '../../course/diagrams/model.ts';
import { lineHeight, widthOf } from './measure.ts';
import { at, n, path, rect, svg, text } from './svg.ts';

const radius = 90;

/** A pie with its names beside it, clockwise from the top. */
export function drawPie({ shares, showsValues }: Pie): string {
  const whole = shares.reduce((sum, { value }) => sum + value, 0);
  const percent = (value: number): string => `${Math.round((value / whole) * 100)} %`;
  const named = shares.map(({ name, value }) => `${name}: ${showsValues ? `${value}, ` : ''}${percent(value)}`);
  const row = lineHeight + 6;
  const legend = radius * 2 + 28;
  const width = legend + 22 + Math.max(...named.map(widthOf));
  const height = Math.max(radius * 2, shares.length * row);
  const middle = { x: radius, y: height / 2 };
  let turned = 0;
  const slices = shares.map(({ value }, index) => {
    const [from, to] = [turned, (turned += value / whole)];
    const on = (turn: number): string =>
      at(middle.x + radius * Math.sin(turn * 2 * Math.PI), middle.y - radius * Math.cos(turn * 2 * Math.PI));
    return shares.length === 1
      ? `<circle class="share-0" cx="${n(middle.x)}" cy="${n(middle.y)}" r="${radius}"/>`
      : path(
          `share-${index % 6}`,
          `M${at(middle.x, middle.y)}L${on(from)}A${at(radius, radius)} 0 ${to - from > 0.5 ? 1 : 0} 1 ${on(to)}Z`,
        );
  });
  const top = (height - shares.length * row) / 2;
  const names = named.map((name, index) => {
    const y = top + index * row + row / 2;
    return rect(`share-${index % 6}`, legend, y - 7, 14, 14, 3) + text([name], legend + 22, y, '', 'start');
  });
  return svg(-2, -2, width + 4, height + 4, [...slices, ...names].join(''));
}
