import { describe, expect, test } from 'vitest';
import { progressDisplay, progressLine } from '../../src/cli/progress.ts';
import { timingsTable } from '../../src/cli/timings-table.ts';

/** A display with a clock of its own, and what it wrote, piece by piece. */
function shown(
  isTerminal: boolean,
  { env = {}, columns = 60 }: { readonly env?: Record<string, string>; readonly columns?: number } = {},
) {
  const written: string[] = [];
  let now = 0;
  const display = progressDisplay({ write: (text) => void written.push(text), isTerminal, columns }, env, () => now);
  return {
    written,
    end: () => display.end(),
    at: (milliseconds: number, phase: string, done = 0, total = 0) => {
      now = milliseconds;
      display.update(phase, done, total);
    },
  };
}

/** What stands in the last line of a terminal after these writes; anything but text, CR and “erase to the end of the line” is kept to be seen. */
function lastLine(written: readonly string[]): string {
  return written
    .join('')
    .split('\r')
    .reduce((line, piece) => (piece.startsWith('\u001B[K') ? piece.slice(3) : piece + line.slice(piece.length)), '');
}

describe('Progress at a terminal', () => {
  test('is one line that says phase, done and total, and is gone at the end', () => {
    const { at, end, written } = shown(true);
    at(0, 'read and check');
    expect(lastLine(written)).toBe('read and check');
    at(200, 'colour code', 1250, 2000);
    expect(lastLine(written)).toBe('colour code: 1,250 of 2,000 (62 %)');
    at(400, 'publish');
    expect(lastLine(written)).toBe('publish');
    end();
    expect(lastLine(written)).toBe('');
    expect(written.join('')).not.toContain('\n');
  });

  test('shows a new phase at once, and the same one ten times a second at most, however often it is told', () => {
    const { at, written } = shown(true);
    for (let page = 1; page <= 1000; page += 1) at(page, 'write pages', page, 1000);
    expect(written.length).toBe(10);
    at(1001, 'publish');
    expect(written.length).toBe(11);
  });

  test('never fills the line, which some terminals would wrap', () => {
    const { at, written } = shown(true, { columns: 20 });
    at(0, 'colour code', 1250, 2000);
    expect(lastLine(written)).toBe('colour code: 1,250 ');
  });

  test('writes nothing at the end where nothing was said', () => {
    const { end, written } = shown(true);
    end();
    expect(written).toEqual([]);
  });
});

describe('Progress in a log', () => {
  const build = (isTerminal: boolean, env: Record<string, string> = {}): string => {
    const { at, end, written } = shown(isTerminal, { env });
    at(0, 'read and check');
    for (let block = 1; block <= 200; block += 1) at(1000 + block * 50, 'colour code', block, 200);
    at(12_000, 'bundle');
    for (let page = 1; page <= 100; page += 1) at(13_000 + page * 5, 'write pages', page, 100);
    end();
    return written.join('');
  };

  test('is a line when a phase begins and for each tenth of it, once a second at most', () => {
    expect(build(false)).toBe(
      [
        'colour code: 40 of 200 (20 %)',
        'colour code: 60 of 200 (30 %)',
        'colour code: 80 of 200 (40 %)',
        'colour code: 100 of 200 (50 %)',
        'colour code: 120 of 200 (60 %)',
        'colour code: 140 of 200 (70 %)',
        'colour code: 160 of 200 (80 %)',
        'colour code: 180 of 200 (90 %)',
        'colour code: 200 of 200 (100 %)',
        'bundle',
        'write pages: 1 of 100 (1 %)',
        '',
      ].join('\n'),
    );
  });

  test('is the same where a program records a terminal, and where the terminal knows no escape sequences', () => {
    expect(build(true, { CI: 'true' })).toBe(build(false));
    expect(build(true, { TERM: 'dumb' })).toBe(build(false));
  });

  test('is nothing at all for work of three seconds', () => {
    const { at, end, written } = shown(false);
    for (let page = 1; page < 3000; page += 1) at(page, 'write pages', page, 3000);
    end();
    expect(written).toEqual([]);
  });
});

test('Progress without a total is the phase alone', () => {
  expect(progressLine('bundle', 0, 0)).toBe('bundle');
});

describe('The table of timings', () => {
  test('adds up to the total, with what is in no phase, and says what went on beside and how much memory was held', () => {
    const table = timingsTable(
      {
        phases: [
          ['read and check', 250],
          ['write pages', 1000],
        ],
        besides: [['bundle', 800]],
      },
      { before: 200, total: 1500, peakMemory: 300 * 1024 * 1024 },
    );
    expect(table).toBe(`start Lectern                   200 ms
read and check                  250 ms
write pages                    1000 ms
everything else                  50 ms
total                          1500 ms
beside: bundle                  800 ms
peak memory (this process)      300 MiB
`);
  });
});
