import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browser, linesOf, node, REPEATABLE, Stage } from './stage.ts';
import { PROBES, probeProgram } from './probes.ts';
import { Sink } from './sink.ts';

/**
 * Nothing that runs in the lab gets out: not to a network, a store, another context or the page. Each wall stands by
 * itself; the control shows that the probes do reach what they aim at where there is no wall.
 */

let sink: Sink;
beforeAll(async () => {
  sink = await Sink.open();
});
afterAll(() => sink.close());

/** Listens on the page for what should never come. */
const watchPage = (stage: Stage): Promise<void> =>
  stage.page.evaluate(() => {
    localStorage.setItem('secret', 'kept');
    document.cookie = 'secret=kept';
    const heard: unknown[] = [];
    new BroadcastChannel('lab-probe').onmessage = ({ data }) => heard.push(data);
    Object.assign(globalThis, { heard });
  });
const stateOfPage = (
  stage: Stage,
): Promise<{ heard: unknown[]; secret: string | null; cookie: string; title: string; url: string }> =>
  stage.page.evaluate(() => ({
    heard: (globalThis as unknown as { heard: unknown[] }).heard,
    secret: localStorage.getItem('secret'),
    cookie: document.cookie,
    title: document.title,
    url: location.href,
  }));

async function expectNothingOut(stage: Stage, role: 'browser' | 'node'): Promise<string[]> {
  await watchPage(stage);
  sink.forget();
  const program = probeProgram(sink.url, 'console.log');
  // the lab's own `fetch` and sockets take time of the lab's clock: `fast` would let it stand still for native promises
  const { events } = await stage.run(
    [role === 'node' ? node(program) : browser(program)],
    { ...REPEATABLE, pace: 'real', until: null, latency: 1 },
    'all tried',
    21_000,
  );
  const told = linesOf(events, role === 'node' ? 'server' : 'client');
  expect(sink.requests).toEqual([]);
  expect(sink.connections).toBe(0);
  expect(await stateOfPage(stage)).toEqual({
    heard: [],
    secret: 'kept',
    cookie: 'secret=kept',
    title: 'Lab stage',
    url: `${stage.url}/`,
  });
  return told;
}

describe('Out of the lab gets', () => {
  test('at least thirty ways are tried, and half of them work where there is no wall', async () => {
    expect(PROBES.length).toBeGreaterThanOrEqual(30);
    const stage = await Stage.open({ policy: null });
    try {
      await watchPage(stage);
      sink.forget();
      const told = await stage.page.evaluate(
        (code) =>
          new Promise<string[]>((resolve) => {
            const lines: string[] = [];
            const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
            worker.onmessage = ({ data }) => {
              if (typeof data !== 'string') return;
              lines.push(data);
              if (data === 'all tried') resolve(lines);
            };
          }),
        probeProgram(sink.url, 'postMessage'),
      );
      const escaped = told
        .filter((line) => line.endsWith('ESCAPED'))
        .map((line) => line.slice(0, line.lastIndexOf(':')));
      const { heard } = await stateOfPage(stage);
      const missed = PROBES.filter(({ hits, name }) => hits && !escaped.includes(name)).map(({ name }) => name);
      // these three tell of themselves by another way
      expect(
        missed.filter(
          (name) => !['BroadcastChannel', 'native WebSocket', 'what the prototypes still have'].includes(name),
        ),
      ).toEqual([]);
      expect(heard).toEqual(['stolen']);
      expect(sink.requests).toContain('/socket');
      expect(sink.requests).toContain('/prototype');
      expect(sink.requests.length).toBeGreaterThanOrEqual(12);
    } finally {
      await stage.close();
    }
  });

  test.each(['browser', 'node'] as const)('nothing, from a program of the %s', async (role) => {
    const stage = await Stage.open();
    try {
      const told = await expectNothingOut(stage, role);
      // it was alive to the end, and nothing it tried succeeded
      expect(told.at(-1)).toBe('all tried');
      expect(told.filter((line) => line.endsWith('ESCAPED'))).toEqual([]);
    } finally {
      await stage.close();
    }
  });

  test('nothing, even with all globals of the worker in place: origin and policy hold by themselves', async () => {
    const stage = await Stage.open({
      changes: {
        source: (file, code) =>
          file === 'program/lock.ts'
            ? code.replace('for (const name of REMOVED_GLOBALS)', 'for (const name of [])')
            : file === 'program/browser-environment.ts'
              ? code.replace(/\b(?:fetch: createFetch\(page, connections\)|EventSource|Response|WebSocket),/g, '')
              : code,
      },
    });
    try {
      const told = await expectNothingOut(stage, 'browser');
      expect(told).toContain('fetch: TypeError: Failed to fetch');
      expect(told.at(-1)).toBe('all tried');
    } finally {
      await stage.close();
    }
  });

  test('nothing, even where the policy were gone: without the globals there is nobody to ask', async () => {
    const stage = await Stage.open({
      changes: {
        policy: (own) =>
          own
            .replace("default-src 'none'", "default-src * 'unsafe-inline' 'unsafe-eval' data: blob:")
            .replace("script-src 'sha256", "script-src * data: 'unsafe-inline' 'unsafe-eval' blob: 'sha256"),
      },
    });
    try {
      await watchPage(stage);
      sink.forget();
      // `import()` is syntax: only the policy forbids it
      const program = probeProgram(sink.url, 'console.log').replaceAll('import(', 'absent(');
      const { events } = await stage.run(
        [browser(program)],
        { ...REPEATABLE, pace: 'real', until: null, latency: 1 },
        'all tried',
        18_000,
      );
      expect(linesOf(events, 'client').at(-1)).toBe('all tried');
      expect(sink.requests).toEqual([]);
      expect((await stateOfPage(stage)).heard).toEqual([]);
    } finally {
      await stage.close();
    }
  });
});
