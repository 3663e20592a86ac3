import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sampleOf, type Report, type Sample } from './report.ts';

/**
 * Whole builds of the same lessons, side by side: every round runs each tool once, one after the other, so that all of
 * them meet the same machine. “cold” has no output and no cache, “unchanged” is the same command again. Tools that are
 * not installed are left out, and said to be.
 */
export default async function build(report: Report): Promise<void> {
  const generators = ['../shared/bench', '../../shared/bench'].map((folder) => path.join(root, folder)).find((folder) => existsSync(path.join(folder, 'corpus.mjs')));
  if (generators === undefined) {
    report.note('skipped: the lessons to build are made by ../shared/bench, which is not there');
    return;
  }
  report.note(`${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} threads, Node.js ${process.version}`);
  const present = tools.filter((tool) => {
    const missing = tool.missing();
    report.note(missing === undefined ? `${tool.name}: ${tool.version()}` : `${tool.name}: skipped, ${missing}`);
    return missing === undefined;
  });
  report.note('');
  for (const [lessons, rounds] of [[10, 3], [1000, 3]] as const) await compare(report, present, generators, lessons, rounds);
  await growth(report, generators);
  rmSync(workshop, { recursive: true, force: true });
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const workshop = path.join(root, '.lectern/bench');

interface Tool {
  readonly name: string;
  /** Why it cannot take part. */
  missing(): string | undefined;
  version(): string;
  /** The generator in ../shared/bench and its arguments. */
  emit(lessons: number, folder: string): readonly string[];
  /** What builds the site in `folder`. */
  command(folder: string): readonly [string, ...string[]];
  /** Output and caches, relative to the folder. */
  readonly made: readonly string[];
  readonly lesson: string;
  readonly quiz: string;
  /** What the whole course depends on. */
  readonly course: string;
}

const packageVersion = (name: string): string => (JSON.parse(readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
const installed = (name: string): string | undefined => (existsSync(path.join(root, 'node_modules', name, 'package.json')) ? undefined : `the package ${name} is not installed`);

const astro = (kind: 'md' | 'mdx'): Tool => ({
  name: `Astro .${kind}`,
  missing: () => installed('astro'),
  version: () => packageVersion('astro'),
  emit: (lessons, folder) => ['emit-astro.mjs', kind, String(lessons), folder],
  command: (folder) => [process.execPath, path.join(root, 'node_modules/astro/bin/astro.mjs'), 'build', '--root', folder],
  made: ['dist', '.astro', 'node_modules'],
  lesson: `src/content/lessons/l0005.${kind}`,
  quiz: 'src/content/quizzes/l0005.yaml',
  course: 'src/layouts/Lesson.astro',
});

/** A tool of ../shared/bench that comes as an npm package. */
const peer = (name: string, packageName: string, kind: string, bin: readonly string[], made: readonly string[], lesson: string, quiz: string, course: string): Tool => ({
  name,
  missing: () => installed(packageName),
  version: () => packageVersion(packageName),
  emit: (lessons, folder) => ['emit-others.mjs', kind, String(lessons), folder],
  command: () => [process.execPath, path.join(root, 'node_modules', packageName, bin[0] ?? ''), ...bin.slice(1)],
  made,
  lesson,
  quiz,
  course,
});

const lectern = (kind: 'md' | 'mdx'): Tool => ({
  name: kind === 'md' ? 'Lectern' : 'Lectern .mdx',
  missing: () => undefined,
  version: () => packageJson().version,
  emit: (lessons, folder) => ['emit-lectern.mjs', String(lessons), path.join(folder, 'content'), kind],
  command: (folder) => [process.execPath, path.join(root, 'tests/bench/build-lectern.ts'), folder],
  made: ['dist', 'cache'],
  lesson: `content/modules/l0005/lesson.${kind}`,
  quiz: 'content/modules/l0005/quiz.yaml',
  course: 'content/course.yaml',
});

const packageJson = (): { version: string } => JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };

const tools: readonly Tool[] = [
  {
    name: 'Hugo',
    missing: () => (spawnSync('hugo', ['version']).status === 0 ? undefined : 'there is no `hugo` on the path'),
    version: () => /v[\d.]+\S*/.exec(spawnSync('hugo', ['version'], { encoding: 'utf8' }).stdout)?.[0] ?? 'unknown version',
    emit: (lessons, folder) => ['emit-others.mjs', 'hugo', String(lessons), folder],
    command: () => ['hugo', '--quiet'],
    made: ['public', 'resources', '.hugo_build.lock'],
    lesson: 'content/m001/l0005.md',
    quiz: 'data/quizzes/l0005.yaml',
    course: 'config.toml',
  },
  lectern('md'),
  lectern('mdx'),
  astro('md'),
  astro('mdx'),
  peer('Starlight', '@astrojs/starlight', 'starlight', ['../../astro/bin/astro.mjs', 'build'], ['dist', '.astro'], 'src/content/docs/m001/l0005.mdx', 'src/content/quizzes/l0005.yaml', 'astro.config.mjs'),
  peer('VitePress', 'vitepress', 'vitepress', ['bin/vitepress.js', 'build'], ['.vitepress/dist', '.vitepress/cache'], 'm001/l0005.md', 'm001/l0005.md', '.vitepress/config.mjs'),
  peer('Eleventy', '@11ty/eleventy', 'eleventy', ['cmd.cjs', '--quiet'], ['_site'], 'src/lessons/l0005.md', 'quizzes/l0005.yaml', 'src/_includes/lesson.njk'),
];

interface Run {
  readonly milliseconds: number;
  /** Largest resident size of its largest process, where the system says. */
  readonly mebibytes: number | undefined;
}

async function compare(report: Report, present: readonly Tool[], generators: string, lessons: number, rounds: number): Promise<void> {
  const folders = new Map(present.map((tool) => [tool, emit(tool, generators, lessons)]));
  const runs = new Map<string, Map<Tool, Run[]>>();
  const measure = async (what: string, tool: Tool): Promise<void> => {
    const run = await timed(tool.command(folders.get(tool) ?? ''), folders.get(tool) ?? '');
    const byTool = runs.get(what) ?? new Map<Tool, Run[]>();
    byTool.set(tool, [...(byTool.get(tool) ?? []), run]);
    runs.set(what, byTool);
  };
  for (let round = 1; round <= rounds; round++) {
    for (const tool of present) {
      const folder = folders.get(tool) ?? '';
      for (const made of tool.made) rmSync(path.join(folder, made), { recursive: true, force: true });
      await measure('cold', tool);
    }
    for (const tool of present) await measure('unchanged', tool);
    for (const tool of present) {
      edit(path.join(folders.get(tool) ?? '', tool.lesson), (text) => `${text}\nEdited in round ${round}.\n`);
      await measure('one lesson edited', tool);
    }
    for (const tool of present) {
      edit(path.join(folders.get(tool) ?? '', tool.quiz), (text) => text.replace(/prompt(: |":")"?/, `$&Round ${round}. `));
      await measure('one quiz edited', tool);
    }
    for (const tool of present) {
      edit(path.join(folders.get(tool) ?? '', tool.course), (text) => text.replace(/Corpus of|Course|Skip to content/, `$& ${round}`));
      await measure('course or layout edited', tool);
    }
  }
  report.note(`${lessons} lessons, ${rounds} rounds: seconds, and as a ratio to ${present[0]?.name ?? ''} in the same round`);
  report.table(
    ['what', 'tool', 'median s', 'from', 'to', 'ratio', 'from', 'to', 'peak MiB'],
    [...runs].flatMap(([what, byTool]) =>
      [...byTool].map(([tool, own]) => {
        const seconds = sampleOf(own.map(({ milliseconds }) => milliseconds / 1000));
        const ratio = ratios(own, byTool.get(present[0] ?? tool) ?? own);
        const peak = Math.max(...own.map(({ mebibytes }) => mebibytes ?? Number.NaN));
        return [what, tool.name, seconds.median, seconds.lowest, seconds.highest, ratio.median, ratio.lowest, ratio.highest, Math.round(peak)];
      }),
    ),
  );
}

/** How time and memory grow with the course. */
async function growth(report: Report, generators: string): Promise<void> {
  const rows: number[][] = [];
  for (const lessons of [1000, 5000]) {
    const tool = lectern('md');
    const folder = emit(tool, generators, lessons);
    const cold = await timed(tool.command(folder), folder);
    const again = await timed(tool.command(folder), folder);
    rows.push([lessons, cold.milliseconds / 1000, cold.milliseconds / lessons, cold.mebibytes ?? Number.NaN, again.milliseconds / 1000]);
  }
  report.note('Growth, one run each');
  report.table(['lessons', 'cold s', 'ms a lesson', 'peak MiB', 'unchanged s'], rows);
}

function ratios(own: readonly Run[], first: readonly Run[]): Sample {
  return sampleOf(own.map(({ milliseconds }, round) => milliseconds / (first[round]?.milliseconds ?? Number.NaN)));
}

function emit(tool: Tool, generators: string, lessons: number): string {
  const folder = path.join(workshop, `${tool.name.replace(/\W+/g, '-').toLowerCase()}-${lessons}`);
  rmSync(folder, { recursive: true, force: true });
  const [script = '', ...rest] = tool.emit(lessons, folder);
  const { status, stderr } = spawnSync(process.execPath, [path.join(generators, script), ...rest], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${script} failed: ${stderr}`);
  return folder;
}

function edit(file: string, change: (text: string) => string): void {
  const text = readFileSync(file, 'utf8');
  const changed = change(text);
  if (changed === text) throw new Error(`${file}: nothing to edit`);
  writeFileSync(file, changed);
}

/** Runs a command to its end; a tool that fails ends the benchmark. */
async function timed([command, ...rest]: readonly [string, ...string[]], cwd: string): Promise<Run> {
  const start = performance.now();
  const child = spawn(command, rest, { cwd, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' } });
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += String(chunk)));
  let peak: number | undefined;
  const look = setInterval(() => {
    for (const pid of familyOf(child.pid ?? 0)) peak = Math.max(peak ?? 0, residentPeak(pid) ?? 0);
  }, 100);
  const status = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(look);
  if (status !== 0) throw new Error(`${command} ${rest.join(' ')} ended with ${String(status)}\n${complaint}`);
  return { milliseconds: performance.now() - start, mebibytes: peak };
}

/** A process and those it started, where the system has `/proc`. */
function familyOf(pid: number): readonly number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number));
    return [pid, ...children.flatMap(familyOf)];
  } catch {
    return [];
  }
}

function residentPeak(pid: number): number | undefined {
  try {
    const kibibytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
  } catch {
    return undefined;
  }
}
