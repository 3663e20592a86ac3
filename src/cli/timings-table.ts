export interface Usage {
  /** Milliseconds from the start of the process to the first phase, and to now. */
  readonly before: number;
  readonly total: number;
  /** The most memory the process has held, in bytes. */
  readonly peakMemory: number;
}

type Times = readonly (readonly [part: string, milliseconds: number])[];

/**
 * Where the time went, a line each: what came before the first phase, the phases (milliseconds each), what is in none of
 * them, and the total that all these add up to; then what other threads and processes did meanwhile, and the most memory
 * that this process held.
 */
export function timingsTable(
  { phases, besides }: { readonly phases: Times; readonly besides: Times },
  { before, total, peakMemory }: Usage,
): string {
  const rest = total - before - phases.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
  const rows = [
    ['start Lectern', before],
    ...phases,
    ['everything else', rest],
    ['total', total],
    ...besides.map(([part, milliseconds]) => [`beside: ${part}`, milliseconds] as const),
  ] as const;
  const lines = rows.map(([name, milliseconds]) => line(name, milliseconds, 'ms'));
  return [...lines, line('peak memory (this process)', peakMemory / 1024 / 1024, 'MiB')].join('');
}

function line(name: string, value: number, unit: string): string {
  return `${name.padEnd(27)} ${value.toFixed(0).padStart(7)} ${unit}\n`;
}
