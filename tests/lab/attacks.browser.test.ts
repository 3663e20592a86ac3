import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabEvent, ProgramSpec } from '../../src/lab/protocol.ts';
import { browser, LESSON, LESSON_LINES, linesOf, node, REPEATABLE, Stage, type LabWindow } from './stage.ts';

/** Programs that mean harm or run wild are stopped, the page goes on, and the lesson runs again afterwards. */

const echo = node(
  "const { WebSocketServer } = require('ws'); new WebSocketServer({ port: 3000 }).on('connection', (ws) => ws.on('message', (m) => { ws.send(m); ws.send(m); }));",
);

type End = 'watchdog' | 'flood' | 'violation' | 'limit' | 'idle';

interface Attack {
  readonly name: string;
  readonly programs: readonly ProgramSpec[];
  /** What ends it: the state of a program, a limit, or nothing (it is harmless in the end). */
  readonly ends: End | readonly End[];
  /** Within so many milliseconds. */
  readonly within: number;
  /** A line that is seen all the same. */
  readonly prints?: string;
}

const ATTACKS: readonly Attack[] = [
  {
    name: 'an endless loop in the client',
    programs: [browser("console.log('before'); while (true) {}")],
    ends: 'watchdog',
    within: 2000,
    prints: 'before',
  },
  {
    name: 'an endless loop in a listener of the server',
    programs: [
      node(
        "const { WebSocketServer } = require('ws'); new WebSocketServer({ port: 3000 }).on('connection', (ws) => { for (;;); });",
      ),
      browser("new WebSocket('ws://localhost:3000')"),
    ],
    ends: 'watchdog',
    within: 2000,
  },
  {
    name: 'promises without end',
    programs: [browser("console.log('before'); (async () => { for (;;) await 0; })();")],
    ends: 'watchdog',
    within: 2000,
    prints: 'before',
  },
  {
    name: 'ticks without end',
    programs: [node('const again = () => process.nextTick(again); again();')],
    ends: 'watchdog',
    within: 2000,
  },
  {
    name: 'immediates without end',
    programs: [node('const again = () => setImmediate(again); again();')],
    ends: 'limit',
    within: 4000,
  },
  {
    name: 'timers without end',
    programs: [browser('const again = () => { setTimeout(again, 0); setTimeout(again, 0); }; again();')],
    ends: 'limit',
    within: 8000,
  },
  {
    name: 'a regular expression that backtracks',
    programs: [browser("/^(a+)+$/.test('a'.repeat(40) + 'b')")],
    ends: 'watchdog',
    within: 2000,
  },
  {
    name: 'a million lines',
    programs: [browser("for (let i = 0; i < 1e6; i++) console.log('line', i); ")],
    ends: 'idle',
    within: 4000,
    prints: 'line 299',
  },
  {
    name: 'a million messages',
    programs: [
      LESSON[0] as ProgramSpec,
      browser(
        "const ws = new WebSocket('ws://localhost:3000'); ws.onopen = () => { for (let i = 0; i < 1e6; i++) ws.send('x' + i); };",
      ),
    ],
    ends: ['watchdog', 'flood'],
    within: 4000,
  },
  {
    name: 'sockets without end',
    programs: [
      LESSON[0] as ProgramSpec,
      browser("for (let i = 0; i < 1e5; i++) new WebSocket('ws://localhost:3000');"),
    ],
    ends: ['flood', 'watchdog'],
    within: 4000,
  },
  {
    name: 'a storm of messages that doubles',
    programs: [
      echo,
      browser(
        "const ws = new WebSocket('ws://localhost:3000'); ws.onopen = () => ws.send('x'); ws.onmessage = (e) => { ws.send(e.data); ws.send(e.data); };",
      ),
    ],
    ends: 'limit',
    within: 8000,
  },
  {
    name: 'a message of fifty megabytes',
    programs: [
      LESSON[0] as ProgramSpec,
      browser("const ws = new WebSocket('ws://localhost:3000'); ws.onopen = () => ws.send('x'.repeat(5e7));"),
    ],
    ends: ['flood', 'watchdog'],
    within: 4000,
  },
  {
    name: 'the hub’s port, stolen through a poisoned prototype',
    programs: [
      browser(`const own = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data');
Object.defineProperty(MessageEvent.prototype, 'data', { get() {
  const port = this.currentTarget;
  for (let i = 0; i < 1000; i++) port.postMessage({ op: 'done', actions: [{ a: 'console', level: 'log', text: 'forged' }], next: null, overflow: false });
  return own.get.call(this);
} });
setTimeout(() => console.log('armed'), 10);`),
    ],
    ends: 'violation',
    within: 2000,
  },
  {
    name: 'a result that is no result',
    programs: [
      browser(
        "const push = Array.prototype.push; Array.prototype.push = function () { return 'poisoned'; }; Object.prototype.op = 'ready'; Object.prototype.a = 'exit'; Function.prototype.call = null; console.log('still here');",
      ),
    ],
    ends: 'idle',
    within: 3000,
    prints: 'still here',
  },
  {
    name: 'memory in one go',
    programs: [browser('const kept = []; for (;;) kept.push(new Array(1e6).fill(kept.length));')],
    ends: 'watchdog',
    within: 8000,
  },
];

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
  await stage.page.evaluate(() => (globalThis as unknown as LabWindow).lab.boot());
});
afterAll(() => stage.close());

