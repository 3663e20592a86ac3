import { serve } from '../../src/cli/serve.ts';
import { ensureChromium, launchChromium } from '../chromium.ts';
import { kinds, weighPage, type PageWeight } from './measuring/page-weight.ts';
import { chosenOf, numbersOf } from './measuring/selection.ts';
import { defineBenchmark } from './report.ts';
import { takingPart } from './sites/compare.ts';
import { generators, noLessons, Site } from './sites/site.ts';
import { tools, type Tool } from './sites/tools.ts';

export default defineBenchmark({
  name: 'pages',
  summary: 'What one lesson page weighs, by kind, and how that grows with the course',
  details: `All that a first visitor’s Chromium (1280 x 900) fetches until it is idle, without the favicon, in KiB: as it is, and by Brotli
at its best. Inline scripts and styles are part of the HTML, too. The last table compares each size with the first.`,
  flags: {
    lessons: { type: 'text', value: 'N,…', summary: 'how many lessons (default: 100,1000)' },
    tools: { type: 'text', value: 'NAME,…', summary: 'which tools (default: lectern,astro-md,starlight,vitepress)' },
    peers: {
      type: 'boolean',
      summary: 'install the tools that are npm packages and no dependencies of Lectern, into .lectern/bench-peers',
    },
  },
  examples: [['pages --lessons 100 --tools lectern,hugo', 'two tools, a few seconds']],
  async run({ flags }, report) {
    const wanted = chosenOf(flags.tools ?? 'lectern,astro-md,starlight,vitepress', tools);
    const sizes = numbersOf(flags.lessons, [100, 1000]);
    if (generators === undefined) return report.note(noLessons);
    const present = takingPart(report, wanted, flags.peers);
    const weights: (readonly [tool: Tool, lessons: number, weight: PageWeight])[] = [];
    ensureChromium();
    const browser = await launchChromium();
    try {
      for (const lessons of sizes) {
        for (const tool of present) {
          report.doing(`${lessons} lessons, ${tool.name}`);
          const site = new Site(tool, lessons);
          await site.build();
          const { address, close } = await serve({ folder: site.output, base: '/', port: 0, otherPort: String });
          weights.push([tool, lessons, await weighPage(browser, new URL(tool.address, address).href)]);
          await close();
          site.remove();
        }
      }
    } finally {
      await browser.close();
    }
    report.note('\nKiB, as it is / by Brotli');
    report.table(
      ['tool', 'lessons', 'requests', ...kinds, 'total', 'inline JS', 'inline CSS', 'other hosts'],
      weights.map(([tool, lessons, { requests, byKind, total, inlineScripts, inlineStyles, elsewhere }]) => [
        tool.name,
        lessons,
        requests,
        ...[...kinds.map((kind) => byKind[kind]), total].map(
          ({ raw, brotli }) => `${kibibytes(raw)} / ${kibibytes(brotli)}`,
        ),
        inlineScripts / 1024,
        inlineStyles / 1024,
        elsewhere.length,
      ]),
    );
    const [first] = sizes;
    if (sizes.length < 2) return;
    report.note(`With as many lessons, times what it weighs with ${first}, by Brotli`);
    report.table(
      ['tool', 'lessons', 'HTML', 'JS', 'total'],
      weights.flatMap(([tool, lessons, weight]) => {
        const small = weights.find(([other, size]) => other === tool && size === first)?.[2];
        if (lessons === first || small === undefined) return [];
        const scripts = small.byKind.JS.brotli === 0 ? 'none' : weight.byKind.JS.brotli / small.byKind.JS.brotli;
        return [
          [
            tool.name,
            lessons,
            weight.byKind.HTML.brotli / small.byKind.HTML.brotli,
            scripts,
            weight.total.brotli / small.total.brotli,
          ],
        ];
      }),
    );
  },
});

function kibibytes(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}
