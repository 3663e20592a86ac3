import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { lecternRoot } from '../../../src/source/disk-installation.ts';

/** `lectern dev` as an author starts it, in a process of its own. */
export class DevServer {
  readonly #process: ChildProcess;
  /** Where it said it serves. */
  readonly url: string;

  private constructor(child: ChildProcess, url: string) {
    this.#process = child;
    this.url = url;
  }

  /**
   * Starts one at a free port and waits until it says where.
   *
   * @throws where it ends before that, with what it said.
   */
  static async start(content: string, cache: string): Promise<DevServer> {
    const child = spawn(
      process.execPath,
      [path.join(lecternRoot, 'src/cli/lectern.mjs'), 'dev', '--content', content, '--cache', cache, '--port', '0'],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
      },
    );
    let said = '';
    const url = await new Promise<string>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk) => {
          said = (said + String(chunk)).slice(-4000);
          const address = /^http:\S+$/m.exec(said)?.[0];
          if (address !== undefined) resolve(address);
        });
      }
      child.once('error', reject);
      child.once('close', () => reject(new Error(`\`lectern dev\` ended before it served anything:\n${said}`)));
    });
    return new DevServer(child, url);
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#process.once('close', resolve));
    this.#process.kill('SIGINT');
    await closed;
  }
}
