/**
 * Builds one course in a process of its own, as the command line does: `node builder.ts '{"project": …}'`. The last
 * line of its output is the result as JSON.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const { project, ...options } = JSON.parse(process.argv[2] ?? '') as {
  project: string;
  content: string;
  out: string;
  cache?: string;
  base: string;
};
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
process.stdout.write(
  `${JSON.stringify({
    status: result.status,
    rendered: 'rendered' in result ? result.rendered : 0,
    kept: 'kept' in result ? result.kept : 0,
    files: 'files' in result ? result.files : undefined,
    problems: 'checked' in result ? result.checked.diagnostics.map(({ file, code }) => `${file} ${code}`) : [],
  })}\n`,
);
