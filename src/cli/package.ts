import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lecternRoot } from '../source/disk-installation.ts';

/** Whether Lectern is installed as a dependency. */
export const isDependency = lecternRoot.split(path.sep).includes('node_modules');

/** Lectern's version. */
export function version(): string {
  const { version } = JSON.parse(readFileSync(path.join(lecternRoot, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return version;
}
