import { arc, letter, station, type Chance } from './drawing.ts';

/** One to many: a question that travels down a tree. */
export const branch = (chance: Chance): string => {
  const chosen = [Math.floor(chance() * 2), Math.floor(chance() * 3)] as const;
  const rows = [62, 158].flatMap((y, index) => {
    const open = index === chosen[0];
    const leaves = [-42, 0, 42].map((offset, leaf) => {
      const taken = open && leaf === chosen[1];
      return (
        arc([470, y], [860, y + offset], 0, taken ? 'open' : 'dotted') +
        station(860, y + offset, taken ? 'server' : 'both', taken ? 16 : 9)
      );
    });
    return [arc([90, 110], [470, y], 0, open ? 'open' : 'dotted'), ...leaves, station(470, y, 'both', open ? 22 : 13)];
  });
  return [
    ...rows,
    station(90, 110, 'client', 26),
    letter(278, chosen[0] === 0 ? 66 : 154, 'client', chosen[0] === 0 ? -8 : 8, 'go'),
  ].join('');
};
