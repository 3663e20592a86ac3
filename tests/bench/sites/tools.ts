import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { version } from '../../../src/cli/package.ts';
import { lecternRoot } from '../../../src/source/disk-installation.ts';
import { copyLectern } from '../../lectern-copy.ts';
import { hasPeer, peerFolder, peerVersion, type Peer } from './peers.ts';

/** Something that makes a site of the generated lessons. Paths are relative to the site's folder. */
export interface Tool {
  /** What is typed after `--tools`. */
  readonly id: string;
  readonly name: string;
  /** The package it needs installed, where it is no dependency of Lectern. */
  readonly peer?: Peer;
  /** Why it cannot take part. */
  missing(): string | undefined;
  version(): string;
  /** The program in the folder of generators, and its arguments. */
  emit(lessons: number, folder: string): readonly [script: string, ...string[]];
  /** What is done to the lessons after that. */
  readonly variant?: 'component';
  /** Puts what else it needs into the site's folder. */
  prepare?(folder: string): void;
  /** Folder that sites of this tool must lie in, to find its packages. */
  readonly workshop: string;
  command(folder: string): readonly [string, ...string[]];
  /** Output and caches: all that a first build does not have. */
  readonly made: readonly string[];
  /** What the first build of an installation makes for all later ones, whatever the course. */
  readonly installed?: readonly string[];
  /** Where the pages go. */
  readonly output: string;
  /** The fifth lesson: its text, its quiz, its page, and its address in the site. */
  readonly lesson: string;
  readonly quiz: string;
  readonly page: string;
  readonly address: string;
  /** What every page depends on: the course's name, or the layout. */
  readonly course: string;
  /** The layout, where that is another file. */
  readonly layout?: string;
}

const workshop = path.join(lecternRoot, '.lectern/bench');
const nothing = (): undefined => undefined;

const lectern = (kind: 'md' | 'mdx', variant?: 'component'): Tool => ({
  id: variant === undefined ? (kind === 'md' ? 'lectern' : 'lectern-mdx') : 'lectern-mdx-component',
  name: variant === undefined ? `Lectern .${kind}` : 'Lectern .mdx, a component in each',
  missing: nothing,
  version,
  emit: (lessons, folder) => ['emit-lectern.mjs', String(lessons), path.join(folder, 'content'), kind],
  ...(variant === undefined ? {} : { variant }),
  // An installation of its own, whose layout can be edited, and which has not built anything yet.
  prepare: (folder) => copyLectern(path.join(folder, 'lectern')),
  workshop,
  command: (folder) => [
    process.execPath,
    path.join(folder, 'lectern/src/cli/lectern.mjs'),
    'build',
    '--content',
    path.join(folder, 'content'),
    '--out',
    path.join(folder, 'dist'),
    '--cache',
    path.join(folder, 'cache'),
  ],
  made: ['dist', 'cache'],
  installed: ['lectern/.lectern'],
  output: 'dist',
  lesson: `content/modules/l0005/lesson.${kind}`,
  quiz: 'content/modules/l0005/quiz.yaml',
  page: 'dist/modules/l0005/index.html',
  address: 'modules/l0005/',
  course: 'content/course.yaml',
  layout: 'lectern/src/layouts/BaseLayout.astro',
});

const astroVersion = (): string =>
  (
    JSON.parse(readFileSync(path.join(lecternRoot, 'node_modules/astro/package.json'), 'utf8')) as {
      readonly version: string;
    }
  ).version;

const astro = (kind: 'md' | 'mdx'): Tool => ({
  id: `astro-${kind}`,
  name: `Astro .${kind}`,
  missing: nothing,
  version: astroVersion,
  emit: (lessons, folder) => ['emit-astro.mjs', kind, String(lessons), folder],
  workshop,
  command: () => [process.execPath, path.join(lecternRoot, 'node_modules/astro/bin/astro.mjs'), 'build'],
  made: ['dist', '.astro', 'node_modules'],
  output: 'dist',
  lesson: `src/content/lessons/l0005.${kind}`,
  quiz: 'src/content/quizzes/l0005.yaml',
  page: 'dist/l0005/index.html',
  address: 'l0005/',
  course: 'src/layouts/Lesson.astro',
});

/** A tool that comes as an npm package and is installed only on demand. */
const peer = (
  tool: Pick<Tool, 'name' | 'made' | 'output' | 'lesson' | 'quiz' | 'page' | 'address' | 'course'> & {
    readonly peer: Peer;
    readonly run: readonly [script: string, ...string[]];
  },
): Tool => ({
  ...tool,
  id: tool.peer,
  missing: () => (hasPeer(tool.peer) ? undefined : 'left out, it is not installed (`--peers` installs it)'),
  version: () => peerVersion(tool.peer),
  emit: (lessons, folder) => ['emit-others.mjs', tool.peer, String(lessons), folder],
  workshop: path.join(peerFolder(tool.peer), 'sites'),
  command: () => [
    process.execPath,
    path.join(peerFolder(tool.peer), 'node_modules', tool.run[0]),
    ...tool.run.slice(1),
  ],
});

/** Everything that can be compared, in the order of tables: the first that takes part is what the others are measured by. */
export const tools: readonly Tool[] = [
  {
    id: 'hugo',
    name: 'Hugo',
    missing: () =>
      spawnSync('hugo', ['version']).status === 0 ? undefined : 'left out, there is no `hugo` on the path',
    version: () =>
      /v[\d.]+\S*/.exec(spawnSync('hugo', ['version'], { encoding: 'utf8' }).stdout)?.[0] ?? 'unknown version',
    emit: (lessons, folder) => ['emit-others.mjs', 'hugo', String(lessons), folder],
    workshop,
    command: () => ['hugo', '--quiet'],
    made: ['public', 'resources', '.hugo_build.lock'],
    output: 'public',
    lesson: 'content/m001/l0005.md',
    quiz: 'data/quizzes/l0005.yaml',
    page: 'public/m001/l0005/index.html',
    address: 'm001/l0005/',
    course: 'layouts/_default/single.html',
  },
  lectern('md'),
  lectern('mdx'),
  lectern('mdx', 'component'),
  astro('md'),
  astro('mdx'),
  peer({
    name: 'Starlight',
    peer: 'starlight',
    run: ['astro/bin/astro.mjs', 'build'],
    made: ['dist', '.astro', 'node_modules'],
    output: 'dist',
    lesson: 'src/content/docs/m001/l0005.mdx',
    quiz: 'src/content/quizzes/l0005.yaml',
    page: 'dist/m001/l0005/index.html',
    address: 'm001/l0005/',
    course: 'astro.config.mjs',
  }),
  peer({
    name: 'VitePress',
    peer: 'vitepress',
    run: ['vitepress/bin/vitepress.js', 'build'],
    made: ['.vitepress/dist', '.vitepress/cache'],
    output: '.vitepress/dist',
    lesson: 'm001/l0005.md',
    quiz: 'm001/l0005.md',
    page: '.vitepress/dist/m001/l0005.html',
    address: 'm001/l0005.html',
    course: '.vitepress/config.mjs',
  }),
  peer({
    name: 'Eleventy',
    peer: 'eleventy',
    run: ['@11ty/eleventy/cmd.cjs', '--quiet'],
    made: ['_site'],
    output: '_site',
    lesson: 'src/lessons/l0005.md',
    quiz: 'quizzes/l0005.yaml',
    page: '_site/l0005/index.html',
    address: 'l0005/',
    course: 'src/_includes/lesson.njk',
  }),
];
