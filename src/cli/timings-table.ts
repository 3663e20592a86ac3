export interface Usage {
  /** Milliseconds from the start of the process to the first phase, and to now. */
  readonly before: number;
  readonly total: number;
  /** The most memory the process has held, in bytes. */
  readonly peakMemory: number;
}

/**
 * Where the time went, a line each: what came before the first phase, the phases (milliseconds each), what is in none of
 * them, the total that all these add up to, and the most memory that was held. Where phases ran side by side, the line
 * before the total is negative.
 */
export function timingsTable(phases: readonly (readonly [phase: string, milliseconds: number])[], { before, total, peakMemory }: Usage): string {
  const rest = total - before - phases.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
  const rows = [['start Lectern', before], ...phases, [rest < 0 ? 'side by side' : 'everything else', rest], ['total', total]] as const;
  const lines = rows.map(([name, milliseconds]) => line(name, milliseconds, 'ms'));
  return [...lines, line('peak memory', peakMemory / 1024 / 1024, 'MiB')].join('');
}

function line(name: string, value: number, unit: string): string {
  return `${name.padEnd(18)} ${value.toFixed(0).padStart(7)} ${unit}\n`;
}
