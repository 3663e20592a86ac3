// Outlives the runner by a moment: when the pipe from it closes, in whatever way it ended, this kills what it left
// behind and deletes its folder. `+123` on standard input adopts a process group, `-123` lets it go.
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
      // it has ended already
    }
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
