import { nameOf } from './paths.ts';
import type { SourceFolder } from './source-folder.ts';
import type { Targets } from './targets.ts';
import type { Imported } from './writer.ts';

/** What the imports of a page bring: parts, code as text (`?raw`, `raw-loader`), pictures; by the names they get. */
export function importsOf(
  code: string,
  from: string,
  folder: SourceFolder,
  targets: Targets,
): ReadonlyMap<string, Imported> {
  const found = new Map<string, Imported>();
  for (const [, name = '', specifier = ''] of code.matchAll(
    /^[ \t]*import[ \t]+([A-Za-z_$][\w$]*)[ \t]+from[ \t]+['"]([^'"]+)['"]/gm,
  )) {
    const isRaw = /\?raw$|raw-loader!/.test(specifier);
    const path = specifier.replace(/^.*!/, '').replace(/\?.*$/, '');
    const file = targets.file(path, from);
    if (file === undefined) continue;
    if (isRaw) found.set(name, { kind: 'text', file, text: folder.text(file) ?? '' });
    else if (/\.(?:mdx?|markdown)$/i.test(nameOf(file))) found.set(name, { kind: 'part', file });
    else if (!/\.(?:[cm]?[jt]sx?|astro|vue|svelte|css|scss|json)$/i.test(file)) found.set(name, { kind: 'file', file });
  }
  for (const [, name = '', text = ''] of code.matchAll(
    /^[ \t]*export[ \t]+const[ \t]+([A-Za-z_$][\w$]*)[ \t]*=[ \t]*(?:'([^'\n]*)'|"[^"\n]*"|`[^`$]*`)/gm,
  ))
    found.set(name, { kind: 'text', file: from, text });
  return found;
}
