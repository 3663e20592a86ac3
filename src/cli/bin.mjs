#!/usr/bin/env node
/**
 * The `lectern` command of the package. It imports the rest only if this Node can run it: an older one would end with a
 * stack trace instead of a sentence.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major === 22 ? minor >= 19 : major >= 24) {
  const { keepCompiled } = await import('./launch/compile-cache.mjs');
  process.env.ASTRO_TELEMETRY_DISABLED ??= '1';
  keepCompiled(fileURLToPath(new URL('../..', import.meta.url)));
  await import('./main.ts');
} else {
  const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  process.stderr.write(
    `Lectern needs Node ${manifest.engines.node}, and this is Node ${process.versions.node}.\nGet a current one from https://nodejs.org\n`,
  );
  process.exitCode = 2;
}
