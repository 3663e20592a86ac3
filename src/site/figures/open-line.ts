import { arc, client, letter, line, server, word } from './drawing.ts';

/** Above, letters: a request and a response. Below, one connection that stays open, with words of both sides. */
export const openLine = (): string =>
  [
    arc([146, 76], [824, 76], 74),
    letter(318, 31, 'client', -6, 'go'),
    letter(652, 31, 'server', 6, 'come'),
    line([132, 152], [836, 152], 'open'),
    word(222, 152, 'server', 34, 'come'),
    word(340, 152, 'client', 62, 'go'),
    word(480, 152, 'server', 22, 'come'),
    word(606, 152, 'server', 74, 'come'),
    word(742, 152, 'client', 30, 'go'),
    client(66, 124),
    server(898, 124),
  ].join('');
