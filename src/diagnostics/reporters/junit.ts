import type { Diagnostic } from '../diagnostic.ts';
import type { Report } from '../report.ts';
import { count } from '../../text/count.ts';
import { escapeAttribute, escapeText } from '../../text/escape.ts';
import { shownPath, type ReporterOptions } from './reporter.ts';

/**
 * For test dashboards: JUnit XML. Each file is a suite; a file without errors has one passing test, and each error is a
 * failing test. Warnings and infos, which JUnit does not support, are the output of the passing test.
 */
export function junit(report: Report, options: ReporterOptions): string {
  const found = Map.groupBy(report.diagnostics, ({ file }) => file);
  const files = [...new Set([...options.files, ...found.keys()])].toSorted();
  const suites = files.map((file) => suite(file, found.get(file) ?? [], options));
  const total = suites.reduce((sum, { tests }) => sum + tests, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="lectern validate" tests="${total}" failures="${report.summary.errors}" errors="0">`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(
  file: string,
  diagnostics: readonly Diagnostic[],
  options: ReporterOptions,
): { readonly tests: number; readonly xml: string } {
  const path = shownPath(file, options.folder);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const others = diagnostics.filter(({ severity }) => severity !== 'error');
  const failures = errors.map((error) =>
    [
      `    <testcase classname=${attribute(path)} name=${attribute(`${error.code} at ${error.start.line}:${error.start.column}`)} file=${attribute(path)} line="${error.start.line}">`,
      `      <failure type=${attribute(error.code)} message=${attribute(error.message)}>${characters(`${described(error, path)}\nwhy: ${error.why}\nfix: ${error.fix}`)}</failure>`,
      '    </testcase>',
    ].join('\n'),
  );
  const output =
    others.length === 0
      ? ''
      : `<system-out>${characters(others.map((other) => described(other, path)).join('\n'))}</system-out>`;
  const name = others.length === 0 ? 'is valid' : `has ${count(others.length, 'note')}`;
  const passing = `    <testcase classname=${attribute(path)} name=${attribute(name)} file=${attribute(path)}>${output}</testcase>`;
  const cases = errors.length > 0 && others.length === 0 ? failures : [...failures, passing];
  return {
    tests: cases.length,
    xml: [
      `  <testsuite name=${attribute(path)} tests="${cases.length}" failures="${errors.length}" errors="0">`,
      ...cases,
      '  </testsuite>',
    ].join('\n'),
  };
}

function described({ severity, code, message, start }: Diagnostic, path: string): string {
  return `${path}:${start.line}:${start.column} ${severity}[${code}] ${message}`;
}

function attribute(text: string): string {
  return `"${escapeAttribute(inXml(text)).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`;
}

/** Escapes text content. */
function characters(text: string): string {
  return escapeText(inXml(text));
}

/** Removes characters that XML 1.0 does not allow. */
function inXml(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
