import { accessSync, constants, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { npm } from './npm.mjs';
import { Obstacle } from './obstacle.mjs';

/**
 * Whether `node_modules` lacks a package of `package-lock.json`, or has a different version. Compares npm's own record
 * of what it installed, so file times (after a clone or a restored cache) do not matter.
 *
 * @param {string} root Folder with the lock file.
 */
export function packagesMissing(root) {
  const wanted = lockedPackages(path.join(root, 'package-lock.json'));
  if (wanted === undefined) return false;
  const present = lockedPackages(path.join(root, 'node_modules/.package-lock.json')) ?? {};
  return Object.entries(wanted).some(
    ([where, { version, optional, devOptional, link }]) =>
      // An optional package may be for another system.
      where !== '' && !link && !optional && !devOptional && present[where]?.version !== version,
  );
}

/**
 * Installs exactly what the lock file specifies, without install scripts.
 *
 * @param {string} root Folder with the lock file.
 * @throws {Obstacle} without network, or if the folder is not writable.
 */
export async function installPackages(root) {
  ensureWritable(root);
  process.stderr.write('Installing what is missing (npm ci) …\n');
  await npm(['ci', '--ignore-scripts'], { cwd: root, purpose: 'install the packages Lectern is made of' });
}

/** @param {string} folder */
export function ensureWritable(folder) {
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    throw new Obstacle(
      `Lectern has to install packages into ${folder}, and that folder cannot be written.`,
      'Make it writable, or copy the project to a folder that is yours.',
    );
  }
}

/** @param {string} file */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
