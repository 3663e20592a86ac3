import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { serve } from '../../src/cli/serve.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A course built by the real command and served as a static host would. */
export interface Published {
  /** With base and trailing slash. */
  readonly address: string;
  /** Publishes these files instead, at the same address. */
  update(files: Readonly<Record<string, string | Uint8Array>>): Promise<void>;
  close(): Promise<void>;
}

/** Builds `files` (paths below the content folder) and serves the site until closed. */
export async function publish(files: Readonly<Record<string, string | Uint8Array>>, base = '/'): Promise<Published> {
  const place = mkdtempSync(path.join(tmpdir(), 'lectern-course-'));
  const out = path.join(place, 'site');
  const update = async (next: Readonly<Record<string, string | Uint8Array>>): Promise<void> => {
    const content = path.join(place, 'content');
    rmSync(content, { recursive: true, force: true });
    for (const [name, text] of Object.entries(next)) {
      mkdirSync(path.dirname(path.join(content, name)), { recursive: true });
      writeFileSync(path.join(content, name), text);
    }
    await promisify(execFile)(
      process.execPath,
      ['src/cli/lectern.mjs', 'build', '--content', content, '--out', out, '--base', base],
      { cwd: root },
    );
  };
  await update(files);
  const { address, close } = await serve({ folder: out, base, port: 0, otherPort: String });
  return {
    address,
    update,
    async close() {
      await close();
      rmSync(place, { recursive: true, force: true });
    },
  };
}
