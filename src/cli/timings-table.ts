export interface Usage {
  /** Milliseconds from the start of the process to the first phase, and to now. */
  readonly before: number;
  readonly total: number;
  /** Peak memory of the process, in bytes. */
  readonly peakMemory: number;
}

type Times = readonly (readonly [part: string, milliseconds: number])[];

/**
 * A table of timings in milliseconds: the time before the first phase, each phase, the time outside phases, and the
 * total; then the work of other threads and processes in parallel, and the peak memory of this process.
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
