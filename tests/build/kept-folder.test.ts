import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { keptFiles, keptFolder } from '../../src/cache/kept-folder.ts';

const place = mkdtempSync(path.join(tmpdir(), 'lectern-kept-'));
afterAll(() => rmSync(place, { recursive: true }));

let made = 0;
const keep = (folder: string, key: string, most = 3): Promise<string> =>
  keptFolder({
    folder: path.join(place, folder),
    key,
    most,
    make(fresh) {
      made++;
      writeFileSync(path.join(fresh, 'text'), `what ${key} is`);
    },
  });

describe('A kept folder', () => {
  test('is made once', async () => {
    made = 0;
    const [first, second] = [await keep('once', 'a'), await keep('once', 'a')];
    expect(second).toBe(first);
    expect(made).toBe(1);
    expect(keptFiles(first)).toEqual(['text']);
    expect(readFileSync(path.join(first, 'text'), 'utf8')).toBe('what a is');
  });

  test('is made again where any of its files was changed, lost or added', async () => {
    for (const harm of [
      (folder: string) => writeFileSync(path.join(folder, 'text'), 'damaged'),
      (folder: string) => rmSync(path.join(folder, 'text')),
      (folder: string) => rmSync(path.join(folder, 'sum')),
      (folder: string) => writeFileSync(path.join(folder, 'more'), ''),
    ]) {
      const folder = await keep('harmed', 'a');
      harm(folder);
      made = 0;
      await keep('harmed', 'a');
      expect(made).toBe(1);
      expect(readFileSync(path.join(folder, 'text'), 'utf8')).toBe('what a is');
      expect(keptFiles(folder)).toEqual(['text']);
    }
  });

  test('leaves nothing behind where making it fails', async () => {
    const folder = path.join(place, 'failed');
    await expect(
      keptFolder({ folder, key: 'a', most: 3, make: () => Promise.reject(new Error('no')) }),
    ).rejects.toThrow('no');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('gives way, unused for longest, when there are too many', async () => {
    for (const [age, key] of ['a', 'b', 'c'].entries())
      utimesSync(path.join(await keep('bounded', key), 'sum'), age, age);
    utimesSync(path.join(place, 'bounded/a/sum'), 9, 9);
    await keep('bounded', 'd');
    expect(readdirSync(path.join(place, 'bounded')).toSorted()).toEqual(['a', 'c', 'd']);
  });

  test('takes away what a process that was killed left behind', async () => {
    const folder = path.dirname(await keep('killed', 'a'));
    mkdirSync(path.join(folder, 'new-4194305-xyz'));
    mkdirSync(path.join(folder, `new-${process.pid}-xyz`));
    await keep('killed', 'b');
    expect(readdirSync(folder).toSorted()).toEqual(['a', 'b', `new-${process.pid}-xyz`]);
  });

  test('is whole for each of two who make it at once', async () => {
    const both = await Promise.all([keep('twice', 'a'), keep('twice', 'a')]);
    for (const folder of both) expect(readFileSync(path.join(folder, 'text'), 'utf8')).toBe('what a is');
    expect(existsSync(both[0])).toBe(true);
    expect(readdirSync(path.join(place, 'twice'))).toEqual(['a']);
  });
});
