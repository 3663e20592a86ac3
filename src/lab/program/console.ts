import { clock } from '../node/loop.ts';
import { inspect } from '../node/util-module.ts';
import type { ConsoleLevel } from '../protocol.ts';
import { formatTable } from './table.ts';

/** How a role formats console arguments as text. */
export type Formatter = (values: readonly unknown[]) => string;
/** Receives a line; the text is formatted only if it is kept. */
export type Print = (level: ConsoleLevel, format: () => string) => void;

/** A console for either role. `printsEmpty`: whether a call without arguments prints a line. */
export function createConsole(print: Print, format: Formatter, printsEmpty: boolean) {
  let indent = '';
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  const line = (level: ConsoleLevel, text: () => string): void => {
    const prefix = indent;
    print(level, () => prefix + text().replaceAll('\n', `\n${prefix}`));
  };
  const printer =
    (level: ConsoleLevel) =>
    (...values: unknown[]): void => {
      if (values.length > 0 || printsEmpty) line(level, () => format(values));
    };
  const elapsed = (label: string): string => `${label}: ${duration(clock.now - (timers.get(label) ?? clock.now))}`;
  const console = {
    log: printer('log'),
    info: printer('info'),
    warn: printer('warn'),
    error: printer('error'),
    debug: printer('debug'),
    trace: (...values: unknown[]): void =>
      line('error', () => `Trace${values.length > 0 ? `: ${format(values)}` : ''}`),
    dir: (value: unknown, options?: object): void => line('log', () => inspect(value, options)),
    table: (value: unknown): void => line('log', () => formatTable(value) ?? format([value])),
    assert: (condition?: unknown, ...values: unknown[]): void => {
      if (condition) return;
      const [first, ...rest] = values;
      if (typeof first === 'string') console.error(`Assertion failed: ${first}`, ...rest);
      else console.error(...(values.length > 0 ? ['Assertion failed:', ...values] : ['Assertion failed']));
    },
    group: (...values: unknown[]): void => {
      if (values.length > 0) console.log(...values);
      indent += '  ';
    },
    groupCollapsed: (...values: unknown[]): void => console.group(...values),
    groupEnd: (): void => void (indent = indent.slice(2)),
    count: (label = 'default'): void => {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      console.log(`${label}: ${counts.get(label)}`);
    },
    countReset: (label = 'default'): void => void counts.delete(label),
    time: (label = 'default'): void => void timers.set(label, clock.now),
    timeLog: (label = 'default', ...values: unknown[]): void => console.log(elapsed(label), ...values),
    timeEnd: (label = 'default'): void => {
      console.log(elapsed(label));
      timers.delete(label);
    },
    clear: (): void => {},
  };
  return console;
}

/** A duration in Node's format: `12ms`, `1.200s`. */
const duration = (ms: number): string => (ms >= 1000 ? `${(ms / 1000).toFixed(3)}s` : `${Number(ms.toFixed(3))}ms`);
