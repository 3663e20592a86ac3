import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Content } from './author.ts';
import type { Answer, Order } from './builder.ts';
import { BuiltSite } from './site-check.ts';

/** Builds courses in a process of its own, one after the other. */
export class SiteBuilder {
  readonly #child: ChildProcess;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'lectern-whole-'));
  #count = 0;

  constructor() {
    this.#child = fork(fileURLToPath(new URL('builder.ts', import.meta.url)), {
      serialization: 'advanced',
      env: { ...process.env, NODE_ENV: 'production', VITEST: '', ASTRO_TELEMETRY_DISABLED: '1' },
    });
  }

  /** The site of a course, or what kept it from being built. `content` is where components of the course lie. */
  async build(
    files: Readonly<Record<string, Content>>,
    { base = '/', content }: { readonly base?: string; readonly content?: string } = {},
  ): Promise<BuiltSite | readonly string[]> {
    const out = path.join(this.#folder, String(this.#count++));
    const answer = await new Promise<Answer>((resolve, reject) => {
      const ended = (): void => reject(new Error('the process that builds has ended'));
      this.#child.once('exit', ended);
      this.#child.once('message', (message: Answer) => {
        this.#child.off('exit', ended);
        resolve(message);
      });
      this.#child.send({
        files,
        out,
        cache: path.join(this.#folder, 'cache'),
        base,
        content: content ?? out,
      } satisfies Order);
    });
    if ('failure' in answer) return [`the build fails: ${answer.failure}`];
    return answer.built ? new BuiltSite(out, base) : answer.errors;
  }

  close(): void {
    this.#child.disconnect();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
