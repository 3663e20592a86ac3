import { chosenOf, numbersOf } from './measuring/selection.ts';
import { sampleOf, defineBenchmark } from './report.ts';
import { compare, steps, takingPart, type Runs } from './sites/compare.ts';
import { generators, noLessons } from './sites/site.ts';
import { tools } from './sites/tools.ts';

export default defineBenchmark({
  name: 'growth',
  summary: 'How time and memory of a build grow with the course',
  details:
    'Linear is: as many milliseconds a lesson however many there are. The last three columns compare each size with the first.',
  flags: {
    lessons: { type: 'text', value: 'N,…', summary: 'how many lessons (default: 1000,5000)' },
    rounds: { type: 'count', value: 'N', summary: 'how often (default: 3)' },
    tools: { type: 'text', value: 'NAME,…', summary: 'which tools (default: lectern)' },
    steps: { type: 'text', value: 'NAME,…', summary: 'which steps (default: cold,unchanged,lesson)' },
  },
  examples: [['growth --lessons 250,500,1000,2000 --rounds 1', 'where a bend is']],
  async run({ flags }, report) {
    const chosen = chosenOf(flags.steps ?? 'cold,unchanged,lesson', steps);
    const wanted = chosenOf(flags.tools ?? 'lectern', tools);
    const sizes = numbersOf(flags.lessons, [1000, 5000]);
    if (generators === undefined) return report.note(noLessons);
    const present = takingPart(report, wanted, false);
    report.note('');
    const measured: { readonly lessons: number; readonly runs: Runs }[] = [];
    for (const lessons of sizes)
      measured.push({ lessons, runs: await compare(report, present, lessons, flags.rounds ?? 3, chosen) });
    report.table(
      [
        'what',
        'tool',
        'lessons',
        'median s',
        'from',
        'to',
        'ms a lesson',
        'CPU ms a lesson',
        'peak MiB',
        'time a lesson',
        'CPU a lesson',
        'memory',
      ],
      chosen.flatMap((step) =>
        present.flatMap((tool) => {
          const bySize = measured.flatMap(({ lessons, runs }) => {
            const own = runs.get(step)?.get(tool);
            if (own === undefined) return [];
            const seconds = sampleOf(own.map(({ milliseconds }) => milliseconds / 1000));
            const cpu = sampleOf(own.map(({ cpuMilliseconds }) => (cpuMilliseconds ?? Number.NaN) / lessons)).median;
            return [
              {
                lessons,
                seconds,
                cpu,
                each: (seconds.median * 1000) / lessons,
                memory: sampleOf(own.map(({ mebibytes }) => mebibytes ?? Number.NaN)).median,
              },
            ];
          });
          const [first] = bySize;
          return bySize.map(({ lessons, seconds, each, cpu, memory }) => [
            step.name,
            tool.name,
            lessons,
            seconds.median,
            seconds.lowest,
            seconds.highest,
            each,
            cpu,
            Math.round(memory),
            each / (first?.each ?? Number.NaN),
            cpu / (first?.cpu ?? Number.NaN),
            memory / (first?.memory ?? Number.NaN),
          ]);
        }),
      ),
    );
  },
});
