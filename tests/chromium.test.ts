import { describe, expect, test } from 'vitest';
import { ensureChromium, type Machine } from './chromium.ts';

/** A machine on which programs have these effects, and what was run on it. */
function machine(
  effects: Readonly<Record<string, (state: { there?: string; starts: boolean }) => boolean>>,
  {
    isRoot = true,
    isNamed = false,
    there,
    starts = true,
  }: { isRoot?: boolean; isNamed?: boolean; there?: string; starts?: boolean } = {},
): { readonly machine: Machine; readonly ran: readonly string[] } {
  const state: { there?: string; starts: boolean } = { starts, ...(there === undefined ? {} : { there }) };
  const ran: string[] = [];
  return {
    ran,
    machine: {
      find: () => state.there,
      starts: () => state.starts,
      isRoot,
      isNamed,
      run(program, words) {
        const line = [
          program === process.execPath ? 'playwright' : program,
          ...words.filter((word) => !/[/\\]/.test(word)),
        ]
          .filter((word) => !word.startsWith('-'))
          .join(' ');
        ran.push(line);
        return effects[line]?.(state) ?? false;
      },
    },
  };
}

describe('A Chromium for the tests', () => {
  test('is the one that is there: nothing is installed', () => {
    const { machine: here, ran } = machine({}, { there: '/usr/bin/chromium' });
    expect(ensureChromium(here)).toBe('/usr/bin/chromium');
    expect(ran).toEqual([]);
  });

  test('is Playwright’s where none was', () => {
    const { machine: here, ran } = machine({
      'playwright install chromium': (state) => ((state.there = '/own'), true),
    });
    expect(ensureChromium(here)).toBe('/own');
    expect(ran).toEqual(['playwright install chromium']);
  });

  test('gets the libraries that it does not start without', () => {
    const { machine: here, ran } = machine(
      {
        'playwright install chromium': (state) => ((state.there = '/own'), true),
        'playwright install-deps chromium': (state) => (state.starts = true),
      },
      { starts: false },
    );
    expect(ensureChromium(here)).toBe('/own');
    expect(ran).toEqual(['playwright install chromium', 'playwright install-deps chromium']);
  });

  test('is the system’s where Playwright’s cannot be had, from lists that are brought up to date if need be', () => {
    let listed = false;
    const { machine: here, ran } = machine({
      'apt-get update': () => (listed = true),
      'apt-get install chromium': (state) => listed && ((state.there = '/usr/bin/chromium'), true),
    });
    expect(ensureChromium(here)).toBe('/usr/bin/chromium');
    expect(ran).toEqual([
      'playwright install chromium',
      'apt-get install chromium',
      'apt-get update',
      'apt-get install chromium',
    ]);
  });

  test('is asked for in words where nothing of this works, and the system’s packages are left to those who may', () => {
    const { machine: here, ran } = machine({}, { isRoot: false, there: '/broken', starts: false });
    expect(() => ensureChromium(here)).toThrow('LECTERN_CHROMIUM');
    expect(ran).toEqual(['playwright install chromium']);
  });

  test('is no other than the one that somebody named', () => {
    const { machine: here, ran } = machine({}, { isNamed: true, there: '/broken', starts: false });
    expect(() => ensureChromium(here)).toThrow('LECTERN_CHROMIUM names does not start');
    expect(ran).toEqual([]);
  });
});
