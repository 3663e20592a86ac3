import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runs } from '../cases.ts';
import { browser, LESSON, node, REPEATABLE, Stage } from './stage.ts';

/** How often the same run is made. */
const RUNS = runs(6, 500);

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

const busy = [
  node(
    "const { WebSocketServer } = require('ws'); const wss = new WebSocketServer({ port: 3000 }); wss.on('connection', (ws) => { const id = Math.random().toString(36).slice(2); const timer = setInterval(() => ws.send(id + ' ' + Date.now()), 70); ws.on('message', (m) => { console.log(id, String(m)); for (const c of wss.clients) c.send(m); }); ws.on('close', () => clearInterval(timer)); setTimeout(() => ws.close(1000), 500); });",
  ),
  browser(
    "const ws = new WebSocket('ws://localhost:3000'); let n = 0; ws.onopen = () => { for (let i = 0; i < 5; i++) ws.send(crypto.randomUUID()); }; ws.onmessage = async (e) => { await null; console.log(n++, e.data, performance.now()); }; ws.onclose = (e) => console.log(new Date().toISOString(), e.code);",
    'first',
  ),
  browser(
    "const ws = new WebSocket('ws://localhost:3000'); ws.onmessage = (e) => { if (Math.random() < 0.5) console.log(e.data); };",
    'second',
  ),
];

describe('With seed, epoch and fast pace', () => {
  test.each([
    ['the lesson', LESSON],
    ['a busy run with randomness and timers', busy],
  ] as const)(
    `%s is the same, byte for byte, in ${RUNS} of ${RUNS} runs`,
    { timeout: 300_000 + 600 * RUNS },
    async (_name, programs) => {
      const all = new Set<string>();
      for (let i = 0; i < RUNS; i++) all.add(JSON.stringify((await stage.run(programs)).events));
      expect(all.size).toBe(1);
      expect([...all][0]).toContain('"kind":"frame"');
    },
  );

  test('another seed makes other masking keys', async () => {
    const keys = async (seed: number): Promise<string> =>
      JSON.stringify(
        (await stage.run(LESSON, { ...REPEATABLE, seed })).events.map((event) =>
          event.type === 'wire' && event.kind === 'frame' ? event.maskingKey : undefined,
        ),
      );
    expect(await keys(1)).not.toBe(await keys(2));
  });
});
