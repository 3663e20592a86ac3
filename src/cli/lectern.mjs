#!/usr/bin/env node
/**
 * The launcher: everything Lectern does starts here.
 *
 * Plain JavaScript for any Node >= 20, with no import but Node's own, because nothing may be installed yet.
 * It brings what is missing (the packages of the lock file; a newer Node where this one is too old to run
 * TypeScript), then hands over to `main.ts`, or to the file named after `lectern exec`.
 *
 * Exit status 2 and one sentence on standard error where that is not possible.
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
const dependency = root.split(path.sep).includes('node_modules');

try {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Obstacle(
      `Lectern needs Node 20 or newer, and this is Node ${process.versions.node}.`,
      'Get a current one from https://nodejs.org',
    );
  }
  if (!dependency && packagesMissing(root)) await installPackages(root);
  if (!runtimeFits(process.versions.node) && !newEnough(runtimeNode(root))) await installRuntime(root);
  const node = runtimeFits(process.versions.node) ? process.execPath : runtimeNode(root);

  process.env.ASTRO_TELEMETRY_DISABLED ??= '1';
  process.env.PATH = [path.dirname(node), process.env.PATH].filter(Boolean).join(path.delimiter);

  // Scripts of the project itself start processes in which this would measure, or keep, something else.
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

/** What Node must be told so that it runs TypeScript here, in its worker threads and in the processes it starts. */
function nodeOptions() {
  const strip = pathToFileURL(path.join(root, 'src/cli/launch/strip-types.mjs')).href;
  return [
    // Node refuses to strip types below node_modules, which is where an installed Lectern lies.
    ...(dependency ? [`--import=${strip}`] : []),
    // Node 22 strips types, and every Node by this function, but says each time that it is an experiment.
    ...(dependency || Number(process.versions.node.split('.')[0]) < 24
      ? ['--disable-warning=ExperimentalWarning']
      : []),
  ];
}

/** The file to run: `main.ts`, or what `lectern exec FILE …` names (which then sees its own arguments only). */
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
