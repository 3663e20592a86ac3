#!/usr/bin/env node
/**
 * The launcher of a clone, the entry point of all its commands (`bin.mjs` is the package's).
 *
 * Plain JavaScript for any Node >= 20 that imports only Node's own modules, because nothing may be installed yet. It
 * installs what is missing (the packages of the lock file; a newer Node if this one cannot run TypeScript), then starts
 * `main.ts`, or the file given to `lectern exec`.
 *
 * If that is not possible, it exits with status 2 and a message on standard error.
 */
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { keepCompiled } from './launch/compile-cache.mjs';
import { installPackages, packagesMissing } from './launch/packages.mjs';
import { installRuntime, newEnough, runtimeFits, runtimeNode } from './launch/runtime.mjs';
import { rerun } from './launch/rerun.mjs';
import { Obstacle } from './launch/obstacle.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

try {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Obstacle(
      `Lectern needs Node 20 or newer, and this is Node ${process.versions.node}.`,
      'Get a current one from https://nodejs.org',
    );
  }
  if (packagesMissing(root)) await installPackages(root);
  if (!runtimeFits(process.versions.node) && !newEnough(runtimeNode(root))) await installRuntime(root);
  const node = runtimeFits(process.versions.node) ? process.execPath : runtimeNode(root);

  process.env.ASTRO_TELEMETRY_DISABLED ??= '1';
  process.env.PATH = [path.dirname(node), process.env.PATH].filter(Boolean).join(path.delimiter);

  // Not for `exec`: the project's own scripts start processes whose measurements or caches this would distort.
  if (process.argv[2] !== 'exec') keepCompiled(root);
  const options = nodeOptions();
  if (node === process.execPath && options.every((option) => process.env.NODE_OPTIONS?.includes(option))) {
    await import(pathToFileURL(entry()).href);
  } else {
    process.env.NODE_OPTIONS = [process.env.NODE_OPTIONS, ...options].filter(Boolean).join(' ');
    await rerun(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
  }
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  process.stderr.write(`${error.message}\n${error.wayOut}\n`);
  process.exitCode = 2;
}

/** Node 22 warns of its stripping of types, here, in worker threads and in child processes. */
function nodeOptions() {
  return Number(process.versions.node.split('.')[0]) < 24 ? ['--disable-warning=ExperimentalWarning'] : [];
}

/** The file to run: `main.ts`, or that of `lectern exec FILE …` (which gets only its own arguments). */
function entry() {
  const [command, file] = process.argv.slice(2);
  if (command !== 'exec') return path.join(root, 'src/cli/main.ts');
  if (file === undefined)
    throw new Obstacle(
      '`lectern exec` needs the file to run.',
      'Write it after the command: npm run lectern -- exec tests/run.ts',
    );
  const target = path.resolve(file);
  process.argv.splice(1, 3, target);
  return target;
}
