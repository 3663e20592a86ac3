import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Draft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { sarif } from '../../../src/diagnostics/reporters/sarif.ts';
import { optionsFor, problem, reportOf } from './sample.ts';

const schemaFile = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const ajv = new Draft04({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv as never);
const isSarif = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);

const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
const place = { line: 3, column: 1 };
const full = reportOf(
  problem('3:1', '3:5', {
    related: [{ ...problem('1:1', '1:2'), message: 'defined here' }],
    edit: { start: place, end: { line: 3, column: 5 }, text: 'Line' },
  }),
  problem('4:1', '5:1', { severity: 'warning', code: 'choice-key-longest', file: 'modules/a b/ü.yaml' }),
  problem('9:1', '9:1', { severity: 'info' }),
);

function resultsOf(
  text: string,
): { ruleId: string; ruleIndex: number; level: string; partialFingerprints: Record<string, string> }[] {
  return (JSON.parse(text) as { runs: [{ results: never }] }).runs[0].results;
}

describe('The SARIF format', () => {
  test.each([
    ['of a report without problems', reportOf()],
    ['of every severity, with related places and a fix', full],
  ])('is valid SARIF 2.1.0 %s', (_, report) => {
    const valid = isSarif(JSON.parse(sarif(report, optionsFor(lines.join('\n')))));
    expect(isSarif.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  test('is checked against a schema that does say no', () => {
    expect(isSarif({ version: '2.1.0', runs: [{ tool: {}, results: 'none' }] })).toBe(false);
  });

  test('names each code once, and results point at it', () => {
    const log = JSON.parse(sarif(full, optionsFor(''))) as {
      runs: [{ tool: { driver: { rules: { id: string }[] } } }];
    };
    const rules = log.runs[0].tool.driver.rules.map(({ id }) => id);
    expect(rules).toEqual(['choice-key-longest', 'objective-unknown']);
    for (const result of resultsOf(sarif(full, optionsFor('')))) expect(rules[result.ruleIndex]).toBe(result.ruleId);
  });

  test('escapes addresses and keeps the folder the reader typed', () => {
    expect(sarif(full, optionsFor(''))).toContain('"uri": "content/modules/a%20b/%C3%BC.yaml"');
  });

  test('keeps a result’s fingerprint when lines are added above it', () => {
    const before = resultsOf(sarif(reportOf(problem('3:1', '3:5')), optionsFor(lines.join('\n'))));
    const after = resultsOf(sarif(reportOf(problem('5:1', '5:5')), optionsFor(['new', 'new', ...lines].join('\n'))));
    expect(after[0]?.partialFingerprints).toEqual(before[0]?.partialFingerprints);
  });

  test('tells results on equal lines, of other codes and in other files apart', () => {
    const report = reportOf(
      problem('1:1', '1:2'),
      problem('2:1', '2:2'),
      problem('1:1', '1:2', { code: 'other' }),
      problem('1:1', '1:2', { file: 'course.yaml' }),
    );
    const names = resultsOf(sarif(report, optionsFor('same\nsame'))).map(
      ({ partialFingerprints }) => partialFingerprints['lecternLine/v1'],
    );
    expect(new Set(names).size).toBe(4);
  });
});
