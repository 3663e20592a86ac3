import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { claimsOf } from '../../src/proof/claims.ts';
import { diskFiles } from '../../src/source/disk.ts';
import type { LabEvent, ProgramSpec } from '../../src/lab/protocol.ts';
import { labVariantOf } from '../../src/lab/variant.ts';
import { comparable, seenInLab } from './compare.ts';
import { RealRunner, type Act, type Seen } from './real.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { REPEATABLE, Stage, type LabWindow } from './stage.ts';

/**
 * The lab against reality: every scenario runs in real Node and real Chromium, with a tap between them, and in the lab;
 * both must print the same lines and send the same heads, bodies and frames. Then the lab is broken on purpose, to see
 * that this notices.
 */

let real: RealRunner;
let stage: Stage;
const reality = new Map<string, Seen>();

beforeAll(async () => {
  [real, stage] = await Promise.all([RealRunner.open(), Stage.open()]);
});
afterAll(async () => {
  await Promise.all([real?.close(), stage?.close()]);
});

const act = ({ then }: Scenario) =>
  then === undefined
    ? undefined
    : async (on: Act): Promise<void> => {
        if (then === 'cut') on.cut();
        else if ('closeTab' in then) await on.closeTab(then.closeTab);
        else await on.openTab(then.openTab);
      };

async function inReality(scenario: Scenario, patience = 1): Promise<Seen> {
  const seen =
    (patience === 1 ? reality.get(scenario.name) : undefined) ??
    (await real.run(scenario.programs, { act: act(scenario), patience, longest: scenario.longest ?? 0 }));
  reality.set(scenario.name, seen);
  return seen;
}

/**
 * Expects that a scenario does for real what it does in the lab, as far as `view` shows it. A slow machine may look as if
 * it were at rest, so a difference counts only when it is still there for somebody with much more patience.
 */
async function expectToAgree(
  scenario: Scenario,
  inTheLab: Seen,
  view: (seen: Seen) => unknown = comparable,
): Promise<void> {
  let forReal = await inReality(scenario);
  for (let patience = 4; patience <= 16 && !isDeepStrictEqual(view(inTheLab), view(forReal)); patience *= 4)
    forReal = await inReality(scenario, patience);
  expect(view(inTheLab)).toEqual(view(forReal));
  // a run in which nothing happened would agree with anything
  expect(Object.values(forReal.lines).flat().length + forReal.wire.length).toBeGreaterThan(0);
}

/** In the frame that the programs ask for, unless another was put in its place. */
async function inLab(scenario: Scenario, where: Stage): Promise<Seen> {
  await where.useVariant(labVariantOf(scenario.programs.map(({ role, code }) => ({ runs: role, code }))));
  return inFrame(scenario, where);
}

async function inFrame({ programs, then }: Scenario, where: Stage): Promise<Seen> {
  const { events } = await where.run(programs, { ...REPEATABLE, latency: 2, until: then === undefined ? 5000 : null });
  const all: LabEvent[] = [...events];
  if (then !== undefined) {
    const message =
      then === 'cut'
        ? { t: 'cut', conn: 'c1' }
        : 'closeTab' in then
          ? { t: 'close-tab', id: then.closeTab }
          : { t: 'open', program: then.openTab };
    all.push(...(await where.page.evaluate((sent) => (globalThis as unknown as LabWindow).lab.act(sent), message)));
  }
  return seenInLab(all, programs);
}

/** Whether the server's answer reaches a tab that is closing is a race in reality. */
const mayBeLost = ({ then }: Scenario): boolean => typeof then === 'object' && 'closeTab' in then;
const withoutLastClose = (seen: Seen): Seen => ({
  ...seen,
  wire: seen.wire.map(({ c2s, s2c }) => ({
    c2s,
    s2c: s2c.filter((record) => record.kind !== 'frame' || record.op !== 'close'),
  })),
});

describe('Real Node with real Chromium, and the lab, print and send the same:', () => {
  test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('%s', async (_name, scenario) => {
    await expectToAgree(scenario, await inLab(scenario, stage), (seen) =>
      comparable(mayBeLost(scenario) ? withoutLastClose(seen) : seen),
    );
  });
});

describe('Every exchange of the course that has a lab does for real what it does in the lab:', () => {
  const { course } = loadCourse(diskFiles(path.resolve('content')));
  const exchanges = (course?.modules ?? []).flatMap((module) =>
    claimsOf(module)
      .filter(({ lab }) => lab === true)
      .map((claim) => [`${module.slug}: ${claim.id}`, module.slug, claim] as const),
  );

  test('there is one in each of three modules', () => {
    expect(new Set(exchanges.map(([, slug]) => slug)).size).toBeGreaterThanOrEqual(3);
  });
  test.each(exchanges)('%s', async (name, slug, { id, files }) => {
    const programs = files.map(({ actor, title, code, runs }): ProgramSpec => ({
      id: actor,
      role: runs,
      file: title,
      code,
    }));
    const inTheLab = await inLab({ name, programs }, stage);
    await expectToAgree({ name, programs, longest: 800 }, inTheLab);
    // and the page shows just that
    const record = course?.modules.find((module) => module.slug === slug)?.proof?.records.find((one) => one.id === id);
    for (const { id: actor } of programs) {
      const said = Object.entries(inTheLab.lines).flatMap(([from, lines]) =>
        from.split(' ')[0] === actor ? lines : [],
      );
      expect(said).toEqual(record?.transcript.filter(({ from }) => from === actor).map(({ text }) => text));
    }
  });
});

