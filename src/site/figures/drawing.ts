/**
 * The hand all opening figures are drawn in: two kinds of post (letters, words), two ends, lines.
 * Everything is plain SVG with class names; `figures.css` gives colour and movement, the social picture its own.
 */
import { hash32 } from '../../text/hash.ts';

/** The room a figure has, in its own units. */
export const width = 960;
export const height = 220;

export type Side = 'client' | 'server' | 'both';

/** How something came to where it is: `go` from the left end, `come` from the right one. */
export type Move = 'go' | 'come';

/** The ends' middles: what travels starts behind one of them. */
const ends = { go: 66, come: 898 } as const;

/** The class names of a movement: its direction, and its length in steps of 80 (styles cannot be told numbers otherwise). */
const moving = (x: number, move: Move | undefined): string =>
  move === undefined ? '' : ` f-${move} f-d${Math.round(Math.abs(x - ends[move]) / 80)}`;

/** A number between 0 and 1, another each time: a figure's variations come from the module's name. */
export type Chance = () => number;

const round = (value: number) => Math.round(value * 10) / 10;

/** A line from point to point. */
export const line = (
  from: readonly [number, number],
  to: readonly [number, number],
  kind: 'open' | 'thin' | 'dotted' = 'thin',
): string => `<path class="f-${kind}" d="M${round(from[0])} ${round(from[1])}L${round(to[0])} ${round(to[1])}"/>`;

/** A curve that rises (or, with a negative `rise`, falls) between two points. */
export const arc = (
  from: readonly [number, number],
  to: readonly [number, number],
  rise: number,
  kind: 'open' | 'thin' | 'dotted' = 'dotted',
): string =>
  `<path class="f-${kind}" d="M${round(from[0])} ${round(from[1])}C${round(from[0] + (to[0] - from[0]) * 0.25)} ${round(from[1] - rise)} ${round(
    to[0] - (to[0] - from[0]) * 0.25,
  )} ${round(to[1] - rise)} ${round(to[0])} ${round(to[1])}"/>`;

/** A letter: closed, addressed, one at a time. `turn` in degrees. */
export const letter = (x: number, y: number, side: Side, turn = 0, move?: Move): string =>
  `<g transform="translate(${round(x)} ${round(y)})rotate(${round(turn)})"><g class="f-letter f-${side}${moving(x, move)}"><rect x="-27" y="-19" width="54" height="38" rx="5"/><path d="M-26 -15L0 5L26 -15"/></g></g>`;

/** A word on a line: as short or long as `length` says. */
export const word = (x: number, y: number, side: Side, length: number, move?: Move): string =>
  `<g transform="translate(${round(x)} ${round(y)})"><g class="f-word f-${side}${moving(x, move)}"><rect x="${round(-length / 2 - 16)}" y="-17" width="${round(length + 32)}" height="34" rx="17"/><path d="M${round(-length / 2)} 0H${round(length / 2)}"/></g></g>`;

/** The side that asks: a window. */
export const client = (x: number, y: number): string =>
  `<g class="f-end f-client" transform="translate(${round(x)} ${round(y)})"><rect x="-60" y="-50" width="120" height="100" rx="10"/><path d="M-60 -24H60M-44 -37h.1M-28 -37h.1M-12 -37h.1M-40 0H12M-40 20H-6"/></g>`;

/** The side that is asked: a rack. */
export const server = (x: number, y: number): string =>
  `<g class="f-end f-server" transform="translate(${round(x)} ${round(y)})"><rect x="-46" y="-62" width="92" height="124" rx="10"/><path d="M-46 -20H46M-46 21H46M-26 -41h.1M-26 0h.1M-26 41h.1M2 -41H26M2 0H26M2 41H26"/></g>`;

/** A stop on the way. */
export const station = (x: number, y: number, side: Side = 'both', radius = 22): string =>
  `<circle class="f-station f-${side}" cx="${round(x)}" cy="${round(y)}" r="${radius}"/>`;

/** The same name always gives the same variations (a xorshift). */
export function chanceOf(name: string): Chance {
  let state = hash32(name) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
