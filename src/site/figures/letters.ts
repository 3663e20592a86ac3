import { arc, client, letter, server, type Chance } from './drawing.ts';

/** A request goes out, its response comes back; nothing in between. */
export const letters = (chance: Chance): string => {
  const out = 250 + chance() * 320;
  const back = 390 + chance() * 320;
  return [
    arc([146, 86], [832, 86], 76),
    arc([146, 134], [832, 134], -76),
    letter(out, 30 + Math.abs(out - 480) * 0.06, 'client', (out - 480) / 40, 'go'),
    letter(back, 190 - Math.abs(back - 480) * 0.06, 'server', (480 - back) / 40, 'come'),
    client(66, 110),
    server(898, 110),
  ].join('');
};
