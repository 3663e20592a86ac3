import { client, line, server, word, type Chance } from './drawing.ts';

/** One side sends continuously; the other listens. */
export const stream = (chance: Chance): string => {
  const words: string[] = [];
  for (let x = 214; x < 770;) {
    const length = 16 + chance() * 70;
    if (x + length + 32 > 800) break;
    words.push(word(x + length / 2, 110, 'server', length, 'come'));
    x += length + 58 + chance() * 40;
  }
  return [line([132, 110], [836, 110], 'open'), ...words, client(66, 110), server(898, 110)].join('');
};
