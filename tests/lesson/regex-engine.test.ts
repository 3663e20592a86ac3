import fc from 'fast-check';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { describe, expect, test } from 'vitest';
import { sharedRegexEngine } from '../../src/lesson/code/regex-engine.ts';

describe('The shared regex engine', () => {
  test('finds what Shiki’s finds, from any place, in any order of scanners, also where a pattern asks where the search began', () => {
    const pattern = fc.constantFrom('a', 'b+', '\\Ga', '\\G(b)|c', '(?<=a)b', '^a', 'c$', '(a)(x)?', '[ab]c', 'b(?=c)', 'ca|bb', '(?<!c)a+');
    const scanner = fc.array(pattern, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 }), fc.array(fc.tuple(scanner, fc.nat(8)), { minLength: 1, maxLength: 8 }), (text, searches) => {
        const [ours, theirs] = [sharedRegexEngine(), createJavaScriptRegexEngine({ forgiving: true })];
        const [line, other] = [ours.createString(text), theirs.createString(text)];
        for (const [patterns, start] of searches) {
          expect(ours.createScanner(patterns).findNextMatchSync(line, start, 0)).toEqual(theirs.createScanner(patterns).findNextMatchSync(other, start, 0));
        }
      }),
      { seed: 13, numRuns: 500 },
    );
  });
});
