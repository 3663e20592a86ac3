import fc from 'fast-check';
import { defaultJavaScriptRegexConstructor } from 'shiki/engine/javascript';
import { describe, expect, test } from 'vitest';
import { charactersOf, hasNeeded, neededCharacters } from '../../src/lesson/code/needed-characters.ts';

/** Whether the pattern would be looked for in the text at all. */
function worthIt(pattern: string, text: string): boolean {
  const needed = neededCharacters(pattern);
  return needed === undefined || hasNeeded(needed, charactersOf(text));
}

describe('What a pattern needs', () => {
  test.each([
    ['async', 'const a', 'async () => 1'],
    ['\\b(case|default)\\b', 'cat', 'case 1'],
    ['[;,]\\s*$', 'a.b', 'a,'],
    ['(?<=@)\\w+', 'name', '@name'],
    ['x{2,}y?', 'y', 'xx'],
    ['(?>`)(?!a)', "''", '``'],
  ])('%s is not looked for in “%s”, and is in “%s”', (pattern, without, within) => {
    expect([worthIt(pattern, without), worthIt(pattern, within)]).toEqual([false, true]);
  });

  test.each(['(?i)async', '(?i:async)', '(?mi-x:async)', 'a*', '(?!a)', '[^a]', '[a-c]', 'é', '\\p{L}', '(a|)', '(?<n>a)?', '(', '[a&&[ab]]'])('nothing is known of %s', (pattern) => {
    expect(neededCharacters(pattern)).toBeUndefined();
  });

  test('of many ways through a pattern, each is looked for, and what all share is needed', () => {
    const pattern = '(a|b|c|d);(e|f|g|h)(i|j)';
    for (const text of ['a;ei', 'b;fj', 'd;hi']) expect(worthIt(pattern, text), text).toBe(true);
    expect(worthIt(pattern, 'aei')).toBe(false);
  });

  test('whatever is found has what is needed, for patterns of any shape', () => {
    const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
      part: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('a', 'b', 'c', 'ab', '[bc]', '[^b]', '[a-b]', '\\w', '.', '^', '$', '\\b', 'é', '[aé]'),
        fc.tuple(fc.constantFrom('(', '(?:', '(?=', '(?!', '(?<=', '(?<!', '(?>', '(?i:', '(?<n>'), tie('pattern'), fc.constantFrom(')', ')?', ')*', ')+', '){2}', '){0,1}')).map(([open, body, close]) => (/^\(\?[=!<]/.test(open) ? `${open}${body})` : `${open}${body}${close}`)),
      ),
      pattern: fc.array(tie('part'), { minLength: 1, maxLength: 3 }).chain((parts) => fc.constantFrom(parts.join(''), parts.join('|'))),
    }));
    let found = 0;
    fc.assert(
      fc.property(pattern, fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', 'é'), maxLength: 6 }), { minLength: 1, maxLength: 8 }), (pattern, texts) => {
        let regexp: RegExp;
        try {
          regexp = defaultJavaScriptRegexConstructor(pattern);
        } catch {
          return;
        }
        for (const text of texts) {
          regexp.lastIndex = 0;
          if (regexp.exec(text) === null) continue;
          found++;
          expect(worthIt(pattern, text), `${pattern} in ${text}`).toBe(true);
        }
      }),
      { seed: 7, numRuns: 3_000 },
    );
    expect(found).toBeGreaterThan(3_000);
  });
});
