import { cpus, availableParallelism } from 'node:os';
import type { Run } from '../measuring/process.ts';
import { ratioOf, sampleOf, type Report } from '../report.ts';
import { installPeer } from './peers.ts';
import { Site, type Edited } from './site.ts';
import type { Tool } from './tools.ts';

/** One thing that is built again and again, and timed. */
export interface Step {
  readonly id: string;
  readonly name: string;
  /** What is changed before; undefined: nothing. */
  readonly edits?: Edited;
  /** Whether everything that earlier builds left is taken away before. */
  readonly fromNothing?: true;
  /** Whether what the first build of an installation leaves is taken away as well. */
  readonly ofInstallation?: true;
}

export const steps: readonly Step[] = [
  { id: 'first', name: 'cold, first of the installation', fromNothing: true, ofInstallation: true },
  { id: 'cold', name: 'cold', fromNothing: true },
  { id: 'unchanged', name: 'unchanged' },
  { id: 'lesson', name: 'one lesson edited', edits: 'lesson' },
  { id: 'quiz', name: 'one quiz edited', edits: 'quiz' },
  { id: 'course', name: 'course edited', edits: 'course' },
  { id: 'layout', name: 'layout edited', edits: 'layout' },
];

/** Everything that was timed, in rounds. */
export type Runs = ReadonlyMap<Step, ReadonlyMap<Tool, readonly Run[]>>;

/** Says which tools take part in which version, and why others do not; installs those that are missing where `install` says so. */
export function takingPart(report: Report, wanted: readonly Tool[], install: boolean): readonly Tool[] {
  if (install) for (const { peer } of wanted) if (peer !== undefined) installPeer(peer);
  report.note(
    `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} threads, Node.js ${process.version}`,
  );
  return wanted.filter((tool) => {
    const missing = tool.missing();
    report.note(`${tool.name}: ${missing ?? tool.version()}`);
    return missing === undefined;
  });
}

/**
 * Builds the same lessons with several tools, side by side: in every round each step is done by each tool, one after
 * the other, so that all of them meet the same machine. Steps follow one another: what is “unchanged” is what the
 * step before left. A tool that fails is left out from then on, and said to be.
 */
export async function compare(
  report: Report,
  tools: readonly Tool[],
  lessons: number,
  rounds: number,
  chosen: readonly Step[],
): Promise<Runs> {
  const runs = new Map<Step, Map<Tool, Run[]>>();
  const failed = new Set<Tool>();
  const sites = new Map<Tool, Site>();
  const attempt = async (tool: Tool, work: () => Promise<void> | void): Promise<void> => {
    if (failed.has(tool)) return;
    try {
      await work();
    } catch (error) {
      failed.add(tool);
      report.note(`${tool.name} is left out from here on: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const all = rounds * chosen.length * tools.length;
  let done = 0;
  for (const tool of tools) await attempt(tool, () => void sites.set(tool, new Site(tool, lessons)));
  // There must be something that later builds can be built upon, be it what the first build of an installation leaves.
  if (chosen[0]?.ofInstallation !== true)
    for (const [tool, site] of sites) await attempt(tool, async () => void (await site.build()));
  for (let round = 1; round <= rounds; round++) {
    for (const step of chosen) {
      for (const [tool, site] of sites) {
        report.doing(`${lessons} lessons, ${step.name}, ${tool.name}`, done++, all);
        await attempt(tool, async () => {
          if (step.fromNothing === true) site.forget({ installed: step.ofInstallation === true });
          const shows = step.edits === undefined ? undefined : site.edit(step.edits, round);
          const byTool = runs.get(step) ?? new Map<Tool, Run[]>();
          runs.set(step, byTool.set(tool, [...(byTool.get(tool) ?? []), await site.build(shows)]));
        });
      }
    }
  }
  for (const site of sites.values()) site.remove();
  return runs;
}

/** The table of a comparison: seconds, and ratios to the first tool in the same round. */
export function compared(report: Report, runs: Runs, lessons: number): void {
  report.note(`${lessons} lessons: seconds, and how many times as long as ${firstOf(runs)} took in the same round`);
  report.table(
    [
      'what',
      'tool',
      'runs',
      'median s',
      'from',
      'to',
      'times',
      'from',
      'to',
      'CPU s',
      'CPU times',
      'peak MiB',
      'others %',
    ],
    [...runs].flatMap(([step, byTool]) => {
      const [first = []] = byTool.values();
      return [...byTool].map(([tool, own]) => {
        const seconds = sampleOf(own.map(({ milliseconds }) => milliseconds / 1000));
        const ratio = ratioOf(
          own.map(({ milliseconds }) => milliseconds),
          first.map(({ milliseconds }) => milliseconds),
        );
        const cpuSeconds = (all: readonly Run[]): readonly number[] =>
          all.map(({ cpuMilliseconds }) => (cpuMilliseconds ?? Number.NaN) / 1000);
        const cpu = sampleOf(cpuSeconds(own));
        const cpuRatio = ratioOf(cpuSeconds(own), cpuSeconds(first));
        const peak = Math.max(...own.map(({ mebibytes }) => mebibytes ?? Number.NaN));
        const others = sampleOf(own.map(({ others }) => (others ?? Number.NaN) * 100));
        return [
          step.name,
          tool.name,
          own.length,
          seconds.median,
          seconds.lowest,
          seconds.highest,
          ratio.median,
          ratio.lowest,
          ratio.highest,
          cpu.median,
          cpuRatio.median,
          Math.round(peak),
          Math.round(others.median),
        ];
      });
    }),
  );
}

function firstOf(runs: Runs): string {
  const [byTool] = runs.values();
  const [tool] = byTool?.keys() ?? [];
  return tool?.name ?? 'the first';
}
