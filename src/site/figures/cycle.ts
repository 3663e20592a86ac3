import { letter, station, type Chance } from './drawing.ts';

/** A cycle: the end of one turn is the start of the next. */
export const cycle = (chance: Chance): string => {
  const stops = 3 + Math.floor(chance() * 3);
  const start = chance();
  const at = (turn: number): readonly [number, number] => [
    480 - Math.cos(turn * 2 * Math.PI) * 400,
    110 - Math.sin(turn * 2 * Math.PI) * 84,
  ];
  const marks = Array.from({ length: stops }, (_, index) => {
    const [x, y] = at((index + start) / stops);
    return station(x, y, index === 0 ? 'client' : index === Math.floor(stops / 2) ? 'server' : 'both');
  });
  const [x, y] = at((0.5 + start) / stops);
  return ['<ellipse class="f-open" cx="480" cy="110" rx="400" ry="84"/>', ...marks, letter(x, y, 'client')].join('');
};
