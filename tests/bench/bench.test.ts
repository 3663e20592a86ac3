import { describe, expect, test } from 'vitest';
import { parseInput } from '../../src/cli/arguments.ts';
import { commandHelp } from '../../src/cli/help.ts';
import build from './build.ts';
import growth from './growth.ts';
import { childrenCpuIn } from './measuring/process.ts';
import { chosenOf, numbersOf } from './measuring/selection.ts';
import { ratioOf, Report, sampleOf } from './report.ts';
import { withComponent } from './sites/site.ts';
import { tools } from './sites/tools.ts';

describe('A sample', () => {
  test('has the middle value as median, whatever the order', () => {
    expect(sampleOf([30, 10, 20])).toEqual({ median: 20, lowest: 10, highest: 30, runs: 3 });
  });

  test('has the mean of both middle values where there is none in the middle', () => {
    expect(sampleOf([4, 1, 3, 2]).median).toBe(2.5);
  });

  test('does not change the values it is made of', () => {
    const values = [3, 1, 2];
    sampleOf(values);
    expect(values).toEqual([3, 1, 2]);
  });

  test('knows nothing without values', () => {
    expect(sampleOf([])).toEqual({ median: Number.NaN, lowest: Number.NaN, highest: Number.NaN, runs: 0 });
  });
});

describe('Ratios', () => {
  test('are those of the same round, so that a machine that becomes slower does not show', () => {
    expect(ratioOf([2, 4, 8], [1, 2, 4])).toEqual({ median: 2, lowest: 2, highest: 2, runs: 3 });
  });

  test('leave out rounds that the other has not', () => {
    expect(ratioOf([2, 4, 8], [1, 1]).runs).toBe(2);
  });
});

describe('A table', () => {
  test('puts numbers under each other at the right and words at the left, with as many digits as matter', () => {
    const lines: string[] = [];
    new Report((line) => lines.push(line)).table(['tool', 's'], [['Hugo', 2.25], ['Lectern', 12.34], ['Other', 123.4], ['None', 7]]);
    expect(lines).toEqual(['tool        s', '───────  ────', 'Hugo     2.25', 'Lectern  12.3', 'Other     123', 'None        7', '']);
  });
});

describe('What to measure', () => {
  test('is a list of numbers', () => {
    expect(numbersOf('10, 1000', [1])).toEqual([10, 1000]);
    expect(numbersOf(undefined, [1])).toEqual([1]);
    for (const wrong of ['', '0', '1.5', '10,,20', 'ten', '-3']) expect(() => numbersOf(wrong, [1])).toThrow('is no list of numbers');
  });

  test('is a list of names, in the order of tables, and a name that is not known is refused', () => {
    expect(chosenOf('lectern,hugo', tools).map(({ id }) => id)).toEqual(['hugo', 'lectern']);
    expect(chosenOf(undefined, tools)).toBe(tools);
    expect(() => chosenOf('hugo,vitpress', tools)).toThrow('`vitpress` is none of these');
  });

  test('has names that are all different', () => {
    expect(new Set(tools.map(({ id }) => id)).size).toBe(tools.length);
    expect(new Set(tools.map(({ name }) => name)).size).toBe(tools.length);
  });
});

test('Processor time of ended processes is read from behind a name that may hold anything', () => {
  // Fields 16 and 17 of proc(5) are `cutime` and `cstime`, here 250 and 50 hundredths of a second.
  expect(childrenCpuIn('17 (a) node (x 9) S 1 17 17 0 -1 4194304 900 0 0 0 11 22 250 50 20 0 1 0 100 1000 10')).toBe(3000);
});

test('A lesson gets its component behind the front matter, and uses it', () => {
  const lesson = '---\ntitle: A\n---\n\n## One\n\nText\n\n---\n';
  expect(withComponent(lesson, 'l1')).toBe("---\ntitle: A\n---\n\nimport Remark from '../../components/Remark.astro';\n\n## One\n\nText\n\n---\n\n<Remark by=\"l1\">\n\nWhat *this* lesson shows is true of every server.\n\n</Remark>\n");
});

describe('A benchmark', () => {
  test.each([build, growth])('$name explains itself, and its examples are lines it takes', (benchmark) => {
    const help = commandHelp(benchmark, 'npm run bench --');
    expect(help).toContain(benchmark.summary);
    for (const [line] of benchmark.examples) {
      const [name, ...words] = line.split(' ');
      expect(name).toBe(benchmark.name);
      expect(() => parseInput(benchmark, words, 'npm run bench --')).not.toThrow();
    }
  });
});
