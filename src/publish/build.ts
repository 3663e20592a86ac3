import type { LoadedCourse, Onlooker } from '../course/load.ts';
import type { CourseFiles } from '../source/files.ts';
import { snapshot } from '../source/snapshot.ts';
import { bundlePages, type MdxSources, type PageBundle } from './bundle.ts';
import { Cache } from '../cache/cache.ts';
import type { CheckedBefore } from '../cache/checked.ts';
import { readEngine, siteInputs, type Engine } from '../cache/engine.ts';
import { lockFolder } from '../cache/lock.ts';
import type { MadeSite, Progress } from './make-site.ts';
import { OutsideFiles } from './outside.ts';
import { Output, withoutKeys } from './output.ts';
import { componentsDigest } from './plan.ts';
import { Timings } from './timings.ts';
import { openWorkspace, type Workspace } from '../cache/workspace.ts';

export interface BuildOptions {
  /** The content folder, absolute, and its files. */
  readonly content: string;
  readonly files: CourseFiles;
  /**
   * Reads the course and checks it: a site is built only if nothing it finds is an error. Should tell the onlooker, so that
   * other threads have something to do meanwhile, and may ask what was kept for what an earlier build read and found.
   */
  check(files: CourseFiles, onlooker: Onlooker, before: CheckedBefore): LoadedCourse | Promise<LoadedCourse>;
  /** Where the site goes. Only files that a build wrote there are ever replaced or deleted. */
  readonly out: string;
  /** `/` or `/some/path/`. */
  readonly base: string;
  /** Whether drafts are built, too. */
  readonly drafts?: boolean | undefined;
  /**
   * For what speeds up the next build; may vanish at any time, and may be shared by several courses. Where there is none,
   * everything is made anew, whatever an earlier build left, and nothing is kept for the next.
   */
  readonly cache: string | undefined;
  /** False: nothing of the course is run, so a course with components is not built. */
  readonly components?: boolean;
  /** Told how far a long phase has come, in things done of all things; `total` is 0 where nobody knows. */
  readonly progress?: Progress;
}

export type BuildResult =
  /** Nothing was written: the course has errors, or the site would have. */
  | { readonly status: 'invalid'; readonly checked: LoadedCourse }
  /** Nothing had changed since the last build. */
  | { readonly status: 'unchanged'; readonly timings: Timings }
  | ({ readonly status: 'built'; readonly checked: LoadedCourse; readonly timings: Timings } & MadeSite);

/**
 * Builds the site of a course. The output is the same, byte for byte, whatever was there before; what has not changed
 * is kept instead of made again. A second build into the same folder waits for the first.
 *
 * @throws What the system says where the output folder cannot be written, and what Astro says about a lesson's own
 * component that does not work.
 */
export async function build(options: BuildOptions): Promise<BuildResult> {
  const unlock = await lockFolder(options.out, () => options.progress?.('wait for another build', 0, 0));
  try {
    if (options.cache !== undefined) return await buildAlone(options, new Cache(options.cache));
    const workspace = openWorkspace(undefined);
    return await buildAlone(options, workspace.cache, workspace);
  } finally {
    unlock();
  }
}

/** `empty`: a workspace to build in as if there had been no build before. */
async function buildAlone(options: BuildOptions, cache: Cache, empty?: Workspace): Promise<BuildResult> {
  const { base, content, drafts = false } = options;
  const files = snapshot(options.files);
  const progress: Progress = options.progress ?? (() => undefined);
  const timings = new Timings((phase) => progress(phase, 0, 0));
  const output = new Output(options.out, cache);
  const before = empty === undefined ? output.manifest() : withoutKeys(output.manifest());
  const outside = new OutsideFiles(cache, content);
  // With and without components are two sites, also where nothing else has changed.
  const inputsNow = (engine: Engine): string =>
    siteInputs(engine, { base, drafts }, files, outside) + (options.components === false ? ' without components' : '');
  const { engine, inputs, intact } = await timings.measure('look for changes', () => {
    const engine = readEngine();
    return { engine, inputs: inputsNow(engine), intact: output.intact(before) };
  });
  if (before.inputs === inputs && intact.size === Object.keys(before.files).length) {
    cache.save();
    return { status: 'unchanged', timings };
  }

  const workspace = empty ?? openWorkspace(cache);
  const stop = new AbortController();
  try {
    const bundle = (mdx: MdxSources): Promise<PageBundle> => {
      if (mdx.size > 0 && options.components === false)
        throw new Error('the check let components pass, which this build must not run');
      return timings.beside('bundle', () =>
        bundlePages({
          engine: engine.all,
          base,
          content,
          mdx,
          components: componentsDigest(files, mdx),
          cache: workspace.cache,
          compiled: workspace.compiled,
          signal: stop.signal,
        }),
      );
    };
    // Most courses bring no components of their own: their pages can be bundled while the course is read.
    const early = options.components !== false && mayImport(files) ? undefined : bundle(new Map());
    early?.catch(() => undefined); // heard of when somebody waits for it

    const { describeCourse, makeSite, readCourse, withDead } = await timings.measure(
      'load the renderer',
      () => import('./make-site.ts'),
    );
    const common = { files, base, drafts, workspace, engine, signal: stop.signal, timings };
    const { checked, valid, colours } = await readCourse({ ...common, check: options.check });
    if (valid === undefined) return { status: 'invalid', checked };

    const made = await makeSite({
      ...common,
      ...(await describeCourse(valid, {
        ...common,
        colours,
        published: (file) => (intact.has(file) ? before.files[file] : undefined),
      })),
      course: valid,
      output,
      before,
      inputs(bundled) {
        outside.learn(bundled);
        return inputsNow(engine);
      },
      intact,
      colours,
      bundle: (mdx) => (mdx.size === 0 ? early : undefined) ?? bundle(mdx),
      progress,
    });
    if ('dead' in made) return { status: 'invalid', checked: withDead(checked, made) };
    return { status: 'built', checked, ...made, timings };
  } finally {
    stop.abort();
    workspace.close();
  }
}

/** Whether any lesson looks as if it brought components; a wrong guess only costs time. */
function mayImport(files: CourseFiles): boolean {
  return files.list().some(({ path, kind }) => {
    if (kind === 'folder' || !path.endsWith('.mdx')) return false;
    const bytes = files.read(path);
    return bytes instanceof Uint8Array && /^import\s/m.test(Buffer.from(bytes).toString('latin1'));
  });
}
