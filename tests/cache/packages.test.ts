import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockFilesOf, packagesDigest } from '../../src/cache/packages.ts';

let folder = '';
beforeEach(() => void (folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lectern-packages-')))));
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

/** Lectern as somebody has installed it, with a package that needs another. */
const lectern = 'project/node_modules/lectern';
function install(engine: string): void {
  write(`${lectern}/package.json`, '{ "name": "lectern", "dependencies": { "colours": "1" } }');
  write(
    'project/node_modules/colours/package.json',
    '{ "name": "colours", "version": "1.0.0", "dependencies": { "engine": "*" }, "optionalDependencies": { "native": "*" } }',
  );
  write(
    'project/node_modules/engine/package.json',
    `{ "name": "engine", "version": "${engine}", "dependencies": { "colours": "1" } }`,
  );
}

describe('Another version of a package that Lectern stands on is seen', () => {
  test.each([
    ['npm', 'project/node_modules/.package-lock.json'],
    ['pnpm', 'project/node_modules/.pnpm/lock.yaml'],
    ['pnpm, where nothing is installed beside it', 'project/pnpm-lock.yaml'],
    ['yarn', 'project/node_modules/.yarn-state.yml'],
    ['yarn 1', 'project/node_modules/.yarn-integrity'],
    ['yarn, without folders of packages', 'project/yarn.lock'],
    ['bun', 'project/bun.lock'],
    ['an older bun', 'project/bun.lockb'],
    ['npm, without its own note', 'project/package-lock.json'],
    ['a workspace around the project', 'pnpm-lock.yaml'],
  ])('by the lock file of %s', (_, lock) => {
    install('1.0.0');
    write(lock, 'engine 1.0.0');
    const before = packagesDigest(path.join(folder, lectern));
    expect(packagesDigest(path.join(folder, lectern))).toBe(before);
    write(lock, 'engine 1.0.1');
    expect(packagesDigest(path.join(folder, lectern))).not.toBe(before);
  });

  test('by the packages themselves where there is no lock file: also by what they need themselves, and linked ones', () => {
    install('1.0.0');
    const before = packagesDigest(path.join(folder, lectern));
    install('1.0.1');
    const after = packagesDigest(path.join(folder, lectern));
    expect(after).not.toBe(before);
    rmSync(path.join(folder, 'project/node_modules/engine'), { recursive: true });
    write('elsewhere/engine/package.json', '{ "name": "engine", "version": "1.0.2" }');
    symlinkSync(path.join(folder, 'elsewhere/engine'), path.join(folder, 'project/node_modules/engine'));
    expect([before, after]).not.toContain(packagesDigest(path.join(folder, lectern)));
  });
});

test('A course is ruled by the lock files of the nearest folder that has any', () => {
  write('yarn.lock', '');
  write('project/bun.lock', '');
  write('project/pnpm-lock.yaml', '');
  mkdirSync(path.join(folder, 'project/course'));
  const names = lockFilesOf(path.join(folder, 'project/course')).map((file) => path.relative(folder, file));
  expect(names).toEqual(['project/pnpm-lock.yaml', 'project/bun.lock']);
});
