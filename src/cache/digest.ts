import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { CourseFiles } from '../source/files.ts';
import { lecternRoot } from '../source/disk-installation.ts';

/** A hash of anything: texts, bytes, and lists of them. Lengths are part of it, so `ab, c` and `a, bc` differ. */
export function digest(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('base64url').slice(0, 27);
}

const digests = new WeakMap<Uint8Array, string>();

/** A hash of bytes that nobody changes any more: taken once. */
function digestOf(bytes: Uint8Array): string {
  const known = digests.get(bytes);
  if (known !== undefined) return known;
  const taken = digest(bytes);
  digests.set(bytes, taken);
  return taken;
}

/** A hash of the whole content folder: names and bytes of all files. */
export function contentDigest(files: CourseFiles, wanted: (path: string) => boolean = () => true): string {
  const parts: string[] = [];
  for (const { path: file, kind } of files.list()) {
    if (kind === 'folder' || !wanted(file)) continue;
    const bytes = files.read(file);
    parts.push(file, bytes instanceof Uint8Array ? digestOf(bytes) : JSON.stringify(bytes));
  }
  return digest(...parts);
}

/** Hashes of what turns a course into a site: of Lectern itself, the packages it stands on, Node.js. */
export interface Engine {
  /** Of all of it: what a page depends on beside the course. */
  readonly all: string;
  /** Of what reads a course, checks it and draws its pictures: an edit to how pages look leaves it as it is. */
  readonly reading: string;
}

/** Folders of `src/` that shape pages and nothing else: `tests/architecture.test.ts` lets nothing import them that reads a course. */
export const shapesPages: readonly string[] = ['components', 'islands', 'layouts', 'learner', 'pages', 'styles'];

/** A hash of all that a site is made from: of Lectern, the base, the content folder, and what else its pages are made of. */
export function siteInputs(engine: Engine, base: string, files: CourseFiles, outside: { digest(): string }): string {
  return digest(engine.all, base, contentDigest(files), outside.digest());
}

/** What Lectern is at this moment. */
export function readEngine(): Engine {
  const reading = [process.version, process.platform];
  const shaping: string[] = [];
  const own = ['src', 'schemas'].flatMap((folder) =>
    readdirSync(path.join(lecternRoot, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
  for (const file of own.toSorted()) {
    const [top, folder = ''] = path.relative(lecternRoot, file).split(path.sep);
    (top === 'src' && shapesPages.includes(folder) ? shaping : reading).push(
      path.relative(lecternRoot, file),
      readFileSync(file, 'latin1'),
    );
  }
  const read = digest(...reading, readFileSync(path.join(lecternRoot, 'package.json')), packagesDigest());
  return { all: digest(read, ...shaping), reading: read };
}

/** A hash of what npm says it installed: the nearest `node_modules/.package-lock.json`, which changes with every version. */
export function packagesDigest(): string {
  for (let folder = lecternRoot; ; folder = path.dirname(folder)) {
    try {
      return digest(readFileSync(path.join(folder, 'node_modules/.package-lock.json')));
    } catch {
      if (path.dirname(folder) === folder) return '';
    }
  }
}
