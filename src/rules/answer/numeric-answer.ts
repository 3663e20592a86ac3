import { decimalOf } from '../../../schemas/decimal.ts';
import { boundsOf, type Right } from '../../../schemas/questions/bounds.ts';
import type { Numeric } from '../../../schemas/questions/numeric.ts';
import { convertible } from '../../../schemas/units.ts';
import type { Finding, QuestionRule } from '../engine/rule.ts';

type Place = readonly (string | number)[];
type At = (...path: Place) => Finding['at'];

export const numericAnswer: QuestionRule = {
  code: 'numeric-answer',
  scope: 'question',
  severity: 'error',
  language: 'any',
  why: 'what a learner types could not be compared with it',
  fix: 'give `answer`, or `range`, or a list of `answers`',
  check({ data, at }) {
    if (data.type === 'fill-in')
      return Object.entries(data.blanks).flatMap(([name, blank]) =>
        'accept' in blank || 'options' in blank ? [] : numbers(blank, (...path) => at('blanks', name, ...path), []),
      );
    return data.type === 'numeric' ? [...numbers(data, at, ['type']), ...unitsOf(data, at)] : [];
  },
};

type Answer = Pick<Numeric, 'answer' | 'tolerance' | 'significant' | 'range' | 'answers'>;

/** What is wrong with what says which numbers are right. `place`: where it says nothing. */
function numbers(data: Answer, at: At, place: Place): Finding[] {
  const ways = (['answer', 'range', 'answers'] as const).filter((key) => data[key] !== undefined);
  if (ways.length === 0) return [{ at: at(...place), message: 'no number is right: there is no `answer`' }];
  const own = data.answers === undefined ? numbersOf(data, [], at) : severalOf(data, at);
  return [
    ...ways.slice(1).map((key) => ({
      at: at(key),
      message: `\`${key}\` beside \`${ways[0]!}\`: only one of them can say what is right`,
    })),
    ...own,
  ];
}

interface Numbers extends Pick<Numeric, 'answer' | 'significant' | 'range'> {
  readonly tolerance?: string | number | undefined;
}

/** What is wrong with one number and its surroundings. */
function numbersOf({ answer, tolerance = 0, significant, range }: Numbers, path: Place, at: At): Finding[] {
  const findings: Finding[] = [];
  if (range !== undefined && range[0] > range[1])
    findings.push({
      at: at(...path, 'range'),
      message: `the range ends at ${range[1]}, before it begins at ${range[0]}`,
      why: 'no number lies in it',
      fix: `write \`[${range[1]}, ${range[0]}]\``,
    });
  for (const key of ['tolerance', 'significant'] as const) {
    const isSet = key === 'tolerance' ? tolerance !== 0 : significant !== undefined;
    if (isSet && range !== undefined)
      findings.push({
        at: at(...path, key),
        message: `\`${key}\` beside \`range\``,
        why: 'a range has its ends already',
        fix: `remove \`${key}\`, or widen the range`,
      });
  }
  if (significant === undefined) return findings;
  if (tolerance !== 0 && range === undefined)
    findings.push({
      at: at(...path, 'significant'),
      message: '`significant` beside `tolerance`',
      why: 'only one of them can say how far off still counts',
      fix: 'remove one of them',
    });
  if (answer === 0)
    findings.push({
      at: at(...path, 'significant'),
      message: 'zero has no significant digits',
      why: 'nothing but zero rounds to it',
      fix: 'give a `tolerance` instead',
    });
  return findings;
}

/** What is wrong with a list of answers. */
function severalOf(data: Answer, at: At): Finding[] {
  const { answers = [], tolerance, significant } = data;
  const findings: Finding[] = [];
  for (const [key, isSet] of [
    ['tolerance', tolerance !== 0],
    ['significant', significant !== undefined],
  ] as const)
    if (isSet)
      findings.push({
        at: at(key),
        message: `\`${key}\` beside \`answers\``,
        why: 'each answer says for itself how far off still counts',
        fix: `move \`${key}\` to the answers that it holds for`,
      });
  answers.forEach((each, index) => {
    const path = ['answers', index] as const;
    if ((each.answer === undefined) === (each.range === undefined))
      findings.push({
        at: at(...path),
        message: each.answer === undefined ? 'this answer has no number' : '`answer` and `range` in one answer',
        fix: 'give either `answer` or `range`',
      });
    findings.push(...numbersOf(each, path, at));
    const before = answers.slice(0, index).find((other) => covers(other, each));
    if (before !== undefined)
      findings.push({
        at: at(...path),
        message: 'an answer above it holds for all of these numbers',
        why: 'the first answer that holds counts, so this one is never given',
        fix: 'put the narrower answer first',
      });
  });
  if (!answers.some(({ points }) => points === 1))
    findings.push({
      at: at('answers'),
      message: 'no answer earns the whole point',
      why: 'nobody can get this question right',
      fix: 'leave out `points`, or write `points: 1`, where an answer is right',
    });
  return findings;
}

function covers(one: Numbers, other: Numbers): boolean {
  const [[low, high], [from, to]] = [boundsOf(writtenOf(one)), boundsOf(writtenOf(other))];
  return isAtMost(low, from) && isAtMost(to, high);
}

function writtenOf({ answer, tolerance, significant, range }: Numbers): Right {
  return {
    answer: answer === undefined ? undefined : String(answer),
    tolerance: tolerance === undefined ? undefined : String(tolerance),
    significant,
    range: range === undefined ? undefined : [String(range[0]), String(range[1])],
  };
}

function isAtMost(one: string, other: string): boolean {
  const [a, b] = [decimalOf(one), decimalOf(other)];
  const unit = Math.min(a.exponent, b.exponent);
  return a.digits * 10n ** BigInt(a.exponent - unit) <= b.digits * 10n ** BigInt(b.exponent - unit);
}

/** A unit that should be converted has to be known. */
function unitsOf({ unit, units }: Numeric, at: At): Finding[] {
  if (units !== 'convert' || (unit !== undefined && convertible(unit) !== undefined)) return [];
  return [
    {
      at: at(unit === undefined ? 'units' : 'unit'),
      message: unit === undefined ? '`units: convert` without a `unit`' : `nothing converts to \`${unit}\``,
      why: 'an answer in another unit could not be compared',
      fix:
        unit === undefined
          ? 'say in `unit` what the answer is given in'
          : 'write an SI unit such as `ms` or `km/h`, or leave out `units`',
    },
  ];
}
