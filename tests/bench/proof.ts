/**
 * Proofs per minute, cold (nothing recorded) and warm (nothing changed), on a course of copies of one chat: a server
 * under Node and a client in Chromium, each with a text of its own so that none is recorded for another.
 *
 * `node tests/bench/proof.ts [COUNT]` prints one line of JSON for each.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadCourse } from '../../src/lesson/load.ts';
import { Prover } from '../../src/proof/prove.ts';
import { writeProof } from '../../src/proof/record.ts';
import { diskFiles } from '../../src/source/disk.ts';

const count = Number(process.argv[2] ?? 40);
const folder = mkdtempSync(path.join(os.tmpdir(), 'lectern-bench-proof-'));

const chat = (number: number): string => `:::exchange
\`\`\`js title="server.js" runs="node"
const { WebSocketServer } = require('ws');
new WebSocketServer({ port: 3000 }).on('connection', (socket) => {
  console.log('connected');
  socket.on('message', (data) => {
    console.log('Received:', data);
    socket.send('Got ' + data);
  });
});
\`\`\`
\`\`\`js title="client.js" runs="browser"
const socket = new WebSocket('ws://localhost:3000');
socket.onopen = () => socket.send('message ${number}');
socket.onmessage = ({ data }) => console.log(data);
\`\`\`
\`\`\`transcript
server: connected
server: Received: ${bufferOf(`message ${number}`)}
client: Got message ${number}
\`\`\`
:::
`;

function bufferOf(text: string): string {
  return `<Buffer ${Buffer.from(text)
    .toString('hex')
    .replace(/(..)(?=.)/g, '$1 ')}>`;
}

function write(): void {
  const slugs = Array.from({ length: count }, (_, number) => `chat-${number}`);
  mkdirSync(path.join(folder, 'modules'), { recursive: true });
  writeFileSync(
    path.join(folder, 'course.yaml'),
    `title: Bench\nlanguage: en\ncategories:\n  - id: all\n    title: All\n    modules: [${slugs.join(', ')}]\npackages: [ws]\n`,
  );
  slugs.forEach((slug, number) => {
    mkdirSync(path.join(folder, 'modules', slug));
    writeFileSync(
      path.join(folder, 'modules', slug, 'lesson.md'),
      `---\ntitle: Chat ${number}\nsummary: A chat.\nobjectives:\n  - id: chat\n    text: Explain a chat\n---\n\n## Chat\n\n${chat(number)}`,
    );
  });
}

async function measure(name: string): Promise<void> {
  const start = performance.now();
  const { course } = loadCourse(diskFiles(folder));
  const prover = new Prover({ update: true });
  const { claims, diagnostics, proofs } = await prover.prove(course!);
  await prover.close();
  const seconds = (performance.now() - start) / 1000;
  for (const { file, proof } of proofs) writeFileSync(path.join(folder, file), writeProof(proof));
  const states = Object.fromEntries(
    [...Map.groupBy(claims, ({ state }) => state)].map(([state, all]) => [state, all.length]),
  );
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  console.log(
    JSON.stringify({
      bench: 'proof',
      case: name,
      exchanges: count,
      ...states,
      seconds: +seconds.toFixed(2),
      perMinute: Math.round((count / seconds) * 60),
    }),
  );
}

try {
  write();
  await measure('cold');
  await measure('warm');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
