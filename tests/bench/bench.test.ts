import { describe, expect, test } from 'vitest';
import { parseInput } from '../../src/cli/arguments.ts';
import { commandHelp } from '../../src/cli/help.ts';
import build from './build.ts';
import { names, readOptions, readWords } from './measuring/invocation.ts';
import growth from './growth.ts';
import dev from './dev.ts';
import lighthouse from './lighthouse.ts';
import pages from './pages.ts';
import { scoresOf, type LighthouseReport } from './measuring/lighthouse.ts';
import { inlineBytes, kindOf, weightOf, type Fetched } from './measuring/page-weight.ts';
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
    new Report((line) => lines.push(line)).table(
      ['tool', 's'],
      [
        ['Hugo', 2.25],
        ['Lectern', 12.34],
        ['Other', 123.4],
        ['None', 7],
      ],
    );
    expect(lines).toEqual([
      'tool        s',
      '───────  ────',
      'Hugo     2.25',
      'Lectern  12.3',
      'Other     123',
      'None        7',
      '',
    ]);
  });
});

describe('What to measure', () => {
  test('is a list of numbers', () => {
    expect(numbersOf('10, 1000', [1])).toEqual([10, 1000]);
    expect(numbersOf(undefined, [1])).toEqual([1]);
    for (const wrong of ['', '0', '1.5', '10,,20', 'ten', '-3'])
      expect(() => numbersOf(wrong, [1])).toThrow('is no list of numbers');
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
  expect(childrenCpuIn('17 (a) node (x 9) S 1 17 17 0 -1 4194304 900 0 0 0 11 22 250 50 20 0 1 0 100 1000 10')).toBe(
    3000,
  );
});

test('A lesson gets its component behind the front matter, and uses it', () => {
  const lesson = '---\ntitle: A\n---\n\n## One\n\nText\n\n---\n';
  expect(withComponent(lesson, 'l1')).toBe(
    '---\ntitle: A\n---\n\nimport Remark from \'../../components/Remark.astro\';\n\n## One\n\nText\n\n---\n\n<Remark by="l1">\n\nWhat *this* lesson shows is true of every server.\n\n</Remark>\n',
  );
});

describe('The weight of a page', () => {
  const fetched = (path: string, type: string, text: string): Fetched => ({
    url: `http://localhost:1${path}`,
    type,
    body: Buffer.from(text),
  });

  test.each([
    ['text/html; charset=utf-8', 'HTML'],
    ['text/css', 'CSS'],
    ['text/javascript; charset=utf-8', 'JS'],
    ['application/javascript', 'JS'],
    ['font/woff2', 'fonts'],
    ['application/json', 'other'],
    ['image/svg+xml', 'other'],
  ])('counts %s as %s', (type, kind) => {
    expect(kindOf({ type })).toBe(kind);
  });

  test('counts a file once, the favicon never, and compresses text but no font', () => {
    const text = 'a'.repeat(1000);
    const weight = weightOf(
      [
        fetched('/', 'text/html', text),
        fetched('/a.js', 'text/javascript', text),
        fetched('/a.js', 'text/javascript', text),
        fetched('/f.woff2', 'font/woff2', text),
        fetched('/favicon.svg', 'image/svg+xml', text),
      ],
      ['https://elsewhere.example/x'],
    );
    expect(weight.requests).toBe(3);
    expect(weight.total.raw).toBe(3000);
    expect(weight.byKind.JS.raw).toBe(1000);
    expect(weight.byKind.JS.brotli).toBeLessThan(100);
    expect(weight.byKind.fonts).toEqual({ raw: 1000, brotli: 1000 });
    expect(weight.byKind.other).toEqual({ raw: 0, brotli: 0 });
    expect(weight.elsewhere).toEqual(['https://elsewhere.example/x']);
  });

  test('knows what stands in the HTML: scripts that run and styles, in bytes', () => {
    const html =
      '<script>é();</script><script src="/a.js"></script><script type="module">x</script><script type="application/ld+json">{"a":1}</script><style>p{}</style>';
    expect(inlineBytes(html, 'script')).toBe(6);
    expect(inlineBytes(html, 'style')).toBe(3);
  });
});

describe('Scores of a page', () => {
  const lhr = (performance: number, paint: number, contrast: number | null): LighthouseReport => ({
    categories: {
      performance: {
        title: 'Performance',
        score: performance,
        auditRefs: [
          { id: 'largest-contentful-paint', weight: 25 },
          { id: 'diagnostic', weight: 0 },
        ],
      },
      accessibility: { title: 'Accessibility', score: 1, auditRefs: [{ id: 'color-contrast', weight: 7 }] },
    },
    audits: {
      'largest-contentful-paint': {
        title: 'Largest Contentful Paint',
        score: 0.9,
        scoreDisplayMode: 'numeric',
        numericValue: paint,
        displayValue: '1.5\u00A0s',
      },
      diagnostic: { title: 'Some diagnostic', score: 0, scoreDisplayMode: 'metricSavings' },
      'color-contrast': { title: 'Contrast', score: contrast, scoreDisplayMode: 'binary' },
    },
  });

  test('are medians, and name what cost points in any run and counts at all', () => {
    expect(scoresOf([lhr(0.9, 3000, 1), lhr(1, 1000, 0), lhr(0.99, 2000, null)])).toMatchObject({
      scores: { Performance: 99, Accessibility: 100 },
      largestPaint: 2000,
      losses: ['Accessibility: Contrast', 'Performance: Largest Contentful Paint (1.5 s)'],
    });
  });
});

describe('What is typed after `npm run bench --`', () => {
  test('is names, and options for all of them', () => {
    expect(readWords(['build', 'growth', '--rounds', '1'])).toEqual({
      wanted: ['build', 'growth'],
      options: ['--rounds', '1'],
    });
    expect(readWords([])).toEqual({ wanted: [], options: [] });
  });

  test('is refused where it names nothing there is, or takes no options', () => {
    expect(() => readWords(['biuld'])).toThrow('There is no benchmark `biuld`, did you mean `build`?');
    expect(() => readWords(['--rounds', '1'])).toThrow('`--rounds` belongs to a benchmark, and none is named.');
    expect(() => readOptions('lab', async () => undefined, ['--rounds', '1'])).toThrow('`lab` takes no options.');
  });

  test('names files that are benchmarks, and nothing else', () => {
    expect(names).toEqual(
      expect.arrayContaining(['build', 'dev', 'growth', 'lab', 'lighthouse', 'pages', 'proof', 'validate']),
    );
    for (const other of ['run', 'report', 'bench.test']) expect(names).not.toContain(other);
  });
});

describe('A benchmark', () => {
  test.each([build, dev, growth, lighthouse, pages])(
    '$name explains itself, and its examples are lines it takes',
    (benchmark) => {
      const help = commandHelp(benchmark, 'npm run bench --');
      expect(help).toContain(benchmark.summary);
      for (const [line] of benchmark.examples) {
        const [name, ...words] = line.split(' ');
        expect(name).toBe(benchmark.name);
        expect(() => parseInput(benchmark, words, 'npm run bench --')).not.toThrow();
      }
    },
  );
});
