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
import { filesIn, madeFolder } from '../../src/cache/folders.ts';
import { ownName } from '../../src/cache/owner.ts';

const place = mkdtempSync(path.join(tmpdir(), 'lectern-kept-'));
afterAll(() => rmSync(place, { recursive: true }));

let made = 0;
const keep = (folder: string, key: string): Promise<string> =>
  madeFolder(path.join(place, folder), {
    key,
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
    expect(filesIn(first)).toEqual(['text']);
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
      expect(filesIn(folder)).toEqual(['text']);
    }
  });

  test('is made again where it says itself that it is no longer right', async () => {
    const order = { key: 'a', make: (fresh: string) => writeFileSync(path.join(fresh, 'text'), `${made++}`) };
    const folder = await madeFolder(path.join(place, 'outdated'), order);
    await madeFolder(path.join(place, 'outdated'), { ...order, isCurrent: () => true });
    const before = readFileSync(path.join(folder, 'text'), 'utf8');
    await madeFolder(path.join(place, 'outdated'), {
      ...order,
      isCurrent: (old) => readFileSync(path.join(old, 'text'), 'utf8') !== before,
    });
    expect(readFileSync(path.join(folder, 'text'), 'utf8')).not.toBe(before);
  });

  test('leaves nothing behind where making it fails', async () => {
    const folder = path.join(place, 'failed');
    await expect(madeFolder(folder, { key: 'a', make: () => Promise.reject(new Error('no')) })).rejects.toThrow('no');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('gives way, unused for longest, when there are too many', async () => {
    for (const [age, key] of ['a', 'b', 'c', 'd', 'e', 'f'].entries())
      utimesSync(path.join(await keep('bounded', key), 'sum'), age, age);
    utimesSync(path.join(place, 'bounded/a/sum'), 9, 9);
    await keep('bounded', 'g');
    expect(readdirSync(path.join(place, 'bounded')).toSorted()).toEqual(['a', 'c', 'd', 'e', 'f', 'g']);
  });

  test('takes away what a process that was killed left behind', async () => {
    const folder = path.dirname(await keep('killed', 'a'));
    const own = ownName('new');
    mkdirSync(path.join(folder, own.replace(`-${process.pid}-`, '-4194305-')));
    mkdirSync(path.join(folder, own));
    await keep('killed', 'b');
    expect(readdirSync(folder).toSorted()).toEqual(['a', 'b', own]);
  });

  test('is whole for each of two who make it at once', async () => {
    const both = await Promise.all([keep('twice', 'a'), keep('twice', 'a')]);
    for (const folder of both) expect(readFileSync(path.join(folder, 'text'), 'utf8')).toBe('what a is');
    expect(existsSync(both[0])).toBe(true);
    expect(readdirSync(path.join(place, 'twice'))).toEqual(['a']);
  });
});
