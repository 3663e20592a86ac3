import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { copyLectern } from '../lectern-copy.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Built {
  readonly status: 'built' | 'unchanged' | 'invalid';
  readonly rendered: number;
  readonly kept: number;
  readonly files?: { readonly written: number; readonly same: number; readonly deleted: number };
  readonly problems: readonly string[];
}

/** What a build may be told beside where the course is. */
export interface BuildArguments {
  readonly out?: string;
  readonly cache?: string;
  readonly base?: string;
  /** Builds without what earlier builds made. */
  readonly anew?: boolean;
}

/**
 * A copy of Lectern and a course beside it, so that a test may change either. `content` is the course's folder, and not
 * inside the project.
 */
export class Project {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'lectern-test-'));
  readonly lectern = path.join(this.folder, 'lectern');
  readonly content = path.join(this.folder, 'course/content');
  /** What builds from nothing gave since the last edit, by what they were told. */
  readonly #fromNothing = new Map<string, Readonly<Record<string, string>>>();

  constructor(course: Readonly<Record<string, string | Uint8Array>>) {
    copyLectern(this.lectern);
    for (const [file, text] of Object.entries(course)) this.write(file, text);
  }

  write(file: string, text: string | Uint8Array): void {
    this.writeAround(path.join('course/content', file), text);
  }

  /** Writes a file outside of the content folder: `course/lectern.config.ts`, a package. */
  writeAround(file: string, text: string | Uint8Array): void {
    this.#fromNothing.clear();
    const target = path.join(this.folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }

  delete(file: string): void {
    this.#fromNothing.clear();
    rmSync(path.join(this.content, file), { recursive: true });
  }

  /** Changes a file of the course; fails where there is nothing to change. */
  edit(file: string, from: string, to: string): void {
    this.#fromNothing.clear();
    change(path.join(this.content, file), from, to);
  }

  /** Changes a file of Lectern itself. */
  editLectern(file: string, from: string | RegExp, to: string): void {
    this.#fromNothing.clear();
    change(path.join(this.lectern, file), from, to);
  }

  in(name: string): string {
    return path.join(this.folder, name);
  }

  async build(options: BuildArguments = {}): Promise<Built> {
    const { process: child, output } = this.start(options);
    const status = await new Promise((resolve) => child.on('close', resolve));
    if (status !== 0) throw new Error(`the build ended with ${String(status)}:\n${output()}`);
    return JSON.parse(output().trimEnd().split('\n').at(-1) ?? '') as Built;
  }

  /** Starts a build without waiting for it. */
  start({ out = this.in('dist'), cache = this.in('cache'), base = '/', anew = false }: BuildArguments = {}): {
    readonly process: ChildProcess;
    readonly output: () => string;
  } {
    const options = JSON.stringify({
      project: this.lectern,
      content: this.content,
      out,
      ...(anew ? {} : { cache }),
      base,
    });
    const child = spawn(process.execPath, [path.join(root, 'tests/build/builder.ts'), options], {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        VITEST: '',
        ASTRO_TELEMETRY_DISABLED: '1',
        // As the launcher does: the sources are compiled once.
        NODE_COMPILE_CACHE: this.in('compiled-by-node'),
      },
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
    return { process: child, output: () => text };
  }

  /** What there is now, built from nothing: the standard every other way is held to. Built once between two edits. */
  async fromNothing(options: Omit<BuildArguments, 'out' | 'cache'> = {}): Promise<Readonly<Record<string, string>>> {
    const key = JSON.stringify(options);
    const known = this.#fromNothing.get(key);
    if (known !== undefined) return known;
    for (const name of ['cold-dist', 'cold-cache']) rmSync(this.in(name), { recursive: true, force: true });
    await this.build({ ...options, out: this.in('cold-dist'), cache: this.in('cold-cache') });
    const files = this.files('cold-dist');
    this.#fromNothing.set(key, files);
    return files;
  }

  /** Every file of an output folder by its path, as text that shows each byte. */
  files(name = 'dist'): Readonly<Record<string, string>> {
    const folder = this.in(name);
    return Object.fromEntries(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry): [string, string] => {
          const file = path.join(entry.parentPath, entry.name);
          return [path.relative(folder, file).split(path.sep).join('/'), readFileSync(file, 'latin1')];
        })
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Builds upon what is there, and holds the result to a build from nothing. */
export async function buildAsFromNothing(project: Project): Promise<Built> {
  const warm = await project.build();
  expect(warm.status, warm.problems.join('\n')).toBe('built');
  const cold = await project.fromNothing();
  expect(Object.keys(project.files())).toEqual(Object.keys(cold));
  expect(project.files()).toEqual(cold);
  return warm;
}

function change(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(file, 'utf8');
  if (typeof from === 'string' ? !text.includes(from) : !from.test(text))
    throw new Error(`${file} does not hold ${String(from)}`);
  writeFileSync(file, text.replace(from, to));
}
