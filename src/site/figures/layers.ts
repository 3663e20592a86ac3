import { line, station, word, type Chance } from './drawing.ts';

/** Layers: each builds on the one below. */
export const layers = (chance: Chance): string =>
  [0, 1, 2, 3]
    .flatMap((row) => {
      const y = 26 + row * 56;
      const [from, to] = [60 + row * 10 + chance() * (150 - row * 40), 900 - row * 10 - chance() * (150 - row * 40)];
      const side = row === 0 ? 'client' : row === 3 ? 'server' : 'both';
      const length = 30 + chance() * 120;
      return [
        line([from, y], [to, y], row === 3 ? 'open' : 'thin'),
        station(from, y, side, 11),
        station(to, y, side, 11),
        word(from + 90 + chance() * (to - from - 180), y, side, length, chance() < 0.5 ? 'go' : 'come'),
      ];
    })
    .join('');
