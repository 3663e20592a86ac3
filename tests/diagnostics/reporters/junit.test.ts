import { describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { junit } from '../../../src/diagnostics/reporters/junit.ts';
import { json } from '../../../src/diagnostics/reporters/json.ts';
import { optionsFor, problem, reportOf } from './sample.ts';

describe('The JUnit format', () => {
  test('has a suite per file: an error fails, a file without one passes', () => {
    expect(junit(reportOf(problem('14:16', '14:29')), optionsFor(''))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="lectern validate" tests="2" failures="1" errors="0">
  <testsuite name="content/modules/websockets/lesson.mdx" tests="1" failures="0" errors="0">
    <testcase classname="content/modules/websockets/lesson.mdx" name="is valid" file="content/modules/websockets/lesson.mdx"></testcase>
  </testsuite>
  <testsuite name="content/modules/websockets/quiz.yaml" tests="1" failures="1" errors="0">
    <testcase classname="content/modules/websockets/quiz.yaml" name="objective-unknown at 14:16" file="content/modules/websockets/quiz.yaml" line="14">
      <failure type="objective-unknown" message="objective \`open-conection\` is not one of this lesson’s, expected \`open-connection\`">content/modules/websockets/quiz.yaml:14:16 error[objective-unknown] objective \`open-conection\` is not one of this lesson’s, expected \`open-connection\`
why: the question would count towards no objective
fix: write \`open-connection\`, or add the objective to lesson.mdx:4</failure>
    </testcase>
  </testsuite>
</testsuites>
`);
  });

  test('keeps warnings as the output of a test that passes', () => {
    const output = junit(reportOf(problem('1:1', '1:2', { severity: 'warning' })), optionsFor(''));
    expect(output).toContain('failures="0"');
    expect(output).toMatch(/<system-out>content\/modules\/websockets\/quiz\.yaml:1:1 warning\[objective-unknown\]/);
  });

  test('stays well-formed whatever a file holds', () => {
    const hostile = 'a<b>&"c\'\u0000\u0008\uFFFF\uD800]]>\n\t😀';
    const output = junit(
      reportOf(problem('1:1', '1:2', { message: hostile, file: `${hostile}.yaml` })),
      optionsFor(''),
    );
    expect(output).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u);
    expect(isWellFormed(output)).toBe(true);
    expect(output).toContain('😀');
  });
});

describe('The JSON format', () => {
  test('is the report as it stands', () => {
    const report = reportOf(problem('2:1', '2:2', { severity: 'info' }), problem('1:1', '1:2'));
    expect(JSON.parse(json(report))).toEqual(report);
    expect(Object.keys(JSON.parse(json(report)) as object)).toEqual(['version', 'summary', 'diagnostics']);
    expect(parseDocument(json(report)).get('version')).toBe(1);
  });
});

/** Tags nest, attributes are quoted, and `&` and `<` stand for nothing but themselves: what XML asks of these documents. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  const rest = xml
    .replace(/^<\?xml [^?]*\?>\n/, '')
    .replace(
      /<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g,
      (_, closing: string, name: string, _attributes, empty: string) => {
        if (closing !== '') return open.pop() === name ? '' : '<mismatch';
        if (empty === '') open.push(name);
        return '';
      },
    );
  return open.length === 0 && !rest.includes('<') && !rest.includes('>') && !/&(?!(?:amp|lt|gt|quot|#\d+);)/.test(xml);
}
