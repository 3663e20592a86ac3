import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { install, pack, runtimePackages } from './installed.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const project = mkdtempSync(path.join(tmpdir(), 'lectern-author-'));
let packed = '';

beforeAll(() => {
  packed = pack();
  install(packed, project);
});
afterAll(() => {
  rmSync(path.dirname(packed), { recursive: true, force: true });
  rmSync(project, { recursive: true, force: true });
});

function lectern(cwd: string, ...words: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(path.join(project, 'node_modules/.bin/lectern'), words, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}` },
  });
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));

describe('The package', () => {
  test('holds compiled JavaScript, and nothing that only a clone needs', () => {
    const files = filesIn(packed);
    expect(files.filter((file) => /(?<!\.d)\.ts$/.test(file))).toEqual([]);
    expect(files.filter((file) => /codegen|packing|launch\/(?!compile-cache)|README|tests?\//.test(file))).toEqual([
      'README.md',
    ]);
    expect(files).toContain('compiled/src/components/Whole.astro');
    expect(files).toContain('LICENSE');
  });

  test('has what its manifest names', () => {
    const { exports, bin } = JSON.parse(readFileSync(path.join(packed, 'package.json'), 'utf8')) as {
      exports: Record<string, string | Record<string, string>>;
      bin: Record<string, string>;
    };
    const named = [
      ...Object.values(exports).flatMap((target) => Object.values(typeof target === 'string' ? { target } : target)),
      ...Object.values(bin),
    ];
    for (const file of named.filter((target) => !target.includes('*')))
      expect(existsSync(path.join(packed, file)), file).toBe(true);
  });

  test('asks for the Node that its packages ask for', () => {
    const { engines } = JSON.parse(readFileSync(path.join(packed, 'package.json'), 'utf8')) as {
      engines: { node: string };
    };
    expect(engines.node).toBe('^22.19.0 || >=24.0.0');
    const tooNew = [...runtimePackages].filter(
      // An optional package is for one system, which may never have had this Node.
      ([, { optional, engines: { node = '*' } = {} }]) =>
        optional !== true && !['22.19.0', '24.0.0'].every((version) => fits(version, node)),
    );
    expect(tooNew.map(([place, { engines: own }]) => `${place}: ${own?.node ?? ''}`)).toEqual([]);
  });

  test('takes at most 150 MB with all its packages', () => {
    const sizeOf = (folder: string): number =>
      readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
        if (entry.isDirectory())
          return entry.name === 'node_modules' ? sum : sum + sizeOf(path.join(folder, entry.name));
        return sum + statSync(path.join(folder, entry.name)).size;
      }, 0);
    const sizes = [...runtimePackages.keys()]
      .map((place) => path.join(root, place))
      .filter((folder) => existsSync(folder))
      .map(sizeOf);
    const total = sizes.reduce((sum, size) => sum + size, sizeOf(packed));
    expect(Math.round(total / 1024 / 1024)).toBeLessThanOrEqual(150);
  });

  test('begins a course in a folder that has nothing but it, which validates and builds as it is', () => {
    expect(lectern(project, '--version')).toMatchObject({ status: 0, stdout: '0.1.0\n', stderr: '' });
    // Lectern is installed around it, so there is nothing to install.
    const begun = lectern(project, 'init', 'my-course', '--title', 'How Echoes Work');
    expect(begun).toMatchObject({ status: 0, stderr: '' });
    expect(begun.stdout).toContain('npx lectern dev');
    const course = path.join(project, 'my-course');
    expect(lectern(course, 'validate')).toMatchObject({
      status: 0,
      stdout: 'No problems in 1 module and 2 questions\n',
      stderr: '',
    });
    const built = lectern(course, 'build');
    expect(built.stderr).toContain('Wrote');
    expect(built.status).toBe(0);
    const page = readFileSync(path.join(course, 'dist/modules/first-lesson/index.html'), 'utf8');
    expect(page).toContain('What Is a Lesson Made Of?');
    expect(readFileSync(path.join(course, 'dist/index.html'), 'utf8')).toContain('How Echoes Work');
    expect(readFileSync(path.join(course, 'dist/licences.txt'), 'utf8')).toContain('SIL OPEN FONT LICENSE');
  });
});

/** Whether a version satisfies a range of `engines`, which are of the simplest kind. */
function fits(version: string, range: string): boolean {
  const numbers = (text: string): number =>
    text.split('.').reduce((sum, part, index) => sum + (Number(part) || 0) * 1000 ** (2 - index), 0);
  return range.split('||').some((alternative) =>
    alternative
      .trim()
      .replace(/([<>=^~])\s+/g, '$1')
      .split(/\s+/)
      .every((term) => {
        const [, sign = '', wanted = ''] = /^(>=|\^|~|<)?v?([\d.x]*)/.exec(term.trim()) ?? [];
        if (wanted === '' || term.trim() === '*') return true;
        const [own, other] = [numbers(version), numbers(wanted)];
        if (sign === '>=') return own >= other;
        if (sign === '<') return own < other;
        return own >= other && version.split('.')[0] === wanted.split('.')[0];
      }),
  );
}
