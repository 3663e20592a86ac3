import { spawn } from 'node:child_process';
import process from 'node:process';

/**
 * Runs a program in this one's place: same terminal, same signals, same exit status.
 *
 * @param {string} program
 * @param {readonly string[]} args
 */
export async function rerun(program, args) {
  const child = spawn(program, args, { stdio: 'inherit' });
  // A terminal sends Ctrl-C to both; whoever stops us by hand means the child.
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
