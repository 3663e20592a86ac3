import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { printable } from '../../diagnostics/display.ts';
import { dialects } from '../../import/dialects/index.ts';
import { importFolder, NothingToImport, type ImportResult } from '../../import/import-folder.ts';
import { isId, slugOf } from '../../course/slug.ts';
import { diskFiles } from '../../source/disk.ts';
import { lecternRoot } from '../../source/disk-installation.ts';
import { commandLines } from '../command-line.ts';
import { defineCommand, type ExitStatus } from '../command.ts';
import { namedFolder } from '../content.ts';
import { importReport, importReportJson } from '../import-report.ts';
import { Refusal } from '../refusal.ts';
import { isListed, mathOf, withCategories, withMath } from '../scaffold/course-list.ts';
import { newCourseFile } from '../scaffold/module-files.ts';
import type { Terminal } from '../terminal.ts';
import { createFile, removeCreated, replaceFile } from '../write-file.ts';

export const importLessons = defineCommand({
  name: 'import',
  summary: 'Turn lessons of another tool into modules, and say what is lost and left to decide',
  details:
    'Reads Docusaurus, Starlight, mdBook, VitePress, The Carpentries, MyST, Quarto, TutorialKit, LiaScript and plain Markdown: front matter, blocks, code, tabs, parts, pictures, links and order. Writes new modules and adds them to course.yaml; never overwrites a file, and runs nothing. Status 1 if an error is left, which the report names.',
  operand: { name: 'FOLDER', required: true, summary: 'the folder with the lessons, or one of them' },
  flags: {
    into: {
      type: 'text',
      value: 'DIR',
      summary:
        'where the modules go, such as `content/modules/rust`: one lesson becomes that module, several are named `rust-…`; `content/modules` for names of their own',
    },
    from: {
      type: 'choice',
      choices: dialects.map(({ name }) => name),
      summary: 'the tool the lessons were written for (default: found by itself)',
    },
    'dry-run': { type: 'boolean', summary: 'print the report and write nothing' },
    format: { type: 'choice', choices: ['text', 'json'], summary: 'how to show the report (default: text)' },
  },
  examples: [
    ['import ../old-site --into content/modules', 'every lesson a module'],
    ['import ../book/src --from mdbook --into content/modules/rust --dry-run', 'see first what would become of it'],
  ],
  async run({ operand = '', flags }, terminal): Promise<ExitStatus> {
    const into = placeOf(flags.into, terminal);
    const source = path.resolve(terminal.cwd, operand);
    const stat = statSync(source, { throwIfNoEntry: false });
    if (stat === undefined)
      throw new Refusal(
        `There is no folder \`${operand}\` in ${terminal.cwd}.`,
        'Name the folder that holds the lessons.',
      );
    const root = stat.isDirectory() ? source : path.dirname(source);
    const content = namedFolder(into.content, terminal);
    const courseYaml = path.join(content.full, 'course.yaml');
    const course = existsSync(courseYaml) ? readFileSync(courseYaml, 'utf8') : undefined;
    const taken = diskFiles(content.full)
      .list()
      .flatMap(({ path: entry }) => /^modules\/([^/]+)$/.exec(entry)?.[1] ?? []);
    if (into.name !== undefined && !stat.isDirectory() && taken.includes(into.name)) throw alreadyThere(into.name);
    const hasMath =
      course === undefined ? undefined : (mathOf(course) ?? (hasDollars(content.full) ? false : undefined));
    const result = imported(
      root,
      {
        from: dialects.find(({ name }) => name === flags.from),
        only: stat.isDirectory() ? undefined : path.basename(source),
        name: into.name,
        taken: new Set([...taken, ...(course === undefined ? [] : listedIn(course, taken))]),
        hasMath,
      },
      operand,
    );
    const [first, second] = result.modules;
    if (into.name !== undefined && second === undefined && first !== undefined && first.slug !== into.name)
      throw alreadyThere(into.name);
    const modules = (name: string): string => path.join(content.typed, 'modules', name);
    const written = flags['dry-run'] ? [] : write(result, content.full, root, course);
    terminal.out.write(
      flags.format === 'json'
        ? importReportJson(result)
        : importReport(result, {
            source: operand,
            modules,
            course: path.join(content.typed, 'course.yaml'),
            isWritten: written.length > 0,
            next: commandLines(terminal, content)('validate'),
          }),
    );
    return result.errors.length > 0 ? 1 : 0;
  },
});

