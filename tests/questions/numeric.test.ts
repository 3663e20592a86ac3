import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ReadMemory } from '../../src/course/load.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { boundsOf } from '../../schemas/questions/bounds.ts';
import { numericGrader } from '../../src/questions/numeric/grade.ts';
import { numberFormatOf, readNumber } from '../../src/questions/numeric/number.ts';
import { convertible } from '../../schemas/units.ts';
import { gradeQuestion, fingerprint, typeOf } from '../../src/questions/types.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { validCourseFiles, validQuiz } from '../course/sound.ts';

const accepts = (given: string, answer: string, tolerance = '0'): boolean =>
  numericGrader.grade({ accept: [boundsOf({ answer, tolerance })], decimal: '.', group: ',' }, { text: given })
    .points === 1;

/** A number as a fraction, worked out without any of the code that grades. */
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}
const fraction = (digits: bigint, exponent: number): Fraction => ({
  over: digits * 10n ** BigInt(Math.max(0, exponent)),
  under: 10n ** BigInt(Math.max(0, -exponent)),
});
const size = ({ over, under }: Fraction): Fraction => ({ over: over < 0n ? -over : over, under });
const plus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});
const times = (a: Fraction, b: bigint): Fraction => ({ over: a.over * b, under: a.under });
const minus = (a: Fraction, b: Fraction): Fraction => plus(a, times(b, -1n));
const isLess = (a: Fraction, b: Fraction): boolean => a.over * b.under < b.over * a.under;

/** Digits and an exponent, written in one of the ways there are. */
const number = (most: bigint) =>
  fc
    .record({
      digits: fc.bigInt({ min: -most, max: most }),
      exponent: fc.integer({ min: -30, max: 30 }),
      plain: fc.boolean(),
    })
    .map(({ digits, exponent, plain }) => {
      const sign = digits < 0n ? '-' : '';
      const all = String(digits < 0n ? -digits : digits);
      const text = !plain
        ? `${sign}${all}e${exponent}`
        : exponent >= 0
          ? `${sign}${all}${'0'.repeat(exponent)}`
          : `${sign}${all.padStart(1 - exponent, '0').replace(new RegExp(`(?=.{${-exponent}}$)`), '.')}`;
      return { text, value: fraction(digits, exponent) };
    });
const any = fc.oneof(number(20n), number(10n ** 6n), number(10n ** 25n));

