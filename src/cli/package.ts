import { readFileSync } from 'node:fs';
import { packageFile } from '../source/disk-installation.ts';

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
}

const manifest = (): Manifest => JSON.parse(readFileSync(packageFile, 'utf8')) as Manifest;

/** Lectern's version. */
export const version = (): string => manifest().version;

/** The versions of Node.js that run Lectern. */
export const nodeVersions = (): string => manifest().engines.node;
