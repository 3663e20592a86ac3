import { spawn } from 'node:child_process';
import { findPackageJSON } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Terminal } from '../terminal.ts';

export type Installed = 'done' | 'there already' | 'left out' | 'failed';

/** Installs the packages of a new repository with npm, unless a folder around it has Lectern already. */
export async function installPackages(folder: string, { err }: Terminal): Promise<Installed> {
  if (isThere(folder)) return 'there already';
  err.write('Installing packages (npm install) …\n');
  const child = spawn('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    // On Windows npm is a batch file, which needs a shell; no argument here is user input.
    shell: process.platform === 'win32',
  });
  child.stderr.on('data', (text: Buffer) => err.write(text.toString('utf8')));
  const status = await new Promise((resolve) => child.once('error', () => resolve(1)).once('close', resolve));
  return status === 0 ? 'done' : 'failed';
}

/** What the author has to know about it. */
export function installNotice(installed: Installed): string {
  if (installed === 'failed')
    return 'The packages could not be installed; the course is complete without them.\nInstall them later: npm install\n\n';
  return installed === 'left out' ? 'Install the packages first: npm install\n\n' : '';
}

function isThere(folder: string): boolean {
  try {
    return findPackageJSON('lectern', pathToFileURL(path.join(folder, 'package.json'))) !== undefined;
  } catch {
    return false;
  }
}
