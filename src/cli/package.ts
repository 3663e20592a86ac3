import { readFileSync } from 'node:fs';
import { packageFile } from '../source/disk-installation.ts';

/** Lectern's version. */
export function version(): string {
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as {
    readonly version: string;
  };
  return version;
}
