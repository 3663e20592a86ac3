import { spawn } from 'node:child_process';
import process from 'node:process';

/**
 * Replaces this process by another program: same terminal, signals and exit status.
 *
 * @param {string} program
 * @param {readonly string[]} args
 */
export async function rerun(program, args) {
  const child = spawn(program, args, { stdio: 'inherit' });
  // A terminal sends Ctrl-C to both processes; signals sent only to this one are forwarded.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.exitCode = code ?? 1;
      if (signal !== null) {
        process.removeAllListeners(signal);
        process.kill(process.pid, signal);
      }
      resolve(undefined);
    });
  });
}
