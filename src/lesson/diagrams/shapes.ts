import type { EdgeEnd, Shape } from '../../course/diagrams/model.ts';
import { sizeOf } from './measure.ts';
import { at, n, path, rect, text } from './svg.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The room that a node takes, in CSS pixels. */
export function nodeSize(shape: Shape, lines: readonly string[], isAcross: boolean): { width: number; height: number } {
  const { width, height } = sizeOf(lines);
  switch (shape) {
    case 'start':
    case 'end':
      return { width: 18, height: 18 };
    case 'bar':
      return isAcross ? { width: 6, height: 64 } : { width: 64, height: 6 };
    case 'circle':
    case 'ring': {
      const side = Math.max(width, height) + (shape === 'ring' ? 34 : 26);
      return { width: side, height: side };
    }
    case 'diamond':
      return lines.length === 0 ? { width: 26, height: 26 } : { width: width * 1.35 + 52, height: height * 1.5 + 34 };
    case 'hexagon':
    case 'pill':
    case 'flag':
      return { width: width + 44, height: height + 18 };
    case 'slanted':
    case 'slanted-back':
    case 'wide-above':
    case 'wide-below':
      return { width: width + 60, height: height + 18 };
    case 'cylinder':
      return { width: width + 32, height: height + 36 };
    case 'framed':
      return { width: width + 44, height: height + 18 };
    case 'bare':
      return { width: width + 10, height: height + 6 };
    default:
      return { width: width + 30, height: height + 18 };
  }
}

/** A node around its middle. */
export function node(shape: Shape, lines: readonly string[], { x, y }: Point, width: number, height: number): string {
  const [left, right, top, bottom] = [x - width / 2, x + width / 2, y - height / 2, y + height / 2];
  const polygon = (...points: readonly (readonly [number, number])[]): string =>
    path('node', `M${points.map((point) => at(...point)).join('L')}Z`);
  const box = (radius: number): string => rect('node', left, top, width, height, radius);
  const slant = Math.min(16, width / 4);
  const outline = ((): string => {
    switch (shape) {
      case 'bare':
        return '';
      case 'start':
        return `<circle class="solid" cx="${n(x)}" cy="${n(y)}" r="7"/>`;
      case 'end':
        return `<circle class="node" cx="${n(x)}" cy="${n(y)}" r="8.5"/><circle class="solid" cx="${n(x)}" cy="${n(y)}" r="5"/>`;
      case 'bar':
        return rect('solid', left, top, width, height, 2);
      case 'rounded':
        return box(8);
      case 'pill':
        return box(height / 2);
      case 'framed':
        return box(0) + path('node', `M${at(left + 8, top)}V${n(bottom)}M${at(right - 8, top)}V${n(bottom)}`);
      case 'circle':
      case 'ring':
        return (
          `<circle class="node" cx="${n(x)}" cy="${n(y)}" r="${n(width / 2)}"/>` +
          (shape === 'ring' ? `<circle class="node" cx="${n(x)}" cy="${n(y)}" r="${n(width / 2 - 4)}"/>` : '')
        );
      case 'diamond':
        return polygon([x, top], [right, y], [x, bottom], [left, y]);
      case 'hexagon':
        return polygon(
          [left, y],
          [left + slant, top],
          [right - slant, top],
          [right, y],
          [right - slant, bottom],
          [left + slant, bottom],
        );
      case 'slanted':
        return polygon([left + slant, top], [right, top], [right - slant, bottom], [left, bottom]);
      case 'slanted-back':
        return polygon([left, top], [right - slant, top], [right, bottom], [left + slant, bottom]);
      case 'wide-below':
        return polygon([left + slant, top], [right - slant, top], [right, bottom], [left, bottom]);
      case 'wide-above':
        return polygon([left, top], [right, top], [right - slant, bottom], [left + slant, bottom]);
      case 'flag':
        return polygon([left, top], [right, top], [right, bottom], [left, bottom], [left + slant, y]);
      case 'note':
        return path('node note', `M${at(left, top)}H${n(right - 10)}L${at(right, top + 10)}V${n(bottom)}H${n(left)}Z`);
      case 'cylinder': {
        const r = 7;
        return (
          path(
            'node',
            `M${at(left, top + r)}V${n(bottom - r)}A${at(width / 2, r)} 0 0 0 ${at(right, bottom - r)}V${n(top + r)}`,
          ) + `<ellipse class="node" cx="${n(x)}" cy="${n(top + r)}" rx="${n(width / 2)}" ry="${r}"/>`
        );
      }
      default:
        return box(0);
    }
  })();
  const [shiftX, shiftY] = [shape === 'flag' ? slant / 2 : 0, shape === 'cylinder' ? 6 : 0];
  return outline + text(lines, x + shiftX, y + shiftY);
}

/** The end of a line, from where it stops to its tip. */
export function lineEnd(kind: EdgeEnd | 'open', from: Point, tip: Point): string {
  const [dx, dy] = [tip.x - from.x, tip.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const beside = (back: number, side: number): string =>
    at(tip.x - ux * back - uy * side, tip.y - uy * back + ux * side);
  switch (kind) {
    case 'none':
      return '';
    case 'arrow':
      return path('solid', `M${at(tip.x, tip.y)}L${beside(9, 4.5)}L${beside(9, -4.5)}Z`);
    case 'open':
      return path('line', `M${beside(9, 5)}L${at(tip.x, tip.y)}L${beside(9, -5)}`);
    case 'circle':
      return `<circle class="solid" cx="${n(tip.x - ux * 4)}" cy="${n(tip.y - uy * 4)}" r="4"/>`;
    case 'cross':
      return path('line', `M${beside(8, 4)}L${beside(0, -4)}M${beside(0, 4)}L${beside(8, -4)}`);
  }
}
