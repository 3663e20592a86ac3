import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lecternRoot } from '../../../src/source/disk-installation.ts';
import { run, type Run } from '../measuring/process.ts';
import type { Tool } from './tools.ts';

/**
 * The folder of the programs that make the lessons to build, where there is one: that of `LECTERN_BENCH_LESSONS`, or
 * `shared/bench` beside the working tree or its parent. See `docs/benchmarks.md`.
 */
export const generators = [process.env['LECTERN_BENCH_LESSONS'] ?? [], '../shared/bench', '../../shared/bench']
  .flat()
  .map((folder) => path.resolve(lecternRoot, folder))
  .find((folder) => existsSync(path.join(folder, 'corpus.mjs')));

/** What a benchmark says that needs the lessons, where they are not. */
export const noLessons =
  'left out: the programs that make the lessons to build are not there (LECTERN_BENCH_LESSONS names their folder)';

/** What can be changed between two builds. */
export type Edited = 'lesson' | 'quiz' | 'course' | 'layout';

/** The generated lessons as a site of one tool, in a folder of its own. */
export class Site {
  readonly tool: Tool;
  readonly lessons: number;
  readonly folder: string;

  /** @throws where the lessons cannot be made. */
  constructor(tool: Tool, lessons: number) {
    this.tool = tool;
    this.lessons = lessons;
    this.folder = path.join(tool.workshop, `${tool.id}-${lessons}`);
    if (generators === undefined) throw new Error(noLessons);
    this.remove();
    const [script, ...rest] = tool.emit(lessons, this.folder);
    const { status, stderr } = spawnSync(process.execPath, [path.join(generators, script), ...rest], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${script} failed: ${stderr}`);
    tool.prepare?.(this.folder);
    if (tool.variant === 'component') withComponents(path.join(this.folder, 'content'));
  }

  /** The folder of the built site. */
  get output(): string {
    return path.join(this.folder, this.tool.output);
  }

  /**
   * Moves away what builds made, so that the next is the first. Not deleted before the end: where thousands of files have
   * just been deleted, some file systems make new ones much more slowly (ext4 looks at each inode that was freed in the
   * last minutes), and the next build would be measured with that.
   */
  forget({ installed }: { readonly installed: boolean } = { installed: false }): void {
    const made = [...this.tool.made, ...(installed ? (this.tool.installed ?? []) : [])].map((name) =>
      path.join(this.folder, name),
    );
    for (const each of made) if (existsSync(each)) this.#moveAway(each);
  }

  #moveAway(made: string): void {
    mkdirSync(this.#attic, { recursive: true });
    renameSync(made, path.join(this.#attic, String(readdirSync(this.#attic).length)));
  }

  get #attic(): string {
    return `${this.folder}-attic`;
  }

  /**
   * Builds, and looks whether it did.
   *
   * @throws where the tool fails, makes too few pages, or a page does not show what was edited last.
   */
  async build(shows?: string): Promise<Run> {
    // What builds before this one wrote is on the disk before it begins, not while it is measured. No matter where there is no `sync`.
    spawnSync('sync');
    const result = await run(this.tool.command(this.folder), this.folder);
    const pages = readdirSync(this.output, { recursive: true }).filter((name) => String(name).endsWith('.html')).length;
    if (pages < this.lessons) throw new Error(`${this.tool.name} made ${pages} pages of ${this.lessons} lessons`);
    if (shows !== undefined && !readFileSync(path.join(this.folder, this.tool.page), 'utf8').includes(shows))
      throw new Error(`${this.tool.name}: the page does not show “${shows}”`);
    return result;
  }

  /** Changes the fifth lesson, its quiz, or what all pages depend on: the course, or how they look. Returns the words that its page must then show. */
  edit(what: Edited, round: number): string {
    const { lesson, quiz, course, layout = course } = this.tool;
    const words = `edited ${what} ${round}`;
    if (what === 'lesson') this.#change(lesson, (text) => `${text}\nHere is the ${words}.\n`);
    else if (what === 'quiz') this.#change(quiz, (text) => text.replace(/prompt(?:: |":)"/, `$&${words}: `));
    else
      this.#change(what === 'course' ? course : layout, (text) =>
        text.replace(/Corpus of|(?<=<title>)\{heading\}|(?<=title: ')Course|(?<=>)Course(?=[ <])/, `$& ${words}`),
      );
    return words;
  }

  remove(): void {
    for (const folder of [this.folder, this.#attic]) rmSync(folder, { recursive: true, force: true });
  }

  #change(file: string, change: (text: string) => string): void {
    const full = path.join(this.folder, file);
    const text = readFileSync(full, 'utf8');
    const changed = change(text);
    if (changed === text) throw new Error(`${file}: nothing to edit`);
    writeFileSync(full, changed);
  }
}

/** Gives every lesson of a course a component of its own course, with a style, around a sentence. */
function withComponents(content: string): void {
  mkdirSync(path.join(content, 'components'));
  writeFileSync(
    path.join(content, 'components/Remark.astro'),
    '---\nconst { by } = Astro.props;\n---\n<aside class="remark"><slot /><footer>{by}</footer></aside>\n<style>\n  .remark { border-inline-start: 3px solid; padding-inline: 1rem; }\n</style>\n',
  );
  const modules = path.join(content, 'modules');
  for (const slug of readdirSync(modules)) {
    const file = path.join(modules, slug, 'lesson.mdx');
    writeFileSync(file, withComponent(readFileSync(file, 'utf8'), slug));
  }
}

/** A lesson that imports the component, and uses it at its end. */
export function withComponent(lesson: string, by: string): string {
  const end = lesson.indexOf('\n---\n', 4) + '\n---\n'.length;
  return `${lesson.slice(0, end)}\nimport Remark from '../../components/Remark.astro';\n${lesson.slice(end)}\n<Remark by="${by}">\n\nWhat *this* lesson shows is true of every server.\n\n</Remark>\n`;
}
