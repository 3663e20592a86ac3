// Outlives the runner briefly: when the pipe from the runner closes, however it ended, this process kills what is left
// running and deletes its folder. `+123` on standard input adds a process group, `-123` removes it.
import { rmSync } from 'node:fs';

const folder = process.argv[2];
const groups = new Set();
let unread = '';

process.stdin.setEncoding('utf8');
process.stdin.on('data', (text) => {
  const lines = (unread + text).split('\n');
  unread = lines.pop() ?? '';
  for (const line of lines) {
    const pid = Number(line.slice(1));
    if (line.startsWith('+')) groups.add(pid);
    else groups.delete(pid);
  }
});
process.stdin.on('close', () => {
  for (const pid of groups) {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // it has already exited
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
