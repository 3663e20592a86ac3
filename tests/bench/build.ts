import { compare, compared, steps, takingPart } from './sites/compare.ts';
import { generators, noLessons } from './sites/site.ts';
import { tools } from './sites/tools.ts';
import { chosenOf, numbersOf } from './measuring/selection.ts';
import { defineBenchmark } from './report.ts';

export default defineBenchmark({
  name: 'build',
  summary: 'Whole builds of the same lessons by Lectern and other tools, side by side',
  details: `Every round does every step with every tool, one after the other, so that all meet the same machine; the ratio of a
round is what can be trusted, the seconds are this machine’s. A build counts only if all pages are there and the page
shows what was edited. Tools: ${tools.map(({ id }) => id).join(', ')}.
Steps: ${steps.map(({ id }) => id).join(', ')}.`,
  flags: {
    lessons: { type: 'text', value: 'N,…', summary: 'how many lessons (default: 10,1000)' },
    rounds: { type: 'count', value: 'N', summary: 'how often (default: 3)' },
    tools: { type: 'text', value: 'NAME,…', summary: 'these tools alone (default: all that are there)' },
    against: { type: 'text', value: 'NAME', summary: 'the tool whose time counts as 1 (default: the first there is)' },
    steps: { type: 'text', value: 'NAME,…', summary: 'these steps alone (default: all)' },
    peers: {
      type: 'boolean',
      summary: 'install the tools that are npm packages and no dependencies of Lectern, into .lectern/bench-peers',
    },
  },
  examples: [
    ['build --lessons 10 --tools lectern,astro-md --against astro-md', 'a minute'],
    ['build --lessons 1000 --tools hugo,lectern --steps cold,lesson --rounds 5', 'what a change of the build did'],
    ['build --peers', 'everything, about an hour'],
  ],
  async run({ flags }, report) {
    const chosenTools = chosenOf(flags.tools, tools);
    const against = flags.against === undefined ? [] : chosenOf(flags.against, chosenTools);
    const wanted = [...against, ...chosenTools.filter((tool) => !against.includes(tool))];
    const chosen = chosenOf(flags.steps, steps);
    const sizes = numbersOf(flags.lessons, [10, 1000]);
    if (generators === undefined) return report.note(noLessons);
    const present = takingPart(report, wanted, flags.peers);
    report.note('');
    for (const lessons of sizes)
      compared(report, await compare(report, present, lessons, flags.rounds ?? 3, chosen), lessons);
  },
});
