import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, extname, join, resolve as resolvePath } from 'node:path';
import { lecternRoot } from './disk-installation.ts';
import type { PackageModule, Surroundings } from './files.ts';
import { limits } from './limits.ts';
import { readModuleCode } from './module-code.ts';

type Factory = InstanceType<(typeof import('rolldown/experimental'))['ResolverFactory']>;

/** The surroundings of a content folder on disk. */
export function diskSurroundings(content: string): Surroundings {
  const root = resolvePath(content);
  const known = new Map<string, PackageModule>();
  return {
    resolve(specifier, from) {
      const folder = dirname(join(root, from));
      const key = `${folder}\0${specifier}`;
      const found = known.get(key) ?? packageModule(specifier, folder);
      known.set(key, found);
      return found;
    },
    configuration() {
      const file = configurationFile(root);
      const text = file === undefined ? undefined : textOf(file);
      return file === undefined || text === undefined ? undefined : { file, text };
    },
  };
}

/** The course's configuration file, next to its content folder. */
export function configurationFile(content: string): string | undefined {
  return configurationPlaces(content).find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}

/** Candidates for the configuration file, in order. */
export function configurationPlaces(content: string): readonly string[] {
  return ['ts', 'mts', 'js', 'mjs'].map((extension) =>
    join(dirname(resolvePath(content)), `lectern.config.${extension}`),
  );
}

function packageModule(specifier: string, folder: string): PackageModule {
  const own = /^lectern\/(components\/.+)$/.exec(specifier)?.[1];
  if (own !== undefined)
    return existsSync(join(lecternRoot, 'src', own))
      ? fileModule(join(lecternRoot, 'src', own))
      : { kind: 'missing', package: 'lectern', isInstalled: true };
  if (isBuiltin(specifier)) return { kind: 'built-in' };
  const path = pathFrom(folder, specifier) ?? pathFrom(lecternRoot, specifier);
  if (path !== undefined) return fileModule(path);
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  return { kind: 'missing', package: name, isInstalled: [folder, lecternRoot].some((from) => isInstalled(name, from)) };
}

const fileModule = (path: string): PackageModule => ({ kind: 'file', path, exports: () => exportsOf(path, new Set()) });

let factory: Factory | undefined;

/** Resolves like the bundler, with all conditions for browsers and servers: what none of them finds does not exist. */
function pathFrom(folder: string, specifier: string): string | undefined {
  // Loaded lazily: most courses import nothing from packages.
  factory ??= new (
    createRequire(import.meta.url)('rolldown/experimental') as typeof import('rolldown/experimental')
  ).ResolverFactory({
    conditionNames: [
      'astro',
      'svelte',
      'solid',
      'module',
      'browser',
      'node',
      'import',
      'require',
      'production',
      'development',
      'style',
      'default',
    ],
    mainFields: ['svelte', 'browser', 'module', 'jsnext:main', 'jsnext', 'main', 'style'],
    extensions: ['.mjs', '.js', '.mts', '.ts', '.jsx', '.tsx', '.json'],
  });
  return factory.sync(folder, specifier).path ?? undefined;
}

function isInstalled(name: string, from: string): boolean {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules', name))) return true;
    if (dirname(folder) === folder) return false;
  }
}

/** The names that a module exports; undefined if it is not an ES module, or re-exports unknown names. */
function exportsOf(path: string, seen: Set<string>): ReadonlySet<string> | undefined {
  if (seen.has(path)) return new Set();
  seen.add(path);
  const lang = languages[extname(path)];
  const text = lang === undefined ? undefined : textOf(path);
  const code = lang === undefined || text === undefined ? undefined : readModuleCode(text, lang);
  // Without an import or export it may be CommonJS.
  if (code === undefined || (code.imports.length === 0 && code.exports.size === 0)) return undefined;
  const names = new Set(code.exports);
  for (const specifier of code.passesOn) {
    const target = pathFrom(dirname(path), specifier);
    const passed = target === undefined ? undefined : exportsOf(target, seen);
    if (passed === undefined) return undefined;
    for (const name of passed) if (name !== 'default') names.add(name);
  }
  return names;
}

const languages: Readonly<Record<string, 'jsx' | 'ts' | 'tsx'>> = {
  '.js': 'jsx',
  '.mjs': 'jsx',
  '.jsx': 'jsx',
  '.ts': 'ts',
  '.mts': 'ts',
  '.tsx': 'tsx',
};

function textOf(path: string): string | undefined {
  try {
    return statSync(path).size > limits.fileBytes ? undefined : readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
