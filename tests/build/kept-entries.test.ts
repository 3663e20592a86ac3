import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KeptEntries } from '../../src/cache/kept-entries.ts';

let folder = '';
const file = (): string => path.join(folder, 'sub', 'entries.kept');
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'lectern-entries-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const opened = (setting = 'setting'): KeptEntries<unknown> => new KeptEntries(file(), setting);
function keep(values: Readonly<Record<string, unknown>>, ...options: Parameters<KeptEntries<unknown>['save']>): void {
  const entries = opened();
  for (const [key, value] of Object.entries(values)) entries.set(key, value);
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
    entries.set('a', [1]);
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

  test('goes when nobody asks for it, but for as many others as are wanted', () => {
    keep({ a: 1, b: 2, c: 3, d: 4 });
    const next = opened();
    next.get('c');
    next.set('e', 5);
    next.save({ others: 2 });
    expect(['a', 'b', 'c', 'd', 'e'].map((key) => opened().get(key))).toEqual([1, 2, 3, undefined, 5]);
  });

  test('is written when there is enough new, or nothing yet', () => {
    keep({ a: 1 }, { worth: 3 });
    keep({ b: 2, c: 3 }, { worth: 3 });
    expect(opened().get('b')).toBeUndefined();
    expect(opened().get('a')).toBe(1);
    keep({ b: 2, c: 3, d: 4 }, { worth: 3 });
    expect(opened().get('d')).toBe(4);
  });

  test('never grows beyond its limit', () => {
    keep({ a: 'x'.repeat(100), b: 'y'.repeat(100), c: 'z'.repeat(100) }, { most: 250 });
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
