import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { folderWith } from './sample.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface LockedPackage {
  readonly version?: string;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, LockedPackage>;
};

/** A copy of the launcher in a folder of its own, with a program in place of Lectern. */
function launcher(files: Readonly<Record<string, string>> = {}): string {
  const folder = folderWith({
    'src/cli/main.ts': 'const words: string = process.argv.slice(2).join(" "); console.log(words);',
    ...files,
  });
  cpSync(path.join(root, 'src/cli/lectern.mjs'), path.join(folder, 'src/cli/lectern.mjs'));
  cpSync(path.join(root, 'src/cli/launch'), path.join(folder, 'src/cli/launch'), { recursive: true });
  return folder;
}

/** A stand-in for npm that leaves a trace and then says what a test wants it to say. */
function fakeNpm(folder: string, script: string): Record<string, string> {
  const npm = path.join(folder, 'npm-cli.js');
  cpSync(path.join(folderWith({ 'npm-cli.js': script }), 'npm-cli.js'), npm);
  return { npm_execpath: npm };
}

function start(folder: string, words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return spawnSync(process.execPath, [path.join(folder, 'src/cli/lectern.mjs'), ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
}

const locked = (version: string): string =>
  JSON.stringify({
    packages: { '': {}, 'node_modules/a': { version }, 'node_modules/b': { version: '1.0.0', optional: true } },
  });

describe('The launcher', () => {
  test('runs TypeScript with the words that were typed', () => {
    expect(start(launcher(), ['validate', '--format', 'json']).stdout).toBe('validate --format json\n');
  });

  test('with `exec` runs a file of the project, which sees its own arguments only', () => {
    const folder = launcher({
      'tests/run.ts': 'const words: string[] = process.argv.slice(2); console.log(process.argv[1], ...words);',
    });
    expect(start(folder, ['exec', 'tests/run.ts', '--check']).stdout).toBe(
      `${path.join(folder, 'tests/run.ts')} --check\n`,
    );
    expect(start(folder, ['exec'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('needs the file to run') as unknown,
    });
  });

  test('keeps what Node compiled with the installation, for commands and not for scripts of the project, and not without end', () => {
    const folder = launcher({ 'script.ts': 'console.log(process.env["NODE_COMPILE_CACHE"] ?? "none" as string);' });
    const kept = path.join(folder, '.lectern/compiled/node');
    const files = (): readonly string[] => (existsSync(kept) ? readdirSync(kept, { recursive: true }).map(String) : []);
    const apart = { NODE_COMPILE_CACHE: undefined } as unknown as Record<string, string>;
    expect(start(folder, ['exec', 'script.ts'], apart).stdout).toBe('none\n');
    expect(files()).toEqual([]);
    start(folder, ['validate'], apart);
    expect(files().length).toBeGreaterThan(1);
    const [version = ''] = readdirSync(kept);
    for (let index = 0; index < 8_001; index++) writeFileSync(path.join(kept, version, `${index}.cache`), '');
    expect(start(folder, ['validate'], apart).stdout).toBe('validate\n');
    expect(files().filter((file) => /\d+\.cache$/.test(file))).toEqual([]);
    expect(start(folder, ['validate'], { ...apart, NODE_DISABLE_COMPILE_CACHE: '1' }).stdout).toBe('validate\n');
  });

  test('gives the program’s exit status back', () => {
    expect(start(launcher({ 'src/cli/main.ts': 'process.exitCode = 3 as number;' }), []).status).toBe(3);
  });

  test('installs packages when one is missing or of another version, and says so', () => {
    const folder = launcher({
      'package-lock.json': locked('2.0.0'),
      'node_modules/.package-lock.json': locked('1.0.0'),
    });
    const { stderr, stdout } = start(
      folder,
      ['go'],
      fakeNpm(folder, `require('node:fs').writeFileSync('args', process.argv.slice(2).join(' '))`),
    );
    expect(stderr).toBe('Installing what is missing (npm ci) …\n');
    expect(readFileSync(path.join(folder, 'args'), 'utf8')).toMatch(/^ci --ignore-scripts /);
    expect(stdout).toBe('go\n');
  });

  test('installs nothing when all is there, whatever the age of files', () => {
    const folder = launcher({
      'node_modules/.package-lock.json': locked('1.0.0'),
      'package-lock.json': locked('1.0.0'),
    });
    expect(start(folder, ['go'], fakeNpm(folder, 'process.exit(1)'))).toMatchObject({
      status: 0,
      stdout: 'go\n',
      stderr: '',
    });
  });

  test.each([
    ['no network', 'npm error code ENOTFOUND', 'the package registry cannot be reached', 'Connect to the network'],
    ['a folder that is not ours', 'npm error code EACCES', 'cannot be written', 'Make it writable'],
    ['another reason', 'npm error code EUSAGE', 'it ended with 1', 'What npm said above'],
  ])('says in a sentence that npm failed for %s: status 2', (_, said, sentence, wayOut) => {
    const folder = launcher({ 'package-lock.json': locked('1.0.0') });
    const { status, stderr } = start(
      folder,
      ['go'],
      fakeNpm(folder, `console.error(${JSON.stringify(said)}); process.exit(1)`),
    );
    expect(status).toBe(2);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n').at(-1)).toContain(wayOut);
    expect(stderr).not.toContain('    at ');
  });

  test.skipIf(process.getuid?.() === 0)('says so where the folder is read-only', () => {
    const folder = launcher({ 'package-lock.json': locked('1.0.0') });
    chmodSync(folder, 0o555);
    const { status, stderr } = start(folder, ['go']);
    chmodSync(folder, 0o755);
    expect(status).toBe(2);
    expect(stderr).toContain('cannot be written');
  });
});

describe('The lock file', () => {
  test('names the packages of every system, so that `npm ci` works on all of them', () => {
    const missing = Object.entries(lock.packages).flatMap(([where, { optionalDependencies = {} }]) =>
      Object.entries(optionalDependencies).flatMap(([name, range]) => {
        const found = nearest(where, name);
        return found === undefined || (/^\d/.test(range) && found.version !== range)
          ? [`${name}@${range} of ${where}`]
          : [];
      }),
    );
    expect(missing).toEqual([]);
  });
});

/** The package that Node would find under this name from there. */
function nearest(where: string, name: string): LockedPackage | undefined {
  const found = lock.packages[`${where === '' ? '' : `${where}/`}node_modules/${name}`];
  if (found !== undefined || where === '') return found;
  return nearest(where.slice(0, Math.max(0, where.lastIndexOf('node_modules/') - 1)), name);
}
