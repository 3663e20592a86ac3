import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Entries } from '../../src/cache/entries.ts';

let folder = '';
const file = (): string => path.join(folder, 'some.entries');
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'lectern-entries-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const opened = (setting = 'setting'): Entries<unknown> => new Entries(file(), setting);
function keep(values: Readonly<Record<string, unknown>>, ...options: Parameters<Entries<unknown>['save']>): void {
  const entries = opened();
  for (const [key, value] of Object.entries(values)) entries.put(key, value);
  entries.save(...options);
}

describe('What a build keeps', () => {
  test('is there for the next one, whatever letters it has', () => {
    const values = { plain: { a: [1, 'x'] }, 'modules/naïve/日本.md': 'é\n\u2028𝛑"\\', empty: '', 'a b': null };
    keep(values);
    const next = opened();
    for (const [key, value] of Object.entries(values)) expect(next.get(key)).toEqual(value);
    expect(next.get('other')).toBeUndefined();
    expect(next.get('')).toBeUndefined();
    expect(/^[\0-\x7f]*$/.test(readFileSync(file(), 'latin1'))).toBe(true);
  });

  test('is there at once, and twice', () => {
    const entries = opened();
    entries.put('a', [1]);
    expect(entries.get('a')).toEqual([1]);
    entries.save();
    const next = opened();
    expect([next.get('a'), next.get('a')]).toEqual([[1], [1]]);
  });

  test('counts for nothing under another setting', () => {
    keep({ a: 1 });
    expect(opened('setting 2').get('a')).toBeUndefined();
    expect(opened('settin').get('a')).toBeUndefined();
  });

  test('goes when it is not asked for and there is too much of that, what was asked for last after all others', () => {
    keep({ a: 1, b: 2, c: 3, d: 4 });
    const next = opened();
    next.get('c');
    next.put('e', 5);
    next.save({ unusedBytes: 8 });
    expect(['a', 'b', 'c', 'd', 'e'].map((key) => opened().get(key))).toEqual([1, 2, 3, undefined, 5]);
  });

  test('is written when so much is new that it pays', () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`old ${index}`, index]));
    keep(many);
    keep({ a: 1 });
    expect(opened().get('a')).toBeUndefined();
    keep({ a: 1, b: 2 });
    expect(['a', 'b', 'old 99'].map((key) => opened().get(key))).toEqual([1, 2, 99]);
  });

  test('is let go by who has no more use for it', () => {
    const entries = opened();
    entries.put('a', 1);
    entries.close();
    entries.put('b', 2);
    expect([entries.get('a'), entries.get('b'), opened().get('a')]).toEqual([undefined, undefined, 1]);
  });

  test('never grows beyond its limit', () => {
    keep({ a: 'x'.repeat(100), b: 'y'.repeat(100), c: 'z'.repeat(100) }, { mostBytes: 250 });
    expect(readFileSync(file(), 'latin1').length).toBeLessThanOrEqual(260);
    expect(['a', 'b', 'c'].map((key) => opened().get(key))).toEqual(['x'.repeat(100), 'y'.repeat(100), undefined]);
  });

  test('is made again where the file was cut short, altered, or is none', () => {
    for (const harm of [
      () => truncateSync(file(), 40),
      () => writeFileSync(file(), readFileSync(file(), 'latin1').replace('first', 'fir5t')),
      () => writeFileSync(file(), ''),
      () => writeFileSync(file(), '00000000\n'),
      () => rmSync(file()),
    ]) {
      keep({ a: 'first', b: 'second' });
      expect(opened().get('b')).toBe('second');
      harm();
      expect([opened().get('a'), opened().get('b')]).toEqual([undefined, undefined]);
      rmSync(file(), { force: true });
    }
  });

  test('never lets one key pass for another', () => {
    keep({ 'a\n1\nb': 'two lines', a: 'one' });
    const next = opened();
    expect([next.get('a\n1\nb'), next.get('b'), next.get('a')]).toEqual([undefined, undefined, 'one']);
  });
});
