import type { Action, ConsoleLevel, PageToHub, ProgramSpec, ProgramToHub, RunOptions } from '../protocol.ts';
import { LIMITS } from './limits.ts';

/** Validates messages field by field. Unknown fields are dropped. */

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value);
const isPort = (value: unknown): value is number => isCount(value) && value > 0 && value < 65_536;
const LEVELS: ReadonlySet<unknown> = new Set<ConsoleLevel>(['log', 'info', 'warn', 'error', 'debug']);

export function isProgramMessage(message: unknown): message is ProgramToHub {
  if (!isFields(message)) return false;
  if (message['op'] === 'ready') return true;
  if (!Array.isArray(message['actions'])) return false;
  if (message['op'] === 'part') return true;
  const next = message['next'];
  return (
    message['op'] === 'done' &&
    typeof message['overflow'] === 'boolean' &&
    (next === null || (typeof next === 'number' && next >= 0))
  );
}

/** The action with only its known fields and with long texts truncated; undefined if it is not a valid action. */
export function checkedAction(action: unknown): Action | undefined {
  if (!isFields(action)) return undefined;
  const { a, level, text, count, code, port, socket, host, bytes } = action;
  switch (a) {
    case 'console':
      return LEVELS.has(level) && typeof text === 'string'
        ? { a, level: level as ConsoleLevel, text: text.slice(0, LIMITS.line) }
        : undefined;
    case 'dropped':
      return isCount(count) ? { a, count } : undefined;
    case 'exit':
      return { a, code: isCount(code) ? code : 1 };
    case 'listen':
    case 'unlisten':
      return isPort(port) ? { a, port } : undefined;
    case 'connect':
      return isCount(socket) && typeof host === 'string'
        ? { a, socket, host: host.slice(0, 255), port: isPort(port) ? port : 0 }
        : undefined;
    case 'write':
      return isCount(socket) && bytes instanceof Uint8Array ? { a, socket, bytes } : undefined;
    case 'end':
    case 'destroy':
      return isCount(socket) ? { a, socket } : undefined;
    default:
      return undefined;
  }
}

/** The program that the page requests; undefined if it is not valid. */
export function checkedProgram(program: unknown): ProgramSpec | undefined {
  if (!isFields(program)) return undefined;
  const { id, role, file, code } = program;
  if (typeof id !== 'string' || typeof file !== 'string' || typeof code !== 'string' || code.length > LIMITS.code)
    return undefined;
  return role === 'node' || role === 'browser' ? { id, role, file, code } : undefined;
}

const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
const numberOrNull = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** A latency in milliseconds, clamped to the limit. */
export const checkedLatency = (value: unknown): number => Math.min(LIMITS.latency, Math.max(0, numberOr(value, 0)));

export function checkedOptions(options: unknown): RunOptions {
  const given = isFields(options) ? options : {};
  return {
    latency: checkedLatency(given['latency'] ?? 20),
    pace: given['pace'] === 'fast' ? 'fast' : 'real',
    seed: numberOrNull(given['seed']),
    epoch: numberOrNull(given['epoch']),
    until: numberOrNull(given['until']),
    origin: typeof given['origin'] === 'string' ? given['origin'] : 'http://localhost:8080',
  };
}

/** Whether this is a known message type; its fields are validated where they are used. */
export const isPageMessage = (message: unknown): message is PageToHub =>
  isFields(message) && typeof message['t'] === 'string';