interface Place {
  readonly content: string;
  readonly name: string | undefined;
}

/** The content folder and the name in `content/modules/name`. */
function placeOf(into: string | undefined, terminal: Terminal): Place {
  const example = `For example: ${commandLines(terminal)('import ../old-site --into content/modules')}`;
  if (into === undefined) throw new Refusal('`import` needs to know where the modules go.', example);
  const trimmed = into.replace(/[\\/]+$/, '');
  const base = path.basename(trimmed);
  if (base === 'modules') return { content: path.dirname(trimmed), name: undefined };
  if (path.basename(path.dirname(trimmed)) === 'modules') {
    if (isId(base)) return { content: path.dirname(path.dirname(trimmed)), name: base };
    throw new Refusal(
      `\`${printable(base)}\` cannot be a module's name: it is part of an address, so lower-case letters and digits joined by single hyphens.`,
      `Try \`${path.join(path.dirname(trimmed), slugOf(base) || 'lessons')}\`.`,
    );
  }
  if (existsSync(path.resolve(terminal.cwd, trimmed, 'course.yaml')) || base === 'content')
    return { content: trimmed, name: undefined };
  throw new Refusal(
    `\`${printable(into)}\` is no place for modules: they are in \`modules\` of a content folder.`,
    example,
  );
}

const alreadyThere = (name: string): Refusal =>
  new Refusal(`There is a module \`${name}\` already.`, 'Nothing was changed. Choose another name for `--into`.');

/** Whether a course has dollar signs that would become formulas if those were turned on. */
function hasDollars(content: string): boolean {
  const files = diskFiles(content);
  return files.list().some(({ kind, path: file }) => {
    if (kind !== 'file' || !/\.(?:mdx?|ya?ml)$/.test(file)) return false;
    const text = files.read(file);
    return text instanceof Uint8Array && text.includes(0x24) && file !== 'course.yaml';
  });
}

/** Modules that a course lists without having them: their names are taken, too. */
const listedIn = (course: string, taken: readonly string[]): readonly string[] =>
  [...course.matchAll(/[a-z0-9]+(?:-[a-z0-9]+)*/g)].flatMap(([word]) =>
    !taken.includes(word) && isListed(course, word) ? [word] : [],
  );

function imported(root: string, options: Parameters<typeof importFolder>[1], operand: string): ImportResult {
  try {
    return importFolder(diskFiles(root), options);
  } catch (error) {
    if (error instanceof NothingToImport)
      throw new Refusal(
        `\`${printable(operand)}\` has nothing to import: ${error.message}.`,
        'Name the folder with the lessons, and the tool with `--from`.',
      );
    throw error;
  }
}

/** Writes all files, the list of modules last. What was written is taken back if one of them cannot be. */
function write(result: ImportResult, content: string, root: string, course: string | undefined): readonly string[] {
  const groups = Map.groupBy(result.modules, ({ category }) => category.id);
  const categories = [...groups].map(([id, modules]) => ({
    id,
    title: modules[0]?.category.title ?? id,
    modules: modules.map(({ slug }) => slug),
  }));
  // Before anything is written: this can be refused.
  const extended =
    course === undefined ? undefined : withCategories(result.needsMath ? withMath(course) : course, categories);
  const written: string[] = [];
  try {
    for (const [file, source] of result.files) {
      createFile(content, file, 'text' in source ? source.text : readFileSync(path.join(root, source.from)));
      written.push(file);
    }
    if (extended === undefined) {
      createFile(
        content,
        'course.yaml',
        newCourseFile({
          schemas: path.relative(content, path.join(lecternRoot, 'schemas/generated')).split(path.sep).join('/'),
          title: result.title,
          language: result.language,
          hasMath: result.needsMath,
          categories,
        }),
      );
    } else replaceFile(path.join(content, 'course.yaml'), extended, content);
  } catch (error) {
    removeCreated(content, written);
    throw error;
  }
  return written;
}
