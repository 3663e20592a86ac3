/**
 * Holds pure tests to their word: what starts a process, a thread or a server throws, and says where such a test belongs.
 * A browser is a process, so it needs no line of its own.
 */
import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import threads from 'node:worker_threads';

function refuse(what: string): () => never {
  // Not an arrow: `new Worker` is refused, too.
  return function refused() {
    throw new Error(
      `A pure test starts no ${what}: call its file \`….process.test.ts\`, or \`….browser.test.ts\` where Chromium is needed.`,
    );
  };
}

for (const start of ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'] as const)
  Object.assign(childProcess, { [start]: refuse('process') });
Object.assign(threads, { Worker: refuse('thread') });
net.Server.prototype.listen = refuse('server');
syncBuiltinESMExports();
