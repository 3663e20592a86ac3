import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint, gradeQuestion, questionTypes, typeOf } from '../../src/questions/types.ts';
import { questionSchemas } from '../../schemas/questions/index.ts';
import { readResponse } from '../../src/questions/kit/response.ts';
import { examples, otherKey } from './examples.ts';

it('has a folder for every type of the schema', () => {
  expect(questionTypes.map(({ type }) => type).toSorted()).toEqual(
    questionSchemas.map((schema) => schema.shape.type.value).toSorted(),
  );
});

describe.each(questionTypes.map(({ type }) => type))('%s', (type) => {
  const own = examples.filter(({ question }) => question.type === type);

  it('has at least two examples, each with a right and a wrong response', () => {
    expect(own.length).toBeGreaterThanOrEqual(2);
    for (const { responses } of own)
      expect(responses.map(({ points }) => points)).toEqual(expect.arrayContaining([0, 1]));
  });

  it.each(
    own.flatMap(({ name, question, language, responses }) =>
      responses.map((response) => ({ example: name, question, language, ...response })),
    ),
  )('gives $points for $name ($example)', ({ question, language, response, points }) => {
    const grade = gradeQuestion(question, response, language);
    expect(grade.points).toBeCloseTo(points, 10);
    expect(grade.verdict).toBe(points === 1 ? 'right' : points > 0 ? 'partly' : 'wrong');
  });

  it.each(own)('gives full marks for the key and none for nothing ($name)', ({ question, language }) => {
    const grade = gradeQuestion(question, typeOf(question).correctResponse(question), language);
    expect(grade).toMatchObject({ points: 1, verdict: 'right' });
    expect(grade.parts.every(({ verdict }) => verdict === 'right')).toBe(true);
    expect(gradeQuestion(question, {}, language)).toMatchObject({ points: 0, verdict: 'wrong' });
  });

  it.each(own)(
    'keeps points between 0 and 1 whatever comes, and gives the full point only without a wrong part ($name)',
    ({ question, language, responses }) => {
      const names = [
        ...new Set([
          'choice',
          'text',
          'constructor',
          '__proto__',
          ...responses.flatMap(({ response }) => Object.keys(response)),
        ]),
      ];
      const values = [
        ...new Set([
          'on',
          '1',
          '2',
          '3',
          '4',
          '-1',
          '1e400',
          ...responses.flatMap(({ response }) => Object.values(response)),
        ]),
      ];
      const anyResponse = fc.dictionary(
        fc.constantFrom(...names),
        fc.oneof(fc.constantFrom(...values), fc.string({ unit: 'binary' })),
      );
      fc.assert(
        fc.property(anyResponse, (response) => {
          const { points, verdict, parts } = gradeQuestion(question, response, language);
          expect(points).toBeGreaterThanOrEqual(0);
          expect(points).toBeLessThanOrEqual(1);
          expect(verdict).toBe(points === 1 ? 'right' : points > 0 ? 'partly' : 'wrong');
          if (points === 1) expect(parts.filter((part) => part.verdict !== 'right')).toEqual([]);
          if (
            points === 0 &&
            question.type !== 'multiple-choice' &&
            !('scoring' in question && question.scoring === 'all-or-nothing')
          ) {
            expect(parts.filter((part) => part.verdict === 'right')).toEqual([]);
          }
        }),
        { seed: 4, numRuns: 300 },
      );
    },
  );

  it.each(own)(
    'grades the same whatever the order of the entries of a response ($name)',
    ({ question, language, responses }) => {
      for (const { response } of responses) {
        const turned = Object.fromEntries(Object.entries(response).toReversed());
        expect(gradeQuestion(question, turned, language)).toEqual(gradeQuestion(question, response, language));
      }
    },
  );

  it.each(own)('keeps the fingerprint for another prompt and loses it with another key ($name)', ({ question }) => {
    expect(fingerprint({ ...question, prompt: 'Another wording', explanation: 'Another one', hints: [] })).toBe(
      fingerprint(question),
    );
    const changed = otherKey(question);
    expect(fingerprint(changed)).not.toBe(fingerprint(question));
  });

  if (['single-choice', 'multiple-choice', 'matching', 'classify'].includes(type)) {
    it.each(own)(
      'is the same question whatever the order of its parts ($name)',
      ({ question, language, responses }) => {
        const turned = turnedParts(question);
        expect(fingerprint(turned)).toBe(fingerprint(question));
        for (const { response } of responses)
          expect(gradeQuestion(turned, response, language).points).toBe(
            gradeQuestion(question, response, language).points,
          );
      },
    );
  }
});

type Question = (typeof examples)[number]['question'];

function turnedParts(question: Question): Question {
  if (question.type === 'matching')
    return { ...question, pairs: question.pairs.toReversed(), distractors: question.distractors.toReversed() };
  if (question.type === 'classify')
    return { ...question, rows: question.rows.toReversed(), columns: question.columns.toReversed() };
  return 'options' in question && question.options !== undefined
    ? ({ ...question, options: question.options.toReversed() } as Question)
    : question;
}

describe('readResponse', () => {
  it('takes records of text, and nothing else', () => {
    expect(readResponse({ choice: 'http', empty: '', blank: '  ' })).toEqual({ choice: 'http' });
    for (const odd of [undefined, null, 'http', 3, ['http'], { choice: 3 }, { choice: null }, { choice: ['a'] }])
      expect(readResponse(odd)).toBeUndefined();
  });
});
