import { arc, letter, station, type Chance } from './drawing.ts';

/** A relay: each station passes on what it received. */
export const relay = (chance: Chance): string => {
  const stops = 4 + Math.floor(chance() * 3);
  const at = (index: number): readonly [number, number] => [
    70 + (820 / (stops - 1)) * index,
    132 + (index % 2 ? -1 : 1) * (8 + chance() * 20),
  ];
  const points = Array.from({ length: stops }, (_, index) => at(index));
  const carried = 1 + Math.floor(chance() * (stops - 1));
  return points
    .flatMap((point, index) => {
      const before = points[index - 1];
      if (before === undefined) return [];
      return [
        arc(before, point, 56, index <= carried ? 'open' : 'dotted'),
        ...(index === carried
          ? [letter((before[0] + point[0]) / 2, (before[1] + point[1]) / 2 - 44, 'client', 4, 'go')]
          : []),
      ];
    })
    .concat(
      points.map(([x, y], index) => station(x, y, index === 0 ? 'client' : index === stops - 1 ? 'server' : 'both')),
    )
    .join('');
};
