import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { lecternRoot } from '../source/disk-installation.ts';

/** The page of each code: next to the rule for rules, in one folder for all others. */
const files = pagesIn('src/rules', 'src/diagnostics/codes');

function pagesIn(...folders: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    folders.flatMap((folder) =>
      readdirSync(path.join(lecternRoot, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /(?:^|[\\/])(?!README|checklist)[a-z0-9-]+\.md$/.test(file))
        .map((file) => [path.basename(file, '.md'), path.join(lecternRoot, folder, file)] as const),
    ),
  );
}

/** All codes with a page, sorted. */
export function codesWithPages(): readonly string[] {
  return [...files.keys()].toSorted();
}

/** The page of a code, in Markdown; undefined if there is none. */
export function pageOf(code: string): string | undefined {
  return read(files.get(code));
}

/** The pages of the reference: documents, types of questions, blocks. */
export function reference(): { readonly names: readonly string[]; pageOf(name: string): string | undefined } {
  const pages = pagesIn('docs/reference');
  return { names: [...pages.keys()].toSorted(), pageOf: (name) => read(pages.get(name)) };
}

const read = (file: string | undefined): string | undefined =>
  file === undefined ? undefined : readFileSync(file, 'utf8');
