import type { Report } from '../report.ts';

/** For programs: the report as JSON. */
export function json(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
