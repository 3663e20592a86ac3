import { hex } from '../../src/lab/wire/bytes.ts';
import type { WireRecord } from '../../src/lab/wire/decoder.ts';
import type { LabEvent, ProgramSpec } from '../../src/lab/protocol.ts';
import type { Seen } from './real.ts';

/** What was seen of a run in the lab. */
export function seenInLab(events: readonly LabEvent[], programs: readonly ProgramSpec[]): Seen {
  const lines: Record<string, string[]> = {};
  const wires = new Map<string, { c2s: WireRecord[]; s2c: WireRecord[] }>();
  for (const event of events) {
    if (event.type === 'console') (lines[streamOf(event, programs)] ??= []).push(event.text);
    if (event.type !== 'wire' || !('length' in event)) continue;
    const wire = wires.get(event.conn) ?? { c2s: [], s2c: [] };
    wires.set(event.conn, wire);
    wire[event.dir].push(event);
  }
  return { lines, wire: [...wires.values()] };
}

/** Node writes warnings and errors to another stream, which keeps no order with the first. */
function streamOf({ id, level }: { id: string; level: string }, programs: readonly ProgramSpec[]): string {
  const node = programs.find((program) => program.id === id)?.role === 'node';
  return node && (level === 'error' || level === 'warn') ? `${id} (stderr)` : id;
}

/** Headers whose values are another on every run, or name the machine. */
const VARIES = new Set([
  'user-agent',
  'sec-websocket-key',
  'sec-websocket-accept',
  'date',
  'sec-ch-ua',
  'sec-ch-ua-platform',
  'sec-ch-ua-mobile',
]);

function recordKey(record: WireRecord): string {
  switch (record.kind) {
    case 'request':
    case 'response':
      return [
        record.line,
        ...record.headers.map(([name, value]) => `${name}: ${VARIES.has(name.toLowerCase()) ? '…' : value}`),
      ].join('\n');
    case 'frame':
      return `${record.op} fin=${Number(record.fin)} rsv=${record.rsv} mask=${Number(record.masked)} header=${record.header.length} length=${record.payloadLength} inflated=${record.inflated?.length} ${hex(Object.values(record.payload).slice(0, 200) as unknown as Uint8Array)}`;
    case 'body':
      return `body chunked=${record.chunked} length=${record.payloadLength} ${record.text ?? ''}`;
    case 'raw':
      return `raw ${record.length}`;
  }
}

/**
 * What both runs must have in common: per program its lines, per connection and direction its messages. No order is
 * promised across them.
 */
export function comparable(seen: Seen): object {
  const lines = Object.fromEntries(
    Object.entries(seen.lines)
      .map(([id, list]) => [id, comparableLine(list.join('\n')).split('\n')])
      .filter(([, list]) => Array.isArray(list) && list.join('') !== ''),
  );
  return {
    lines,
    wire: seen.wire
      .filter(({ c2s, s2c }) => c2s.length + s2c.length > 0)
      .map(({ c2s, s2c }) => ({ c2s: c2s.map(recordKey), s2c: s2c.map(recordKey) })),
  };
}

/** Of an error that nobody caught: where, what, and the author's own frames; not the engine's, nor the folder it ran in. */
function comparableLine(line: string): string {
  if (!/^\/.*:\d+$|^Uncaught|^\s+at /m.test(line)) return line;
  return (
    line
      .split('\n')
      // Chromium tells the place of a syntax error elsewhere; `tests/e2e/lab.spec.ts` looks at what the lab shows
      .slice(0, line.startsWith('Uncaught SyntaxError') ? 1 : undefined)
      .filter((part) => !/^\s+at /.test(part) || /\b(?:server|client|first|second|third)\.js:\d+/.test(part))
      .filter((part) => part !== '' && !/^\s*\^+$/.test(part))
      .map((part) =>
        part.replace(/http:\/\/localhost:8080\//, '').replace(/(?:file:\/\/)?(?:\/[\w.-]+)*\/([\w-]+\.js)/, '$1'),
      )
      .join('\n')
  );
}
