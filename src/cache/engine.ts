import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { lecternRoot, packageFile } from '../source/disk-installation.ts';
import type { CourseFiles } from '../source/files.ts';
import { contentDigest, digest } from './digest.ts';
import { packagesDigest } from './packages.ts';

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
export function siteInputs(
  engine: Engine,
  { base, drafts }: { readonly base: string; readonly drafts: boolean },
  files: CourseFiles,
  outside: { digest(): string },
): string {
  return digest(engine.all, base, String(drafts), contentDigest(files), outside.digest());
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
  const read = digest(...reading, readFileSync(packageFile), packagesDigest());
  return { all: digest(read, ...shaping), reading: read };
}
