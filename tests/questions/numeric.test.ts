import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ReadMemory } from '../../src/course/load.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { numericGrader } from '../../src/questions/numeric/grade.ts';
import { gradeQuestion, fingerprint, typeOf } from '../../src/questions/types.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { validCourseFiles, validQuiz } from '../course/sound.ts';

const accepts = (given: string, answer: string, tolerance = '0'): boolean =>
  numericGrader.grade({ answer, tolerance, decimal: '.', unit: '' }, { text: given }).points === 1;

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
});
