import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { lecternRoot } from '../source/disk-installation.ts';

/** The page of each code: next to the rule for rules, in one folder for all others. */
const files: ReadonlyMap<string, string> = new Map(
  ['src/rules', 'src/diagnostics/codes'].flatMap((folder) =>
    readdirSync(path.join(lecternRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?:^|[\\/])(?!README|checklist)[a-z0-9-]+\.md$/.test(file))
      .map((file) => [path.basename(file, '.md'), path.join(lecternRoot, folder, file)] as const),
  ),
);

/** All codes with a page, sorted. */
export function codesWithPages(): readonly string[] {
  return [...files.keys()].toSorted();
}

/** The page of a code, in Markdown; undefined if there is none. */
export function pageOf(code: string): string | undefined {
  const file = files.get(code);
  return file === undefined ? undefined : readFileSync(file, 'utf8');
}
