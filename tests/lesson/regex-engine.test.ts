import fc from 'fast-check';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { describe, expect, test } from 'vitest';
import { sharedRegexEngine } from '../../src/lesson/code/regex-engine.ts';

describe('The engine that shares searches', () => {
  test('finds what Shiki’s own finds: in several lines at once, whatever was searched before, from any start', () => {
    const patterns = [
      'a',
      'b+',
      '\\Ga',
      '\\G(b)|c',
      '(?<=a)b',
      '^a',
      'c$',
      '(a)(x)?',
      '[ab]c',
      'b(?=c)',
      '(?<!c)a+',
      '(?<n',
    ];
    const scanner = fc.array(fc.constantFrom(...patterns), { minLength: 1, maxLength: 4 });
    const search = fc.tuple(scanner, fc.nat(1), fc.nat(8));
    const line = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    let found = 0;
    fc.assert(
      fc.property(fc.tuple(line, line), fc.array(search, { minLength: 1, maxLength: 8 }), (texts, searches) => {
        const [ours, shiki] = [sharedRegexEngine(), createJavaScriptRegexEngine({ forgiving: true })];
        const lines = texts.map((text) => ({ ours: ours.createString(text), shiki: shiki.createString(text) }));
        for (const [own, which, start] of searches) {
          const expected = shiki.createScanner(own).findNextMatchSync(lines[which]!.shiki, start, 0);
          expect(ours.createScanner(own).findNextMatchSync(lines[which]!.ours, start, 0)).toEqual(expected);
          if (expected !== null) found++;
        }
      }),
      { seed: 13, numRuns: 500 },
    );
    expect(found).toBeGreaterThan(500);
  });
});
