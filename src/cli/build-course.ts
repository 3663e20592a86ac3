import { diskFiles } from '../source/disk.ts';
import type { BuildOptions, BuildResult } from '../publish/build.ts';

/** What `lectern build` and the API's `build` have in common: the check, loaded only when it is needed. */
export type CourseBuild = Omit<BuildOptions, 'check' | 'files'> & { readonly files?: BuildOptions['files'] };

/** Checks a course as `lectern validate` does, and builds its site. Throws what `publish/build.ts` throws. */
export async function buildCourse({ files, ...options }: CourseBuild): Promise<BuildResult> {
  const { build } = await import('../publish/build.ts');
  return build({
    ...options,
    files: files ?? diskFiles(options.content),
    // Rules and dictionaries are slow to load, and a build without changes does not need them.
    check: async (read, onlooker, before) =>
      (await import('./checker.ts')).makeChecker({
        patience: 'never',
        components: options.components !== false,
        ...before,
      })(read, undefined, onlooker),
  });
}
