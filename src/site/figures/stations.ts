import { client, line, station } from './drawing.ts';

/** A line from the client past three stations: drawn as far as they have been visited, dotted from there on. */
export function stations(visited: 0 | 3): string {
  const stops = [340, 540, 740];
  const marks = stops.map((x) => station(x, 110, 'both', 18)).join('');
  return (
    line([132, 110], [visited === 0 ? 250 : 830, 110], 'open') +
    (visited === 0 ? line([270, 110], [830, 110], 'dotted') : '') +
    marks +
    client(66, 110)
  );
}
