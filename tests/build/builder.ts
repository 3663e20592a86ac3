/**
 * Builds courses in a process of its own, as the command line does, all at the same time: `node builder.ts '{"project": …}' …`.
 * The last lines of its output are the results as JSON, one a course.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

interface Order {
  readonly project: string;
  readonly content: string;
  readonly out: string;
  readonly cache?: string;
  readonly base: string;
}

async function buildOne({ project, ...options }: Order): Promise<string> {
  const load = (file: string): Promise<Record<string, never>> =>
    import(pathToFileURL(path.join(project, file)).href) as Promise<Record<string, never>>;
  const { build } = (await load('src/publish/build.ts')) as unknown as typeof import('../../src/publish/build.ts');
  const { ReadMemory } = (await load('src/course/load.ts')) as unknown as typeof import('../../src/course/load.ts');
  const { loadCourse } = (await load('src/lesson/load.ts')) as unknown as typeof import('../../src/lesson/load.ts');
  const { diskFiles } = (await load('src/source/disk.ts')) as unknown as typeof import('../../src/source/disk.ts');

  const result = await build({
    ...options,
    cache: options.cache,
    files: diskFiles(options.content),
    check: (files, onlooker, { reads }) => loadCourse(files, new ReadMemory(reads), onlooker),
    progress: (phase, done, total) => void process.stdout.write(`${phase} ${done}/${total}\n`),
  });
  return JSON.stringify({
    status: result.status,
    rendered: 'rendered' in result ? result.rendered : 0,
    kept: 'kept' in result ? result.kept : 0,
    files: 'files' in result ? result.files : undefined,
    problems: 'checked' in result ? result.checked.diagnostics.map(({ file, code }) => `${file} ${code}`) : [],
  });
}

const orders = process.argv.slice(2).map((text) => JSON.parse(text) as Order);
for (const line of await Promise.all(orders.map(buildOne))) process.stdout.write(`${line}\n`);
