import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

const environment = {
  ...process.env,
  // Any free port.
  PORT: '0',
  PATH: [path.join(project, 'node_modules/.bin'), path.dirname(process.execPath), process.env['PATH'] ?? ''].join(
    path.delimiter,
  ),
};

/** Starts what an author types; `npx` would do the same, and look for the newest version before. */
const started = (line: string, cwd: string) =>
  spawn(line.replace(/^npx /, ''), {
    cwd,
    shell: true,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment,
  });

async function typedIn(line: string, cwd: string): Promise<{ status: unknown; said: string }> {
  const child = started(line, cwd);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
  const [status] = (await once(child, 'close')) as [unknown];
  return { status, said };
}

/** The page at the address that a server prints; the server is stopped afterwards. */
async function firstPage(line: string, cwd: string): Promise<string> {
  const child = started(line, cwd);
  try {
    let said = '';
    for await (const text of child.stdout) {
      said += String(text);
      const [address] = /http:\/\/localhost:\d+\S*/.exec(said) ?? [];
      if (address !== undefined) return await (await fetch(address)).text();
    }
    throw new Error(`${line} ended without an address`);
  } finally {
    // npm and the shell do not pass signals on.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  }
}

function lectern(cwd: string, ...words: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(path.join(project, 'node_modules/.bin/lectern'), words, {
    cwd,
    encoding: 'utf8',
    env: environment,
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
    // Once for each file: an installer may link one program to two places.
    const counted = new Set<number>();
    const sizeOf = (folder: string): number =>
      readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
        const file = path.join(folder, entry.name);
        if (entry.isDirectory()) return entry.name === 'node_modules' ? sum : sum + sizeOf(file);
        const { ino, size } = statSync(file);
        return counted.size === counted.add(ino).size ? sum : sum + size;
      }, 0);
    const sizes = [...runtimePackages.keys()]
      .map((place) => path.join(root, place))
      .filter((folder) => existsSync(folder))
      .map(sizeOf);
    const total = sizes.reduce((sum, size) => sum + size, sizeOf(packed));
    expect(Math.round(total / 1024 / 1024)).toBeLessThanOrEqual(150);
  });

  test('says which version it is', () => {
    expect(lectern(project, '--version')).toMatchObject({ status: 0, stdout: '0.1.0\n', stderr: '' });
  });

  test('does all that the five minutes of the README say, in a folder that has nothing but it', async () => {
    const [, minutes = ''] = readFileSync(path.join(root, 'README.md'), 'utf8').split('## A course in five minutes\n');
    const fences = [
      ...(minutes.split('\n## What a lesson can contain')[0] ?? '').matchAll(/^(`{3,})(\w*)\n([^]*?)\n\1$/gm),
    ];
    const typed: string[] = [];
    let cwd = project;
    for (const [, , language = '', text = ''] of fences) {
      const module = path.join(cwd, 'content/modules/caching');
      if (language === 'md') writeFileSync(path.join(module, 'lesson.md'), `${text}\n`);
      if (language === 'yaml') writeFileSync(path.join(module, 'quiz.yaml'), text);
      if (language !== 'sh') continue;
      for (const line of text.split('\n')) {
        typed.push(line.replace(/^(?:npx lectern|npm run) (\w+).*/, '$1'));
        if (line.startsWith('cd ')) cwd = path.join(cwd, line.slice('cd '.length));
        else if (/ (?:dev|preview)$/.test(line)) expect(await firstPage(line, cwd)).toContain('My Course');
        else expect(await typedIn(line, cwd), line).toMatchObject({ status: 0 });
      }
    }
    expect(typed).toEqual(['init', 'cd my-course', 'new', 'dev', 'validate', 'build', 'preview']);
    expect(lectern(cwd, 'validate').stdout).toBe('No problems in 2 modules and 3 questions\n');
    expect(readFileSync(path.join(cwd, 'dist/modules/caching/index.html'), 'utf8')).toContain(
      'The Drawer Beside the Door',
    );
    expect(readFileSync(path.join(cwd, 'dist/licences.txt'), 'utf8')).toContain('SIL OPEN FONT LICENSE');
  });

  test('is used by programs, which read, check and build courses, several at the same time', () => {
    const course = path.join(project, 'my-course');
    cpSync(
      fileURLToPath(new URL('../fixtures/package/program.mjs', import.meta.url)),
      path.join(course, 'program.mjs'),
    );
    const { status, stdout, stderr } = spawnSync(process.execPath, ['program.mjs'], { cwd: course, encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'all is well\n', stderr: '' });
  });

  test('has the types that programs rely on', () => {
    cpSync(
      fileURLToPath(new URL('../fixtures/package/consumer.ts', import.meta.url)),
      path.join(project, 'consumer.ts'),
    );
    const options =
      '--noEmit --strict --exactOptionalPropertyTypes --skipLibCheck --target es2024 --module nodenext --types';
    const { stdout } = spawnSync(
      process.execPath,
      [
        path.join(root, 'node_modules/typescript/bin/tsc'),
        ...options.split(' '),
        'node',
        '--typeRoots',
        path.join(root, 'node_modules/@types'),
        'consumer.ts',
      ],
      { cwd: project, encoding: 'utf8' },
    );
    expect(stdout).toBe('');
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
