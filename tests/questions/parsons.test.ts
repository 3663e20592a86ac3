import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ordersOf } from '../../schemas/questions/code-lines.ts';
import { parsons as schema, type Parsons } from '../../schemas/questions/parsons.ts';
import { startingLines } from '../../src/questions/parsons/arrange.ts';
import type { QuestionView } from '../../src/questions/kit/view.ts';
import { parsons } from '../../src/questions/parsons/index.ts';
import { examples, viewOf } from './examples.ts';

/** Programs with equal lines, lines that belong nowhere, and lines that may change places. */
const question: fc.Arbitrary<Parsons> = fc
  .record({
    lines: fc.array(fc.constantFrom('a();', 'b();', '  c();', '  d();', 'e();'), { minLength: 3, maxLength: 7 }),
    distractors: fc.uniqueArray(fc.constantFrom('x();', 'y();'), { maxLength: 2 }),
    indent: fc.boolean(),
    from: fc.nat(4),
    count: fc.integer({ min: 2, max: 3 }),
  })
  .map(({ lines, distractors, indent, from, count }) =>
    schema.parse({
      id: 'lines',
      type: 'parsons',
      prompt: 'Put the lines in order.',
      objective: 'know',
      section: 'one',
      program: lines.join('\n'),
      distractors,
      indent,
      anyOrder: from + count <= lines.length ? [Array.from({ length: count }, (_, index) => from + index + 1)] : [],
    }),
  );

/** A response that stands in this order; with the depths that are right. */
function inOrder(data: Parsons, ids: readonly string[]): Record<string, string> {
  const depths = Object.entries(parsons.correctResponse(data)).filter(([name]) => name.endsWith('.depth'));
  return { ...Object.fromEntries(depths), ...Object.fromEntries(ids.map((id, index) => [id, String(index + 1)])) };
}

describe('Lines of code', () => {
  it('are right in every right order, wherever equal lines stand, and nowhere else', () => {
    fc.assert(
      fc.property(question, fc.infiniteStream(fc.nat(99)), (data, numbers) => {
        const key = parsons.key(data, 'en');
        const ids = key.lines.map(([id]) => id);
        const orders = ordersOf(ids.length, key.groups);
        for (const order of orders)
          expect(
            parsons.grade(
              key,
              inOrder(
                data,
                order.map((index) => ids[index] ?? ''),
              ),
            ).points,
          ).toBe(1);
        // Any order at all counts as right exactly if it reads as one of the right ones.
        const any = [...ids, ...key.distractors].toSorted(() => (numbers.next().value % 3) - 1);
        const same = (order: readonly string[]) =>
          order.map((id) => key.lines.find(([line]) => line === id)?.[2] ?? id).join(' ');
        const isRight = orders.some((order) => same(order.map((index) => ids[index] ?? '')) === same(any));
        expect(
          parsons.grade({ ...key, lines: key.lines.map(([id, , at]) => [id, -1, at]) }, inOrder(data, any)).points ===
            1,
        ).toBe(isRight);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('never begin in a right order, unless every order is one, and begin with all of them', () => {
    fc.assert(
      fc.property(question, fc.string(), (data, seed) => {
        const key = parsons.key(data, 'en');
        const start = startingLines(key, seed);
        expect(start.toSorted()).toEqual([...key.lines.map(([id]) => id), ...key.distractors].toSorted());
        expect(startingLines(key, seed)).toEqual(start);
        const flat = { ...key, lines: key.lines.map(([id, , same]) => [id, -1, same] as const) };
        const whole = key.groups.flat(2);
        if (key.distractors.length === 0 && new Set(key.lines.map(([, , same]) => same)).size > 1 && whole.length === 0)
          expect(parsons.grade(flat, inOrder(data, start)).points).toBeLessThan(1);
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it('keep their indentation on the line of their first word, however narrow the screen', () => {
    for (const example of examples.filter((each) => each.question.type === 'parsons')) {
      const html = parsons.controls(viewOf(example) as QuestionView<Parsons>);
      expect(html).toContain('<code dir="ltr">');
      expect(html).not.toMatch(/<code dir="ltr">[ \t]/);
    }
  });
});
