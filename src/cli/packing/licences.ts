import { readFileSync, readdirSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { lecternRoot } from '../../source/disk-installation.ts';

/** Folders with code that browsers run. */
const forBrowsers = ['islands', 'lab', 'learner', 'questions'].map((folder) => path.join(lecternRoot, 'src', folder));

/** What is part of a site besides the code of those folders: faces, drawings, and scripts that Astro and Vite add. */
const others = [
  '@fontsource-variable/bricolage-grotesque',
  '@fontsource-variable/frank-ruhl-libre',
  '@fontsource-variable/jetbrains-mono',
  '@fontsource-variable/literata',
  '@fontsource-variable/noto-naskh-arabic',
  '@fontsource-variable/noto-serif-devanagari',
  'astro',
  'lucide-static',
  'vite',
];
/** Of these a site has a few lines, and none of the packages below them. */
const alone: ReadonlySet<string> = new Set(others);

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly homepage?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The licences of all that Lectern's package and each built site hold of other packages, as one text. */
export function licences(): string {
  const found = new Map<string, string>();
  const visit = (name: string, from: string): void => {
    const file = findPackageJSON(name, pathToFileURL(from));
    if (file === undefined) throw new Error(`${name} is not installed`);
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
    if (found.has(manifest.name)) return;
    found.set(manifest.name, `${manifest.name} ${manifest.version}\n\n${licenceOf(file, manifest)}`);
    if (alone.has(name)) return;
    for (const dependency of Object.keys(manifest.dependencies ?? {})) visit(dependency, file);
  };
  for (const name of [...importedByBrowsers(), ...others]) visit(name, path.join(lecternRoot, 'package.json'));
  const texts = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  const own = readFileSync(path.join(lecternRoot, 'LICENSE'), 'utf8').trim();
  return `${[`lectern\n\n${own}`, ...texts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function importedByBrowsers(): readonly string[] {
  const files = forBrowsers.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(path.join(folder, file), 'utf8')),
  );
  const names = files.flatMap((text) =>
    [
      ...text.matchAll(
        /^(?:import|export)(?! type)\s(?:[\w\s{},*$]*\sfrom )?'((?:@[\w.-]+\/)?[a-z][\w.-]*)(?:\/[^']*)?'/gm,
      ),
    ].map(([, name = '']) => name),
  );
  return [...new Set(names)].toSorted();
}

/** The text that a package has, without the notices of packages that it bundles for itself and gives to no browser. */
function licenceOf(manifestFile: string, { license, homepage }: Manifest): string {
  const folder = path.dirname(manifestFile);
  const file = readdirSync(folder).find((name) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(name));
  const text = file === undefined ? undefined : readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n');
  return (
    text?.split(/^# Licenses of bundled dependencies/m)[0] ?? `Licence: ${license ?? ''}\n${homepage ?? ''}`
  ).trim();
}