const endOf = (event: LabEvent): string | undefined =>
  event.type === 'program'
    ? event.state
    : event.type === 'limit'
      ? 'limit'
      : event.type === 'idle'
        ? 'idle'
        : undefined;

async function expectLessonRuns(on: Stage): Promise<void> {
  const { events } = await on.run(LESSON);
  expect({ server: linesOf(events, 'server'), client: linesOf(events, 'client') }).toEqual(LESSON_LINES);
}

describe('The lab stops', () => {
  test.each(ATTACKS.map((attack) => [attack.name, attack] as const))(
    '%s, and the lesson runs again',
    { retry: 1 },
    async (_name, { programs, ends, within, prints }) => {
      const until = ends === 'limit' || ends === 'idle' ? ends : 'program';
      const { events, ms, stall } = await stage.run(programs, { pace: 'real', latency: 1 }, until, within + 3000);
      expect([ends].flat()).toEqual(
        expect.arrayContaining([
          events
            .map(endOf)
            .find((end) => end !== undefined && end !== 'stopped' && (end !== 'idle' || ends === 'idle')),
        ]),
      );
      expect(ms).toBeLessThan(within);
      // two cores, a full test run beside: well below what a person would call hanging
      expect(stall).toBeLessThan(1000);
      if (prints !== undefined) expect(linesOf(events, programs.at(-1)?.id ?? '')).toContain(prints);
      await expectLessonRuns(stage);
    },
  );

  test('nothing it should not: an hour of the lab’s clock with a timer every second is no attack', async () => {
    const { events } = await stage.run(
      [
        browser(
          "let n = 0; const timer = setInterval(() => { if (++n === 3600) { console.log('an hour'); clearInterval(timer); } }, 1000);",
        ),
      ],
      { ...REPEATABLE, until: null },
    );
    expect(linesOf(events, 'client')).toEqual(['an hour']);
  });

  test('counts the lines it does not show', async () => {
    const { events } = await stage.run([browser('for (let i = 0; i < 1000; i++) console.log(i);')]);
    expect(linesOf(events, 'client')).toHaveLength(300);
    expect(events.find(({ type }) => type === 'dropped')).toMatchObject({ count: 700 });
  });

  test('a frame that no longer answers, tells the page, and runs again', async () => {
    const own = await Stage.open();
    try {
      await own.page.evaluate(() => (globalThis as unknown as LabWindow).lab.boot());
      // as if the frame's process had died: nothing comes from it any more
      await own.page.evaluate(() => document.querySelector('iframe')?.setAttribute('src', 'about:blank'));
      await own.page.waitForFunction(() => (globalThis as unknown as LabWindow).lab.lost === 1, undefined, {
        timeout: 120_000,
      });
      await expectLessonRuns(own);
    } finally {
      await own.close();
    }
  });
});
