import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { Staged } from '../../src/assets/staged.ts';
import { Cache } from '../../src/cache/cache.ts';
import { LinkInTheWay, realPath, writablePath } from '../../src/cache/inside.ts';
import { Output } from '../../src/publish/output.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder `out` with links to a folder `elsewhere` in which something precious lies. */
function linked(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'lectern-inside-'));
  folders.push(folder);
  mkdirSync(path.join(folder, 'out/own'), { recursive: true });
  mkdirSync(path.join(folder, 'elsewhere'));
  writeFileSync(path.join(folder, 'elsewhere/precious.txt'), 'precious');
  symlinkSync('../elsewhere', path.join(folder, 'out/modules'), 'junction');
  return folder;
}

test('A path is writable where its folder really is one of the root, and is made where it is not there', () => {
  const folder = linked();
  const out = path.join(folder, 'out');
  expect(writablePath(out, 'new/deep/page.html').endsWith(path.join('out', 'new', 'deep', 'page.html'))).toBe(true);
  expect(existsSync(path.join(out, 'new/deep'))).toBe(true);
  expect(realPath(out, 'own/page.html')).toBeDefined();
  expect(() => writablePath(out, 'modules/talk.html')).toThrow(LinkInTheWay);
  expect(realPath(out, 'modules/precious.txt')).toBeUndefined();
  expect(realPath(out, '../elsewhere/precious.txt')).toBeUndefined();
});

test('A build writes and deletes nothing behind a link in its output folder, whatever its manifest says', () => {
  const folder = linked();
  const out = path.join(folder, 'out');
  const empty = { inputs: 'a', frame: '', pages: {}, pictures: {}, leads: { places: [], pages: {} } };
  writeFileSync(
    path.join(out, '.lectern.json'),
    JSON.stringify({ version: 4, ...empty, files: { 'modules/precious.txt': 'x' } }),
  );
  const output = new Output(out, new Cache(path.join(folder, 'cache')));
  const staged = (file: string): Staged => {
    const place = path.join(folder, 'staged', file.replaceAll('/', '-'));
    mkdirSync(place, { recursive: true });
    const files = new Staged(place, () => undefined);
    files.write(file, Buffer.from('page'));
    return files;
  };
  output.publish(staged('index.html'), new Set(), empty);
  expect(readFileSync(path.join(folder, 'elsewhere/precious.txt'), 'utf8')).toBe('precious');
  expect(() => output.publish(staged('modules/index.html'), new Set(), empty)).toThrow(LinkInTheWay);
  expect(existsSync(path.join(folder, 'elsewhere/index.html'))).toBe(false);
});