describe('A number', () => {
  test('without a tolerance is right if it is the very same, however it is written, and wrong otherwise', () => {
    fc.assert(
      fc.property(any, any, (given, answer) => {
        const { over, under } = minus(given.value, answer.value);
        expect(accepts(given.text, answer.text)).toBe(over === 0n);
        expect(accepts(answer.text, answer.text)).toBe(true);
        expect(under).toBeGreaterThan(0n);
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  test('with a tolerance is right up to the edge, and wrong beyond it but for a few units in the last place', () => {
    fc.assert(
      fc.property(
        any,
        any,
        fc.constantFrom(-1n, 0n, 1n),
        fc.oneof(fc.constant({ text: '0', value: fraction(0n, 0) }), any),
        (answer, give, side, off) => {
          const tolerance = size(give.value);
          const given = plus(plus(answer.value, times(tolerance, side)), off.value);
          // Written with enough decimals to be exact: every fraction here ends.
          const shift = 100n;
          const text = `${(given.over * 10n ** shift) / given.under}e-${shift}`;
          const beyond = minus(size(minus(given, answer.value)), tolerance);
          const right = accepts(text, answer.text, give.text.replace(/^-/, ''));
          if (!isLess({ over: 0n, under: 1n }, beyond)) expect(right).toBe(true);
          else if (
            isLess(tolerance, times(beyond, 1000n)) ||
            isLess(plus(size(answer.value), tolerance), times(beyond, 10n ** 15n))
          )
            expect(right).toBe(false);
        },
      ),
      { seed: 2, numRuns: 3000 },
    );
  });

  test.each([
    ['0.1 + 0.2, as a machine adds', String(0.1 + 0.2), '0.2', '0.1', true],
    ['the same where no tolerance is given', String(0.1 + 0.2), '0.3', '0', false],
    ['one beyond a whole number as large as a double holds', '1000000000000000003', '1000000000000000001', '1', false],
    ['the last whole number within', '1000000000000000002', '1000000000000000001', '1', true],
    ['an absolute billionth', '0.0000000015', '0.0000000005', '0.0000000001', false],
    ['zero for a very small number', '0', '1.6e-19', '1e-22', false],
    ['a very large number', '1e999', '1', '1e5', false],
    ['a very small number', '1e-999', '0', '0.5', true],
    ['a very small number, where none is forgiven', '1e-999', '0', '0', false],
    ['an exponent that nobody means', '1e999999999', '1', '1e5', false],
    ['a zero with an exponent', '0e999', '0', '0', true],
    ['a zero below zero', '-0', '0', '0', true],
  ])('is judged by what its digits say: %s', (_, given, answer, tolerance, right) => {
    expect(accepts(given, answer, tolerance)).toBe(right);
  });
});

/** A number by language as a double, NaN where it is none. */
const read = (text: string, language = 'en'): number => {
  const found = readNumber(text, numberFormatOf(language));
  return found === undefined ? NaN : Number(found.over) / Number(found.under);
};

describe('A number that somebody typed', () => {
  test.each([
    ['1,500.25', 'en', 1500.25],
    ['1.500,25', 'de', 1500.25],
    ['1\u202f500,25', 'fr', 1500.25],
    ['1’500.25', 'de-CH', 1500.25],
    ['12,34,567', 'hi', 1_234_567],
    ['1 500', 'en', 1500],
    ["1'500'000", 'en', 1_500_000],
    ['1,5', 'en', 1.5],
    ['1,500', 'en', 1500],
    ['0,125', 'en', 0.125],
    ['0.125', 'de', 0.125],
    ['1,500', 'de', 1.5],
    ['1.500', 'de', 1500],
    ['+7', 'en', 7],
    ['.5', 'en', 0.5],
    ['5.', 'en', 5],
    ['5０', 'en', 50],
    ['٣٫٥', 'ar', 3.5],
    ['١٬٥٠٠', 'ar', 1500],
    ['१२', 'hi', 12],
    ['1/8', 'en', 0.125],
    ['⅛', 'en', 0.125],
    ['2 1/2', 'en', 2.5],
    ['2½', 'en', 2.5],
    ['-2 1/2', 'en', -2.5],
    ['1 500/3', 'en', 500],
    ['0.5/2', 'en', 0.25],
    ['12.5%', 'en', 0.125],
    ['12,5 %', 'de', 0.125],
    ['3 ‰', 'en', 0.003],
    ['2e3', 'en', 2000],
    ['2.998×10^8', 'en', 299_800_000],
    ['2.998 x 10^8', 'en', 299_800_000],
    ['2,998 · 10⁸', 'de', 299_800_000],
    ['3*10**-4', 'en', 0.0003],
    ['10⁻³', 'en', 0.001],
    ['-10^2', 'en', -100],
    ['\u200e-5\u200f', 'ar', -5],
  ] as const)('is read as it is meant: %j in %s', (text, language, number) => {
    expect(read(text, language)).toBe(number);
  });

  test('has any of the minus signs and dashes there are', () => {
    for (const dash of '-‐‑‒–—―−﹣－⁻') {
      expect(read(`${dash}17.5`), dash).toBe(dash === '⁻' ? NaN : -17.5);
      expect(read(`3×10^${dash}1`), dash).toBe(dash === '⁻' ? NaN : 0.3);
    }
  });

  test.each([
    '',
    ' ',
    '-',
    '.',
    '1,2,3',
    '1.2.3',
    '12 ms',
    'NaN',
    'Infinity',
    '0x10',
    '1,50,000',
    '1e1000',
    '1/0',
    '1/',
    '/2',
    '1e',
    'e5',
    '2.5x105',
    '1 2',
    '%',
    '5%%',
    'fifty',
    '__proto__',
    '1/2/3',
  ])('is none: %j', (text) => {
    expect(read(text)).toBeNaN();
  });

  test('is read exactly, in whatever way it is written', () => {
    const whole = fc.bigInt({ min: 0n, max: 10n ** 20n });
    const positive = fc.bigInt({ min: 1n, max: 10n ** 6n });
    const grouped = (digits: string, by: string): string => digits.replace(/\B(?=(\d{3})+$)/g, by);
    const written = fc.oneof(
      fc.tuple(whole, positive).map(([over, under]) => [`${over}/${under}`, over, under] as const),
      fc
        .tuple(whole, positive, positive)
        .filter(([, over, under]) => over < under)
        .map(([many, over, under]) => [`${many} ${over}/${under}`, many * under + over, under] as const),
      whole.map((number) => [`${number}%`, number, 100n] as const),
      whole.map((number) => [grouped(String(number), ','), number, 1n] as const),
      whole.map((number) => [grouped(String(number), '\u00a0'), number, 1n] as const),
      fc
        .tuple(whole, fc.nat(99))
        .map(([number, power]) => [`${number}×10^${power}`, number * 10n ** BigInt(power), 1n] as const),
      fc
        .tuple(whole, fc.nat(99))
        .map(
          ([number, power]) =>
            [
              `${number} · 10⁻${[...String(power)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')}`,
              number,
              10n ** BigInt(power),
            ] as const,
        ),
      fc.tuple(whole, fc.nat(30)).map(
        ([number, places]) =>
          [
            String(number)
              .padStart(places + 1, '0')
              .replace(new RegExp(`(?=.{${places}}$)`), '.'),
            number,
            10n ** BigInt(places),
          ] as const,
      ),
    );
    fc.assert(
      fc.property(written, fc.constantFrom('', '-', '− ', '–'), ([text, over, under], sign) => {
        const found = readNumber(sign + text, numberFormatOf('en'));
        expect(found, sign + text).toBeDefined();
        expect(found!.over * under).toBe((sign === '' ? 1n : -1n) * over * found!.under);
      }),
      { seed: 6, numRuns: 2000 },
    );
  });

  test('is read back in every language as that language writes it', () => {
    for (const language of [
      'en',
      'de',
      'fr',
      'es',
      'pt',
      'it',
      'pl',
      'uk',
      'tr',
      'ar',
      'he',
      'hi',
      'zh',
      'ja',
      'de-CH',
      'fa',
    ])
      fc.assert(
        fc.property(fc.integer({ min: -1e12, max: 1e12 }), (thousandths) => {
          const number = thousandths / 1000;
          const text = number.toLocaleString(language, { maximumFractionDigits: 3, useGrouping: 'always' });
          expect(read(text, language), text).toBe(number);
        }),
        { seed: 4, numRuns: 50 },
      );
  });
});

describe('A unit', () => {
  const grade = (text: string, unit: string, units: readonly (readonly [string, string])[] = [[unit, '1/1']]): number =>
    numericGrader.grade({ accept: [['50', '50']], decimal: '.', group: ',', units }, { text }).points;

  test('may stand there or not, and keeps its case', () => {
    expect(['50', '50 mW', '50mW', '50 MW', '50 W'].map((text) => grade(text, 'mW'))).toEqual([1, 1, 1, 0, 0]);
    expect(['50 %', '50', '0.5'].map((text) => grade(text, '%'))).toEqual([1, 1, 0]);
    expect(grade('50 µs', 'μs')).toBe(1);
  });

  test.each([
    ['ms', ['50', '0.05 s', '50000 µs', '5e7 ns', '50/60000 min'], ['50 s', '0.05', '0.05 S', '50 m']],
    ['km/h', ['50', '125/9 m/s', '50 km/h'], ['50 m/s', '50 km']],
    ['KiB', ['51200 B', '50 KiB', '409600/8 bytes', '51.2 kB'], ['50 kB', '50 KB']],
    ['L', ['50', '50000 mL', '0.5 hL'], ['50 l/h']],
  ] as const)('converts where the author lets it: %s', (unit, right, wrong) => {
    const units = convertible(unit)!;
    expect(right.map((text) => grade(text, unit, units))).toEqual(right.map(() => 1));
    expect(wrong.map((text) => grade(text, unit, units))).toEqual(wrong.map(() => 0));
  });

  test('has the prefixes of the SI Brochure, each a thousand, a hundred or ten times the next', () => {
    const factor = new Map(convertible('m'));
    const names = [
      'Qm',
      'Rm',
      'Ym',
      'Zm',
      'Em',
      'Pm',
      'Tm',
      'Gm',
      'Mm',
      'km',
      'm',
      'mm',
      'μm',
      'nm',
      'pm',
      'fm',
      'am',
      'zm',
      'ym',
      'rm',
      'qm',
    ];
    names.forEach((name, index) => {
      const power = 30n - 3n * BigInt(index);
      expect(factor.get(name), name).toBe(power >= 0n ? `${10n ** power}/1` : `1/${10n ** -power}`);
    });
    expect(['hm', 'dam', 'dm', 'cm'].map((name) => factor.get(name))).toEqual(['100/1', '10/1', '1/10', '1/100']);
    expect(convertible('moment')).toBeUndefined();
  });
});

describe('A number in quiz.yaml', () => {
  const question = (answer: string, tolerance = ''): string => `  - id: third
    type: numeric
    prompt: How many?
    objective: lookup
    section: the-lookup
    answer: ${answer}
${tolerance === '' ? '' : `    tolerance: ${tolerance}\n`}`;
  const load = (answer: string, tolerance?: string) => {
    const files = memoryFiles({
      ...validCourseFiles(),
      'modules/dns/quiz.yaml': `${validQuiz}${question(answer, tolerance)}`,
    });
    const kept = new Map<string, string>();
    const store = {
      get: (file: string): unknown => JSON.parse(kept.get(file) ?? 'null') ?? undefined,
      set: (file: string, _: string, value: unknown) => void kept.set(file, JSON.stringify(value)),
    };
    return [loadCourse(files), loadCourse(files, new ReadMemory(store)), loadCourse(files, new ReadMemory(store))].map(
      ({ course, diagnostics }) => {
        expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
        return course!.modules.find(({ slug }) => slug === 'dns')!.quiz!.data.questions.at(-1)!;
      },
    );
  };

  test.each([
    ['12345678901234567891', '12345678901234567891', '12345678901234567890'],
    ['0.10000000000000000001', '0.10000000000000000001', '0.1'],
    ['0xFFFFFFFFFFFFFFFF', '18446744073709551615', '18446744073709551616'],
    ['-3.00000000000000000000', '-3', '-3.00000000000000000001'],
    ['1e-400', '1e-400', '0'],
    ['6.02214076e23', '602214076000000000000000', '602214076000000000000001'],
    ['0x10', '16', '10'],
  ])('is meant with all of its digits: %s', (written, right, wrong) => {
    for (const data of load(written)) {
      expect(gradeQuestion(data, { text: right }).points).toBe(1);
      expect(gradeQuestion(data, { text: wrong }).points).toBe(0);
      expect(gradeQuestion(data, typeOf(data).correctResponse(data), 'de').points).toBe(1);
    }
    expect(new Set(load(written).map(fingerprint)).size).toBe(1);
  });

  test('keeps the name of its answers where a double holds it', () => {
    const [data] = load('2.50');
    expect(data).toMatchObject({ answer: 2.5 });
    expect(data).not.toHaveProperty('exact');
  });

  test('may have a tolerance with as many digits', () => {
    const [data] = load('12345678901234567891', '10000000000000000001');
    expect(gradeQuestion(data!, { text: '22345678901234567892' }).points).toBe(1);
    expect(gradeQuestion(data!, { text: '32345678901234567894' }).points).toBe(0);
  });

  const graded = (yaml: string, ...given: readonly string[]): readonly number[] => {
    const files = memoryFiles({
      ...validCourseFiles(),
      'modules/dns/quiz.yaml': `${validQuiz}${question('1').replace('    answer: 1\n', yaml)}`,
    });
    const { course, diagnostics } = loadCourse(files);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const data = course!.modules.find(({ slug }) => slug === 'dns')!.quiz!.data.questions.at(-1)!;
    expect(gradeQuestion(data, typeOf(data).correctResponse(data)).points).toBe(1);
    return given.map((text) => gradeQuestion(data, { text }).points);
  };

  test.each([
    ['per cent of the answer', '    answer: 200\n    tolerance: 5%\n', ['190', '210', '189.9', '210.1'], [1, 1, 0, 0]],
    ['per cent of a negative answer', '    answer: -200\n    tolerance: 2.5%\n', ['-195', '-205', '-205.1'], [1, 1, 0]],
    [
      'significant digits',
      '    answer: 3.14159\n    significant: 3\n',
      ['3.14', '3.142', '3.146', '3.136', '3.15', '3.13'],
      [1, 1, 1, 0, 0, 0],
    ],
    [
      'significant digits of a large number',
      '    answer: 299792458\n    significant: 2\n',
      ['3.0e8', '2.95e8', '3.1e8'],
      [1, 1, 0],
    ],
    ['a range', '    range: [1, 5]\n', ['1', '3.3', '5', '0.9', '5.1'], [1, 1, 1, 0, 0]],
    [
      'several answers, with points',
      '    answers:\n      - { answer: 2 }\n      - { answer: -2, points: 0.5, feedback: One of two signs. }\n      - { range: [3, 4], points: 0, feedback: Too much. }\n',
      ['2', '-2', '3', '5'],
      [1, 0.5, 0, 0],
    ],
    [
      'a unit that converts',
      '    answer: 50\n    unit: ms\n    units: convert\n',
      ['0.05 s', '50 ms', '50 Ms'],
      [1, 1, 0],
    ],
  ] as const)('may be right by %s', (_, yaml, given, points) => {
    expect(graded(yaml, ...given)).toEqual(points);
  });

  test('shows the feedback of the answer that holds', () => {
    const key = {
      accept: [
        ['2', '2'],
        ['3', '3', 0],
      ],
      decimal: '.',
      group: ',',
    } as const;
    expect(numericGrader.grade(key, { text: '3' })).toEqual({
      points: 0,
      verdict: 'wrong',
      parts: [
        { part: 'text', verdict: 'wrong' },
        { part: 'text-1', verdict: 'wrong' },
      ],
    });
  });
});
