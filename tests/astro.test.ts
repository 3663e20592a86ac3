import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import lectern, { type LecternOptions } from '../src/astro.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lectern-site-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What Astro asks of the integration first when a site that uses it is built. */
async function setUp(options: LecternOptions, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const root = pathToFileURL(`${folder}/`);
  const config = { root, cacheDir: root, base: '/', trailingSlash: 'ignore', build: { format: 'directory' }, ...more };
  const hook = lectern(options).hooks['astro:config:setup'] as (given: object) => Promise<void>;
  await hook({ command: 'build', config, updateConfig: () => config });
}

test.each([
  ['addresses without a slash at the end', { trailingSlash: 'never' }],
  ['pages that are files', { build: { format: 'file' } }],
])('A site with %s takes no course, and hears what to write instead', async (_, config) => {
  await expect(setUp({ path: '/learn' }, config)).rejects.toThrow(
    /^The addresses of a course end with a slash[^]*trailingSlash: 'ignore'/,
  );
});

test('A content folder that is not there is named as it was written', async () => {
  await expect(setUp({ content: './courses' })).rejects.toThrow('There is no folder `./courses`');
});
