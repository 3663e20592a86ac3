import { expect, test } from 'vitest';
import { memoryFiles } from '../../src/source/memory.ts';
import { snapshot } from '../../src/source/snapshot.ts';

test('Files are as they were when they were first asked for, and are read once', () => {
  const texts: Record<string, string> = { 'a.md': 'one' };
  const read: string[] = [];
  const files = snapshot({
    list: () => memoryFiles(texts).list(),
    read(path) {
      read.push(path);
      return memoryFiles(texts).read(path);
    },
  });
  const first = [files.list(), files.read('a.md'), files.read('b.md')];
  texts['a.md'] = 'two';
  texts['b.md'] = 'new';
  expect([files.list(), files.read('a.md'), files.read('b.md')]).toEqual(first);
  expect(new TextDecoder().decode(files.read('a.md') as Uint8Array)).toBe('one');
  expect(read).toEqual(['a.md', 'b.md']);
});
