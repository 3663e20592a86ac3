import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { readAddress } from '../../source/address.ts';
import { moduleAddresses } from '../addresses.ts';
import type { ModuleFile } from '../module-file.ts';
import { problem, startOf } from '../problem.ts';
import type { CourseReader } from '../reader.ts';
import { nearFile } from './links.ts';
import { nestedModules } from './nested-modules.ts';
import type { Places } from './places.ts';

/** Files that may name others: components, styles, drawings. */
export const naming = /\.(?:astro|svelte|vue|[cm]?[jt]sx?|css|html?|svg|json|mdx?)$/i;

/**
 * Reports files of a module that no address leads to. Code may put names together, so what a component or drawing that is
 * used says anywhere counts, too.
 *
 * @param usedByAll Every file that an address of any module leads to.
 * @param needed What lessons of any module import, or show in their parts.
 */
export function checkOrphans(reader: CourseReader, module: ModuleFile, places: Places, usedByAll: () => ReadonlySet<string>, needed: ReadonlySet<string>): Diagnostic[] {
  const { folder, lesson, quiz } = module;
  const assets = folder.assets.filter((path) => reader.entry(path)?.kind === 'file');
  // What cannot be read might name anything.
  if (assets.length === 0 || lesson?.source === undefined || (quiz !== undefined && quiz.source === undefined)) return [];
  const { used, dead } = addressedFiles(module, places);
  const nested = nestedModules(folder.assets);
  let unnamed = assets.filter((path) => !used.has(path) && !needed.has(path) && !nested.some((folder) => path.startsWith(`${folder}/`)));
  // A component gets names as it likes, and may put them together.
  let texts = [...(lesson.source.needsMdx ? [lesson.source.text] : []), ...readTexts(reader, [...used, ...assets.filter((path) => needed.has(path))].filter((path) => naming.test(path)))];
  while (unnamed.length > 0 && texts.length > 0) {
    const found = unnamed.filter((path) => texts.some((text) => mentions(text, path)));
    unnamed = unnamed.filter((path) => !found.includes(path));
    texts = readTexts(reader, found.filter((path) => naming.test(path)));
  }
  // The file that a misspelt address meant is used as soon as that is mended.
  const meant = new Set(dead.map((path) => nearFile(path, unnamed)));
  return unnamed
    .filter((path) => !meant.has(path) && !usedByAll().has(path))
    .map((path) =>
      problem('file-orphaned', startOf(path), {
        message: 'no lesson, quiz or component of the module names this file',
        why: 'it is kept and copied for nothing, or the place that should show it was forgotten',
        fix: 'use it, or delete it',
      }),
    );
}

/** The files that addresses of a module lead to, and the paths of those that lead to none. */
export function addressedFiles({ lesson, quiz }: ModuleFile, places: Places): { readonly used: ReadonlySet<string>; readonly dead: readonly string[] } {
  const used = new Set<string>();
  const dead: string[] = [];
  for (const { url, from } of moduleAddresses(lesson?.source === undefined ? [] : [lesson.source], quiz)) {
    const target = places.resolve(url, from);
    const address = readAddress(url, from);
    if (target.kind === 'file') used.add(target.file);
    else if (target.kind === 'nowhere' && address.kind === 'file' && address.path !== undefined) dead.push(address.path);
  }
  return { used, dead };
}

function readTexts(reader: CourseReader, paths: readonly string[]): string[] {
  return paths.flatMap((path) => reader.text(path)?.text ?? []);
}

/** Whether a text names a file, meant generously: by its name, or by what an import says of a script. */
export function mentions(text: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const stem = name.slice(0, name.lastIndexOf('.'));
  return text.includes(name) || text.includes(encodeURIComponent(name)) || (naming.test(name) && stem !== '' && text.includes(`/${stem}'`));
}