/** One deliberate error in the lab, and the scenario that must find it. */
const MUTATIONS: readonly (readonly [name: string, scenario: string, file: string, before: string, after: string])[] = [
  [
    'the client does not mask',
    'the lesson',
    'browser/websocket.ts',
    'binary, mask: true, compress',
    'binary, mask: false, compress',
  ],
  ['a Buffer is printed without a space', 'the lesson', 'node/buffer.ts', '`<Buffer ${shown}', '`<Buffer:${shown}'],
  [
    'the handshake asks for keep-alive',
    'the lesson',
    'browser/websocket.ts',
    "'Connection: Upgrade'",
    "'Connection: keep-alive, Upgrade'",
  ],
  [
    'the wire loses a byte of long writes',
    'ping and pong',
    'node/host-bridge.ts',
    'bytes: Uint8Array.prototype.slice.call(bytes) }',
    'bytes: Uint8Array.prototype.slice.call(bytes, 0, bytes.length > 1000 ? bytes.length - 1 : undefined) }',
  ],
  [
    'the reason of a close frame is not given back',
    'the server closes with 1011',
    'browser/websocket.ts',
    'code === 1005 ? undefined : state.closed.reason',
    'undefined',
  ],
  [
    'promises run before ticks',
    'the order of ticks',
    'node/loop.ts',
    'export function runTicks(): void {\n  if (ticking)',
    'export function runTicks(): void {\n  if (!ticking) return void queueMicrotask(() => { ticking = true; for (let tick; (tick = ticks.shift()); ) call(tick); ticking = false; });\n  if (ticking)',
  ],
  [
    'listeners of one event share a task',
    'the order of ticks',
    'browser/event-target.ts',
    'this.#tell(event, queueTask)',
    'this.#tell(event, (act) => act())',
  ],
  [
    'an event source forgets the last id',
    'server-sent events: reconnect',
    'browser/headers.ts',
    "...(lastEventId ? [['Last-Event-ID', lastEventId] as const] : []),",
    '',
  ],
  [
    'CORS is not asked about',
    'fetch that CORS forbids',
    'browser/cors.ts',
    "if (allowed === '*' || allowed === pageOrigin) return undefined;",
    'return undefined;',
  ],
  [
    'a chunked answer has no last chunk',
    'fetch with a body',
    'node/http-outgoing.ts',
    "[Buffer.from('0\\r\\n\\r\\n')]",
    '[]',
  ],
  [
    'lines of an error are off by one',
    'an error in the server',
    'program/errors.ts',
    'Number(match[1]) - source.lineOffset',
    'Number(match[1]) - source.lineOffset + 1',
  ],
  [
    'a window is smaller than was agreed',
    'compression: nothing remembered',
    'node/zlib.ts',
    'raw: true, windowBits, ...',
    'raw: true, windowBits: 9, ...',
  ],
  [
    'two flushes leave one mark',
    'compression: binary',
    'node/zlib.ts',
    'return stream.push(bytes, 0) && stream.push(new Uint8Array(0), Z_SYNC_FLUSH);',
    'return stream.push(bytes, Z_SYNC_FLUSH);',
  ],
  [
    'the observer forgets the end of a flush',
    'compression: long messages',
    'wire/decoder.ts',
    'fin ? concatBytes([payload, FLUSH_END]) : payload',
    'payload',
  ],
  [
    'the decoder takes FIN for a part of the opcode',
    'ping and pong',
    'wire/frame.ts',
    'opcode: first & 15',
    'opcode: first & 0x8f',
  ],
];

describe('The comparison notices that', () => {
  test.each(MUTATIONS)('%s', async (_name, prefix, file, before, after) => {
    const scenario = SCENARIOS.find(({ name }) => name.startsWith(prefix));
    if (!scenario) throw new Error(`no scenario starts with “${prefix}”`);
    let applied = false;
    await stage.useFrame({
      variant: labVariantOf(scenario.programs.map(({ role, code }) => ({ runs: role, code }))),
      source: (name, code) => {
        if (name !== file) return code;
        applied = code.includes(before);
        return code.replace(before, after);
      },
    });
    expect(applied, `${file} still says what the mutation replaces`).toBe(true);
    expect(comparable(await inFrame(scenario, stage))).not.toEqual(comparable(await inReality(scenario)));
  });
});
