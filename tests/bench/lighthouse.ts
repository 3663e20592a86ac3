import { existsSync } from 'node:fs';
import path from 'node:path';
import { serve } from '../../src/cli/serve.ts';
import { lighthouse, scoresOf, type LighthouseReport } from './measuring/lighthouse.ts';
import { numbersOf } from './measuring/selection.ts';
import { defineBenchmark } from './report.ts';
import { hasPeer, installPeer, peerVersion } from './sites/peers.ts';
import { generators, noLessons, Site } from './sites/site.ts';
import { tools } from './sites/tools.ts';

const category = 'category/part-1/';

export default defineBenchmark({
  name: 'lighthouse',
  summary: 'Lighthouse’s scores and times of the pages of a large course, on a phone',
  details:
    'Lighthouse’s own set-up: a phone in the middle range and a slow network, simulated. Medians; what cost points in any run is listed.',
  flags: {
    lessons: { type: 'text', value: 'N,…', summary: 'how many lessons (default: 1000)' },
    rounds: { type: 'count', value: 'N', summary: 'how often (default: 3)' },
    peers: { type: 'boolean', summary: 'install Lighthouse into .lectern/bench-peers' },
  },
  examples: [['lighthouse --peers', 'install it and measure']],
  async run({ flags }, report) {
    const sizes = numbersOf(flags.lessons, [1000]);
    if (flags.peers) installPeer('lighthouse');
    if (!hasPeer('lighthouse')) return report.note('left out: Lighthouse is not installed (`--peers` installs it)');
    if (generators === undefined) return report.note(noLessons);
    const tool = tools.find(({ id }) => id === 'lectern');
    if (tool === undefined) throw new Error('Lectern is not among the tools');
    report.note(`Lighthouse ${peerVersion('lighthouse')}`);
    for (const lessons of sizes) {
      report.doing(`${lessons} lessons are built`);
      const site = new Site(tool, lessons);
      await site.build();
      const { address, close } = await serve({ folder: site.output, base: '/', port: 0, otherPort: String });
      // A large course has a page for each category.
      const pages = [
        ['home', ''],
        ...(existsSync(path.join(site.output, category)) ? [['category', category] as const] : []),
        ['module', tool.address],
      ] as const;
      const reports = new Map<string, LighthouseReport[]>();
      try {
        for (let round = 1; round <= (flags.rounds ?? 3); round++) {
          for (const [name, page] of pages) {
            report.doing(`${name}, round ${round}`);
            reports.set(name, [...(reports.get(name) ?? []), await lighthouse(new URL(page, address).href)]);
          }
        }
      } finally {
        await close();
        site.remove();
      }
      const scored = [...reports].map(([name, own]) => [name, scoresOf(own)] as const);
      const categories = Object.keys(scored[0]?.[1].scores ?? {});
      report.note(`\n${lessons} lessons`);
      report.table(
        ['page', ...categories, 'FCP ms', 'LCP ms', 'TBT ms', 'CLS'],
        scored.map(([name, { scores, firstPaint, largestPaint, blocking, shift }]) => [
          name,
          ...categories.map((category) => Math.round(scores[category] ?? Number.NaN)),
          Math.round(firstPaint),
          Math.round(largestPaint),
          Math.round(blocking),
          shift,
        ]),
      );
      for (const [name, { losses }] of scored) for (const loss of losses) report.note(`${name}: ${loss}`);
    }
  },
});
