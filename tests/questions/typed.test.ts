import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillInGrader } from '../../src/questions/fill-in/grade.ts';
import { numericGrader } from '../../src/questions/numeric/grade.ts';
import { numberFormatOf } from '../../src/questions/numeric/number.ts';
import { shortAnswerGrader } from '../../src/questions/short-answer/grade.ts';
import { isSlip, normaliseText } from '../../schemas/questions/answer-text.ts';
import { patternOf } from '../../schemas/questions/pattern.ts';

describe('A pattern', () => {
  it.each([
    ['a|bc?', ['a', 'b', 'bc'], ['', 'abc', 'c']],
    ['(?:TLS|SSL) ?v?1\\.[0-3]', ['TLS 1.3', 'SSLv1.0'], ['TLS 1.4', 'TLS 1x3', ' TLS 1.3']],
    ['[^a-c]{2,3}', ['xy', 'xyz'], ['x', 'ax', 'wxyz']],
    ['\\d+(?:\\s\\w+)*', ['12', '12 ab é'], ['', 'ab', '12 ']],
    ['(a*)*b', ['b', 'aab'], ['a', '']],
    ['.', ['x', '🏆'], ['', 'xy']],
    ['[]', [], ['', ']']],
    ['[a\\-z-]+', ['a-z', '-'], ['b']],
  ])('%s matches whole answers', (source, matching, others) => {
    const pattern = patternOf(source);
    expect(matching.filter((text) => !pattern.matches(text, false))).toEqual([]);
    expect(others.filter((text) => pattern.matches(text, false))).toEqual([]);
  });

  it('matches as a regular expression does, whatever it is made of', () => {
    const { tree } = fc.letrec<{ tree: string; leaf: string }>((tie) => ({
      leaf: fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d'),
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        tie('leaf'),
        fc.tuple(tie('tree'), tie('tree')).map(([one, two]) => `(${one}|${two})`),
        fc.tuple(tie('tree'), tie('tree')).map(([one, two]) => `(${one}${two})`),
        fc
          .tuple(tie('tree'), fc.constantFrom('?', '*', '+', '{2}', '{1,2}', '{0,}'))
          .map(([one, sign]) => `(${one})${sign}`),
      ),
    }));
    fc.assert(
      fc.property(
        tree.filter((source) => source.length < 40),
        fc.string({ unit: fc.constantFrom('a', 'b', '1'), maxLength: 6 }),
        (source, text) => {
          expect(patternOf(source).matches(text, false)).toBe(new RegExp(`^(?:${source})$`, 'u').test(text));
        },
      ),
      { seed: 4, numRuns: 500 },
    );
  });

  it('takes as many steps as the answer is long, where others try everything', () => {
    expect(patternOf('(a+)+b').matches('a'.repeat(2000), false)).toBe(false);
  });

  it('minds case only where the answer does', () => {
    expect(patternOf('[A-Z]+').matches('tls', true)).toBe(true);
    expect(patternOf('[A-Z]+').matches('tls', false)).toBe(false);
  });

  it.each(['(a', 'a)', '[a', '*a', 'a{2', 'a{3,1}', '(?=a)', '\\b', '[z-a]', '(?:.{999}){999}', 'a\\'])(
    'that is %s is refused',
    (source) => expect(() => patternOf(source)).toThrow(SyntaxError),
  );
});

describe('A slip', () => {
  it.each([
    ['recieve', 'receive', true],
    ['recive', 'receive', true],
    ['encyrptoin', 'encryption', true],
    ['receive', 'receive', false],
    ['tsl', 'tls', false],
    ['ipv5', 'ipv4', false],
    ['deceit', 'receive', false],
  ])('%s for %s: %s', (given, expected, is) => expect(isSlip(given, expected)).toBe(is));
});

it('accents are left out where an author says so, and in no other place', () => {
  const loose = { ignoreCase: true, ignoreSpace: true };
  for (const [written, plain] of [
    ['Café', 'cafe'],
    ['Łódź', 'lodz'],
    ['smørrebrød', 'smorrebrod'],
    ['ёж', 'еж'],
  ] as const) {
    expect(normaliseText(written, { ...loose, ignoreAccents: true })).toBe(plain);
    expect(normaliseText(written, loose)).not.toBe(plain);
  }
});

it.each([
  [
    shortAnswerGrader.grade(
      { accept: ['a'], ignoreCase: true, ignoreSpace: true, foreseen: [{ accept: ['b'], points: 0.5 }] },
      { text: 'b' },
    ),
    'text-0',
  ],
  [
    numericGrader.grade(
      {
        accept: [
          ['1', '1'],
          ['2', '2', 0.5],
        ],
        ...numberFormatOf('en'),
      },
      { text: '2' },
    ),
    'text-1',
  ],
  [
    fillInGrader.grade(
      {
        blanks: [
          ['x', { accept: ['a'], ignoreCase: true, ignoreSpace: true, foreseen: [{ accept: ['b'], points: 0.5 }] }],
        ],
        scoring: 'partial',
      },
      { x: 'b' },
    ),
    'x 0',
  ],
])(
  'an answer that was foreseen and earns some points is called partly right, in its field and its feedback',
  ({ verdict, parts }, feedback) => {
    expect(verdict).toBe('partly');
    expect(parts.map((part) => part.verdict)).toEqual(['partly', 'partly']);
    expect(parts.at(-1)?.part).toBe(feedback);
  },
);
