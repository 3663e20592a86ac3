import { describe, expect, test } from 'vitest';
import { intersects, parseQuantity } from '../../../src/rules/engine/view/quantity.ts';
import { textBetween } from '../../../src/rules/engine/view/text-at.ts';

describe('A quantity', () => {
  test.each([
    ['1,024 bytes', 1024, 1024, 'byte'],
    ['−3.5', -3.5, -3.5, ''],
    ['10–20 ms', 10, 20, 'ms'],
    ['between 5 and 10 ms', 5, 10, 'ms'],
    ['at least 4', 4, Infinity, ''],
    ['up to 10%', -Infinity, 10, '%'],
    ['10 or more', 10, Infinity, ''],
    ['5+', 5, Infinity, ''],
  ])('is read from “%s”', (text, low, high, unit) => expect(parseQuantity(text)).toMatchObject({ low, high, unit }));

  test.each(['1.2.3', '12:30', '0x10', '1/2', '8859-15', 'ISO 8859-1', '5 and 10', 'HTTP/2', '2024-01-05', 'a 5', ''])(
    'is none in “%s”',
    (text) => expect(parseQuantity(text)).toBeUndefined(),
  );

  test('meets another where an end is written in both, and not under “under”', () => {
    const meet = (a: string, b: string): boolean =>
      intersects(parseQuantity(a) ?? never(), parseQuantity(b) ?? never());
    expect(meet('1–5', '5–9')).toBe(true);
    expect(meet('under 5', '5–9')).toBe(false);
    expect(meet('1–5 s', '1–5 min')).toBe(false);
    expect(meet('≥ 9', '5–9')).toBe(true);
    expect(meet('1–4', '5–9')).toBe(false);
  });
});

test('Text between two points counts every kind of line end', () => {
  expect(textBetween('ab\r\ncd\ref\ngh', { line: 2, column: 2 }, { line: 4, column: 2 })).toBe('d\ref\ng');
});

function never(): never {
  throw new Error('expected a quantity');
}
