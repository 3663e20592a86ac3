import { expect, test } from 'vitest';
import { memoryFiles } from '../../src/source/memory.ts';
import { snapshot, type Snapshot } from '../../src/source/snapshot.ts';

/** A snapshot of files that may be changed behind it, and the paths that it reads. */
function watched(texts: Record<string, string>): {
  readonly texts: Record<string, string>;
  readonly read: string[];
  readonly files: Snapshot;
} {
  const read: string[] = [];
  const files = snapshot({
    list: () => memoryFiles(texts).list(),
    read(path) {
      read.push(path);
      return memoryFiles(texts).read(path);
    },
    head: (path, length) => memoryFiles(texts).head(path, length),
  });
  return { texts, read, files };
}

test('Files are as they were when they were first asked for, and are read once', () => {
  const { texts, read, files } = watched({ 'a.md': 'one' });
  const first = [files.list(), files.read('a.md'), files.read('b.md')];
  texts['a.md'] = 'two';
  texts['b.md'] = 'new';
  expect([files.list(), files.read('a.md'), files.read('b.md')]).toEqual(first);
  expect(new TextDecoder().decode(files.read('a.md') as Uint8Array)).toBe('one');
  expect(read).toEqual(['a.md', 'b.md']);
});

test('Files that were changed are read again, and only they; the earlier snapshot stays as it was', () => {
  const { texts, read, files } = watched({ 'a.md': 'one', 'b.md': 'two' });
  const text = (from: Snapshot, path: string): string => new TextDecoder().decode(from.read(path) as Uint8Array);
  expect([text(files, 'a.md'), text(files, 'b.md'), files.list().map(({ size }) => size)]).toEqual([
    'one',
    'two',
    [3, 3],
  ]);
  texts['a.md'] = 'three';
  texts['b.md'] = 'four';
  read.length = 0;
  const updated = files.updated(['a.md']);
  expect([text(updated!, 'a.md'), text(updated!, 'b.md'), updated?.list().map(({ size }) => size)]).toEqual([
    'three',
    'two',
    [5, 3],
  ]);
  expect(text(files, 'a.md')).toBe('one');
  expect(read).toEqual(['a.md']);
});

test('Where a file is new or gone, a snapshot cannot be brought up to date', () => {
  const { texts, files } = watched({ 'a.md': 'one' });
  files.list();
  texts['b.md'] = 'two';
  expect(files.updated(['b.md'])).toBeUndefined();
  delete texts['a.md'];
  expect(files.updated(['a.md'])).toBeUndefined();
});

test('Files are compared by their paths and bytes', () => {
  const texts = { 'a.md': 'one', 'b.md': 'two' };
  const { files } = watched({ ...texts });
  expect(files.equals(memoryFiles(texts))).toBe(true);
  expect(files.equals(memoryFiles({ ...texts, 'b.md': 'owt' }))).toBe(false);
  expect(files.equals(memoryFiles({ ...texts, 'b.md': 'two\n' }))).toBe(false);
  expect(files.equals(memoryFiles({ 'a.md': 'one', 'c.md': 'two' }))).toBe(false);
  expect(files.equals(memoryFiles({ 'a.md': 'one' }))).toBe(false);
  expect(files.equals(memoryFiles({ ...texts, 'c.md': '' }))).toBe(false);
});

test('The configuration is as it was, also when other files are read again; another one makes other files of them', () => {
  let text = 'one';
  const files = {
    ...memoryFiles({ 'a.md': 'one' }),
    surroundings: {
      resolve: () => ({ kind: 'built-in' as const }),
      configuration: () => ({ file: 'lectern.config.ts', text }),
    },
  };
  const before = snapshot(files);
  expect(before.equals(files)).toBe(true);
  text = 'two';
  for (const one of [before, before.updated(['a.md'])!]) {
    expect(one.surroundings?.configuration()?.text).toBe('one');
    expect(one.equals(files)).toBe(false);
  }
  expect(snapshot(files).equals(files)).toBe(true);
});
