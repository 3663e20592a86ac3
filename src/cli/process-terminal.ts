import { createInterface } from 'node:readline/promises';
import type { WriteStream } from 'node:tty';
import { isPackage } from '../source/disk-installation.ts';
import { consumerOf, harmless, quoted } from './outlet.ts';
import { Refusal } from './refusal.ts';
import type { Output, Terminal } from './terminal.ts';

/** The terminal of this process. */
export const processTerminal = (): Terminal => ({
  cwd: process.cwd(),
  env: process.env,
  out: output(process.stdout),
  err: output(process.stderr),
  invocation: isPackage ? 'npx lectern' : 'npm run lectern --',
  ask: process.stdin.isTTY && process.stdout.isTTY ? ask : undefined,
  now: () => performance.now(),
  peakMemory: () => process.resourceUsage().maxRSS * 1024,
  stopped: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    }),
});

function output(stream: WriteStream): Output {
  // `lectern validate | head` closes the pipe early, which is not an error.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  return {
    write: (text, kind = 'words') =>
      void stream.write(
        kind === 'commands'
          ? text
          : (kind === 'quote' ? quoted : harmless)(text, consumerOf(stream.isTTY, process.env)),
      ),
    isTerminal: stream.isTTY === true,
    // Read each time, because windows are resized. A terminal without a known size reports 0.
    get columns() {
      return stream.columns || 100;
    },
  };
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await Promise.race([
      lines.question(question),
      new Promise<never>((_, reject) => {
        lines.once('close', () =>
          reject(new Refusal('\nNo answer, so nothing was written.', 'Run the command again when you like.')),
        );
      }),
    ]);
  } finally {
    lines.removeAllListeners('close').close();
  }
}
