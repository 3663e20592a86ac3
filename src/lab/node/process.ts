import EventEmitter from 'events';
import { clock, nextTick } from './loop.ts';

/** Thrown by `process.exit` to unwind the stack. */
export class ExitRequest {
  readonly code: number;
  constructor(code: number) {
    this.code = code;
  }
}

/** The Node version whose behaviour and wording the lab reproduces. */
export const NODE_VERSION = '24.21.0';

const memory = { rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 };
const hrtime = Object.assign(() => [Math.floor(clock.now / 1000), (clock.now % 1000) * 1e6], {
  bigint: () => BigInt(Math.floor(clock.now * 1e6)),
});

/** `process` with fixed machine properties and the lab's clock. */
export const process = Object.assign(new EventEmitter(), {
  // keep `ws` from loading its native add-ons
  env: { WS_NO_BUFFER_UTIL: '1', WS_NO_UTF_8_VALIDATE: '1' } as Record<string, string>,
  nextTick,
  version: `v${NODE_VERSION}`,
  versions: { node: NODE_VERSION },
  platform: 'linux',
  arch: 'x64',
  pid: 1,
  title: 'node',
  argv: ['node', ''],
  execArgv: [] as string[],
  exitCode: undefined as number | undefined,
  cwd: () => '/lab',
  uptime: () => clock.now / 1000,
  hrtime,
  memoryUsage: () => memory,
  emitWarning: () => {},
  exit(code?: number): never {
    throw new ExitRequest(code ?? process.exitCode ?? 0);
  },
  stdout: { write: (_text: unknown): boolean => true, isTTY: false, columns: 80 },
  stderr: { write: (_text: unknown): boolean => true, isTTY: false, columns: 80 },
});
export default process;
