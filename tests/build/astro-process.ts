import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { vi } from 'vitest';

export interface Ended {
  readonly status: number;
  readonly output: string;
}

/** `astro …` in a folder, as anybody starts it who knows Astro. */
export interface AstroProcess {
  readonly ended: Promise<Ended>;
  output(): string;
  /** Where it serves, as soon as it says so. */
  url(): Promise<string>;
  kill(): void;
}

/** Astro's command as the folder, or one above, has it installed. */
function astroIn(folder: string): string {
  const own = path.join(folder, 'node_modules/astro/bin/astro.mjs');
  return existsSync(own) || path.dirname(folder) === folder ? own : astroIn(path.dirname(folder));
}

export function astro(folder: string, ...words: readonly string[]): AstroProcess {
  const child = spawn(process.execPath, [astroIn(folder), ...words], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: '', VITEST: '', ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return {
    ended: new Promise((resolve) => child.once('close', (status) => resolve({ status: status ?? -1, output }))),
    output: () => output,
    url: () =>
      vi.waitFor(() => /http:\/\/localhost:\d+\//.exec(output)?.[0] ?? Promise.reject(new Error(output)), {
        timeout: 100_000,
      }),
    kill: () => void child.kill(),
  };
}
