import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { chromiumFlags } from '../../../src/proof/browser.ts';
import { ensureChromium } from '../../chromium.ts';
import { sampleOf } from '../report.ts';
import { peerFolder } from '../sites/peers.ts';

/** What we read of a report of Lighthouse, which calls this LHR. */
export interface LighthouseReport {
  readonly categories: Readonly<
    Record<
      string,
      {
        readonly title: string;
        readonly score: number | null;
        readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
      }
    >
  >;
  readonly audits: Readonly<
    Record<
      string,
      {
        readonly title: string;
        readonly score: number | null;
        readonly scoreDisplayMode: string;
        readonly numericValue?: number;
        readonly displayValue?: string;
      }
    >
  >;
}

/** Medians of several reports of one page. */
export interface PageScores {
  /** 0 to 100, by the category’s title. */
  readonly scores: Readonly<Record<string, number>>;
  /** Milliseconds; the shift has no unit. */
  readonly firstPaint: number;
  readonly largestPaint: number;
  readonly blocking: number;
  readonly shift: number;
  /** What cost points in any of the reports, each as `category: audit (how much)`. */
  readonly losses: readonly string[];
}

/**
 * Runs Lighthouse on a page, as it is set up: a phone in the middle range on a slow network, simulated.
 *
 * @throws where it cannot, with what it said.
 */
export async function lighthouse(address: string): Promise<LighthouseReport> {
  const file = path.join(peerFolder('lighthouse'), 'report.json');
  const flags = ['--headless=new', ...chromiumFlags].join(' ');
  const child = spawn(
    process.execPath,
    [
      path.join(peerFolder('lighthouse'), 'node_modules/lighthouse/cli/index.js'),
      address,
      '--quiet',
      '--output=json',
      `--output-path=${file}`,
      `--chrome-flags=${flags}`,
      '--no-enable-error-reporting',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, CHROME_PATH: ensureChromium() } },
  );
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const status = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (status !== 0) throw new Error(`Lighthouse ended with ${String(status)}:\n${said}`);
  const report = JSON.parse(readFileSync(file, 'utf8')) as LighthouseReport;
  rmSync(file);
  return report;
}

/** Scores and times of several reports on the same page: the median of each. */
export function scoresOf(reports: readonly LighthouseReport[]): PageScores {
  const median = (read: (report: LighthouseReport) => number): number => sampleOf(reports.map(read)).median;
  const numeric = (id: string): number => median(({ audits }) => audits[id]?.numericValue ?? Number.NaN);
  const categories = Object.keys(reports[0]?.categories ?? {});
  return {
    scores: Object.fromEntries(
      categories.map((id) => [
        reports[0]?.categories[id]?.title ?? id,
        median(({ categories }) => (categories[id]?.score ?? Number.NaN) * 100),
      ]),
    ),
    firstPaint: numeric('first-contentful-paint'),
    largestPaint: numeric('largest-contentful-paint'),
    blocking: numeric('total-blocking-time'),
    shift: numeric('cumulative-layout-shift'),
    losses: [...new Set(reports.flatMap(lossesOf))].toSorted(),
  };
}

function lossesOf({ categories, audits }: LighthouseReport): readonly string[] {
  return Object.values(categories).flatMap(({ title, auditRefs }) =>
    auditRefs.flatMap(({ id, weight }) => {
      const audit = audits[id];
      if (audit === undefined || weight === 0 || audit.score === null || audit.score >= 1) return [];
      return [
        `${title}: ${audit.title}${audit.displayValue === undefined ? '' : ` (${audit.displayValue.replaceAll('\u00A0', ' ')})`}`,
      ];
    }),
  );
}
