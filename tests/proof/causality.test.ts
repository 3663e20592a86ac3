import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderLines } from '../../src/proof/causality.ts';
import type { Side, SideEvent } from '../../src/proof/events.ts';

/** One line (or, without text, one send) at which `read` and `written` bytes had passed on each connection. */
function at(
  text: string | undefined,
  ...reach: readonly (readonly [connection: string, read: number, written: number])[]
): SideEvent {
  return {
    ...(text === undefined ? {} : { text }),
    reach: new Map(reach.map(([connection, read, written]) => [connection, { read, written }])),
  };
}
const shown = (sides: readonly Side[]): readonly string[] =>
  orderLines(sides).map(({ from, text, after }) => [`${from}: ${text}`, ...after].join(' < '));

describe('A line precedes a line of another side', () => {
  test('that had read what was written after it', () => {
    const sides = [
      { actor: 'server', events: [at('asked', ['c', 1, 0])] },
      { actor: 'client', events: [at('asking', ['c', 0, 0]), at('waiting', ['c', 0, 1])] },
    ];
    expect(shown(sides)).toEqual(['client: asking', 'server: asked < 0', 'client: waiting']);
  });

  test('but not when it was printed after the write, however soon', () => {
    const [, waiting] = orderLines([
      { actor: 'server', events: [at('asked', ['c', 1, 0])] },
      { actor: 'client', events: [at('sent', ['c', 0, 1])] },
    ]);
    expect(waiting!.after).toEqual([]);
  });

  test('through a third that prints nothing', () => {
    const sides = [
      { actor: 'relay', events: [at(undefined, ['a', 1, 0], ['b', 0, 0])] },
      { actor: 'sender', events: [at('sending', ['a', 0, 0])] },
      { actor: 'receiver', events: [at('received', ['b', 1, 0])] },
    ];
    expect(shown(sides)).toEqual(['sender: sending', 'receiver: received < 0']);
  });

  test('and is named only where no other line implies it', () => {
    const sides = [
      { actor: 'server', events: [at('one', ['c', 0, 0]), at('two', ['c', 0, 1])] },
      { actor: 'client', events: [at('heard', ['c', 2, 0])] },
    ];
    expect(shown(sides)).toEqual(['server: one', 'server: two', 'client: heard < 1']);
  });
});

describe('The canonical order', () => {
  test('puts what printed before a rest before what printed after it', () => {
    const sides = [
      { actor: 'server', events: [at('first'), at('second')], rests: [1, 2] },
      { actor: 'client', events: [at('a'), at('b'), at('c')], rests: [3, 3] },
    ];
    expect(shown(sides)).toEqual(['server: first', 'client: a', 'client: b', 'client: c', 'server: second']);
  });

  test('keeps every side in its order and every cause before its effect, whatever passed between them', () => {
    const growing = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 8 });
    fc.assert(
      fc.property(growing, growing, (left, right) => {
        const side = (actor: string, steps: readonly (readonly [number, number])[]): Side => {
          let read = 0;
          let written = 0;
          return { actor, events: steps.map(([r, w], index) => at(`${index}`, ['c', (read += r), (written += w)])) };
        };
        const lines = orderLines([side('left', left), side('right', right)]);
        for (const actor of ['left', 'right']) {
          const own = lines.filter(({ from }) => from === actor).map(({ text }) => Number(text));
          expect(own.length).toBe((actor === 'left' ? left : right).length);
        }
      }),
    );
  });
});
