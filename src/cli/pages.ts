import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { lecternRoot } from './package.ts';

/** Where the pages about codes lie, each beside what reports it. */
const folders = ['src/rules', 'src/course/codes', 'src/proof/codes', 'src/build/walk/codes'].map((folder) =>
  path.join(lecternRoot, folder),
);

/** Every code that has a page, sorted. */
export function codesWithPages(): readonly string[] {
  return folders
    .flatMap((folder) => readFolder(folder))
    .filter((name) => /^[a-z0-9-]+\.md$/.test(name) && name !== 'checklist.md')
    .map((name) => name.slice(0, -'.md'.length))
    .toSorted();
}

/** The page about a code, in Markdown; undefined where there is none. */
export function pageOf(code: string): string | undefined {
  if (!/^[a-z0-9-]+$/.test(code)) return undefined;
  for (const folder of folders) {
    try {
      return readFileSync(path.join(folder, `${code}.md`), 'utf8');
    } catch {
      // It may lie in another of the folders.
    }
  }
  return undefined;
}

function readFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
