/**
 * Shapes shared by all opening figures: two kinds of message (letters, words), two ends, lines. Plain SVG with class
 * names; `figure.css` adds colour and animation, the social image has its own styles.
 */
import { hash32 } from '../../text/hash.ts';

/** The size of a figure, in SVG units. */
export const width = 960;
export const height = 220;

export type Side = 'client' | 'server' | 'both';

/** Direction of an animated element: `go` starts at the left end, `come` at the right one. */
export type Move = 'go' | 'come';

/** Centres of the ends, behind which moving elements start. */
const ends = { go: 66, come: 898 } as const;

/** The class names of a movement: its direction, and its length in steps of 80 (inline styles are not allowed). */
const moving = (x: number, move: Move | undefined): string =>
  move === undefined ? '' : ` f-${move} f-d${Math.round(Math.abs(x - ends[move]) / 80)}`;

/** A random number generator in [0, 1), seeded with the module's name. */
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

/** A letter: a closed, addressed message. `turn` in degrees. */
export const letter = (x: number, y: number, side: Side, turn = 0, move?: Move): string =>
  `<g transform="translate(${round(x)} ${round(y)})rotate(${round(turn)})"><g class="f-letter f-${side}${moving(x, move)}"><rect x="-27" y="-19" width="54" height="38" rx="5"/><path d="M-26 -15L0 5L26 -15"/></g></g>`;

/** A word on a line, with the given length. */
export const word = (x: number, y: number, side: Side, length: number, move?: Move): string =>
  `<g transform="translate(${round(x)} ${round(y)})"><g class="f-word f-${side}${moving(x, move)}"><rect x="${round(-length / 2 - 16)}" y="-17" width="${round(length + 32)}" height="34" rx="17"/><path d="M${round(-length / 2)} 0H${round(length / 2)}"/></g></g>`;

/** The client: a window. */
export const client = (x: number, y: number): string =>
  `<g class="f-end f-client" transform="translate(${round(x)} ${round(y)})"><rect x="-60" y="-50" width="120" height="100" rx="10"/><path d="M-60 -24H60M-44 -37h.1M-28 -37h.1M-12 -37h.1M-40 0H12M-40 20H-6"/></g>`;

/** The server: a rack. */
export const server = (x: number, y: number): string =>
  `<g class="f-end f-server" transform="translate(${round(x)} ${round(y)})"><rect x="-46" y="-62" width="92" height="124" rx="10"/><path d="M-46 -20H46M-46 21H46M-26 -41h.1M-26 0h.1M-26 41h.1M2 -41H26M2 0H26M2 41H26"/></g>`;

/** A station on a line. */
export const station = (x: number, y: number, side: Side = 'both', radius = 22): string =>
  `<circle class="f-station f-${side}" cx="${round(x)}" cy="${round(y)}" r="${radius}"/>`;

/** A xorshift generator: the same name always gives the same variations. */
export function chanceOf(name: string): Chance {
  let state = hash32(name) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
