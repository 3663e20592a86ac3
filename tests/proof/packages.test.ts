import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { copyPackages, findPackage, installationFolders, type InstalledPackage } from '../../src/proof/packages.ts';

let parent: string;
let installation: string;
beforeEach(() => {
  parent = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'proof-packages-')));
  installation = path.join(parent, 'node_modules');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

function install(folder: string, manifest: object = {}, file = 'index.js'): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(path.join(folder, file), `// ${path.basename(folder)}`);
}
const find = (name: string): InstalledPackage | undefined => findPackage(name, [installation]);
const folders = (one: InstalledPackage | undefined): readonly string[] =>
  one === undefined ? [] : [path.relative(parent, one.folder), ...one.dependencies.flatMap(folders)];

describe('A package', () => {
  test('comes with what it depends on, and is copied to where Node finds all of it', () => {
    install(path.join(installation, 'a'), { version: '1.2.3', dependencies: { b: '*', '@x/c': '*' } });
    install(path.join(installation, 'b'), { optionalDependencies: { absent: '*' }, peerDependencies: { a: '*' } });
    install(path.join(installation, 'a/node_modules/@x/c'), { dependencies: { b: '*' } });
    install(path.join(installation, 'a/node_modules/@x/c/node_modules/b'));
    const found = find('a');
    expect(found?.version).toBe('1.2.3');
    copyPackages([found!], path.join(parent, 'copy'));
    expect(disk(path.join(parent, 'copy')).filter((file) => file.endsWith('.js'))).toEqual([
      'node_modules/@x/c/index.js',
      'node_modules/a/index.js',
      'node_modules/a/node_modules/b/index.js',
      'node_modules/b/index.js',
    ]);
  });

  test.each([
    '../..',
    '..',
    '.',
    '*',
    'a,/tmp',
    'a/b',
    '@x',
    '@x/..',
    '@../a',
    '/etc',
    'node_modules',
    '',
    'a\0b',
    'a\nb',
  ])('is not looked for by the name %j, whether a course says it or a manifest', (name) => {
    install(path.join(installation, 'a'), { dependencies: { [name]: '*' } });
    install(path.join(installation, 'a/node_modules', name.replaceAll('\0', '0')));
    install(path.join(parent, 'x'));
    expect(find(name)).toBeUndefined();
    expect(folders(find('a'))).toEqual(['node_modules/a']);
  });

  test('is not one that lies beside the course, nor one that a link in the installation leads to', () => {
    install(path.join(parent, 'content/node_modules/a'));
    install(path.join(parent, 'packages/b'));
    install(path.join(installation, 'c'), { dependencies: { b: '*' } });
    symlinkSync(path.join(parent, 'packages/b'), path.join(installation, 'b'));
    expect(find('a')).toBeUndefined();
    expect(find('b')).toBeUndefined();
    expect(folders(find('c'))).toEqual(['node_modules/c']);
  });

  test('may be a link within the installation, as pnpm has them', () => {
    install(path.join(installation, '.pnpm/a@1/node_modules/a'), { dependencies: { b: '*' } });
    install(path.join(installation, '.pnpm/b@1/node_modules/b'));
    symlinkSync(
      path.join(installation, '.pnpm/b@1/node_modules/b'),
      path.join(installation, '.pnpm/a@1/node_modules/b'),
    );
    symlinkSync(path.join(installation, '.pnpm/a@1/node_modules/a'), path.join(installation, 'a'));
    copyPackages([find('a')!], path.join(parent, 'copy'));
    expect(disk(path.join(parent, 'copy')).filter((file) => file.endsWith('.js'))).toEqual([
      'node_modules/a/index.js',
      'node_modules/b/index.js',
    ]);
  });

  test('is copied without its links', () => {
    install(path.join(installation, 'a'));
    symlinkSync('/etc', path.join(installation, 'a/etc'));
    symlinkSync('/etc/passwd', path.join(installation, 'a/passwd'));
    copyPackages([find('a')!], path.join(parent, 'copy'));
    expect(disk(path.join(parent, 'copy/node_modules/a')).toSorted()).toEqual(['index.js', 'package.json']);
  });

  test('with a broken manifest is none', () => {
    install(path.join(installation, 'a'));
    writeFileSync(path.join(installation, 'a/package.json'), '{');
    expect(find('a')).toBeUndefined();
  });
});

test('The installation is where Lectern is, and its own packages, and no folder between or above', () => {
  const lectern = path.join(installation, 'lectern');
  install(lectern);
  mkdirSync(path.join(lectern, 'node_modules'));
  mkdirSync(path.join(parent, 'content/node_modules'), { recursive: true });
  expect(installationFolders(lectern)).toEqual([path.join(lectern, 'node_modules'), installation]);
  expect(installationFolders(parent)).toEqual([installation]);
  expect(installationFolders(path.join(parent, 'content'))).toEqual([path.join(parent, 'content/node_modules')]);
});

/** All files below a folder, sorted. */
function disk(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .toSorted();
}
