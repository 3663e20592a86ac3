import { describe, expect, test } from 'vitest';
import { github } from '../../../src/diagnostics/reporters/github.ts';
import { optionsFor, problem, reportOf } from './sample.ts';

const options = optionsFor('');
const many = (count: number, severity: 'error' | 'warning' | 'info', from: number) =>
  Array.from({ length: count }, (_, index) => problem(`${from + index}:1`, `${from + index}:2`, { severity }));
const commandsIn = (output: string, command: string): readonly string[] =>
  output.split('\n').filter((line) => line.startsWith(`::${command} `));

describe('The GitHub format', () => {
  test('writes one annotation per problem, with its place', () => {
    expect(github(reportOf(problem('14:16', '14:29')), options)).toBe(
      '::error file=content/modules/websockets/quiz.yaml,line=14,endLine=14,col=16,endColumn=29,title=objective-unknown::' +
        'objective `open-conection` is not one of this lesson’s, expected `open-connection`%0Awhy: the question would count towards no objective%0A' +
        'fix: write `open-connection`, or add the objective to lesson.mdx:4\n',
    );
  });

  test('puts errors first, whatever the order in the file', () => {
    const output = github(
      reportOf(
        problem('1:1', '1:2', { severity: 'info' }),
        problem('2:1', '2:2', { severity: 'warning' }),
        problem('3:1', '3:2'),
      ),
      options,
    );
    expect(output.match(/^::\w+/gm)).toEqual(['::error', '::warning', '::notice']);
  });

  test('never exceeds the platform’s ten per kind, and says how many more there are', () => {
    const output = github(
      reportOf(...many(15, 'error', 1), ...many(12, 'warning', 100), ...many(11, 'info', 200)),
      options,
    );
    expect(commandsIn(output, 'error')).toHaveLength(10);
    expect(commandsIn(output, 'warning')).toHaveLength(10);
    expect(commandsIn(output, 'notice')).toHaveLength(10);
    expect(output).toContain('and 5 errors, 2 warnings, 2 infos more');
    expect(output.split('\n').filter((line) => line.startsWith('  content/'))).toHaveLength(9);
  });

  test('keeps content from starting a command of its own', () => {
    const hostile = 'a\n::error::owned\r::set-output name=x::y 100%';
    const output = github(
      reportOf(
        ...many(10, 'error', 1),
        problem('50:1', '50:2', { message: hostile }),
        problem('1:1', '1:2', { message: hostile, file: 'a,b:c\n.yaml' }),
      ),
      options,
    );
    expect(output).toContain('file=content/a%2Cb%3Ac%0A.yaml,');
    expect(output.match(/^::error /gm)).toHaveLength(10);
    expect(output).not.toMatch(/^::(error|set-output)::/m);
    expect(output).not.toMatch(/^ .*::/m);
  });

  test('says nothing where there is nothing to say', () => {
    expect(github(reportOf(), options)).toBe('');
  });
});
