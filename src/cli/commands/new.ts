import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { id as idSchema } from '../../../schemas/primitives.ts';
import { asId } from '../../course/slug.ts';
import { commandLines, type CommandLine } from '../command-line.ts';
import { defineCommand, type ExitStatus } from '../command.ts';
import { namedFolder } from '../content.ts';
import { lecternRoot } from '../../source/disk-installation.ts';
import { Refusal } from '../refusal.ts';
import { addModule, categoriesOf, isListed, type ListedCategory } from '../scaffold/course-list.ts';
import { courseFile, lessonFile, quizFile } from '../scaffold/module-files.ts';
import type { Terminal } from '../terminal.ts';
import { createFile, replaceFile } from '../write-file.ts';

export const newModule = defineCommand({
  name: 'new',
  summary: 'Begin a module: a lesson and a quiz that are sound and teach the format by themselves',
  details:
    'Adds it to course.yaml, comments and all; in a folder without one, begins a course. Never overwrites a file. What is missing is asked for at a terminal.',
  operand: {
    name: 'SLUG',
    required: false,
    summary: 'the name of its folder, part of its address for ever, such as `how-dns-works`',
  },
  flags: {
    title: { type: 'text', value: 'TEXT', summary: 'the title readers see' },
    category: {
      type: 'text',
      value: 'ID',
      summary: 'the category of course.yaml it belongs to (default: the only one)',
    },
    content: { type: 'text', value: 'DIR', summary: 'the content folder (default: content)' },
  },
  examples: [['new how-dns-works --title "How Does a Name Become an Address?"', 'content/modules/how-dns-works/']],
  async run({ operand, flags }, terminal): Promise<ExitStatus> {
    const named = namedFolder(flags.content, terminal);
    const { typed, full: content } = named;
    const commandLine = commandLines(terminal, named);
    const title =
      flags.title ??
      (await asked(
        'Title',
        'a title',
        'new how-dns-works --title "How Does a Name Become an Address?"',
        terminal,
        commandLine,
      ));
    const slug = wellFormed(
      operand ??
        (await asked(
          `Folder [${asId(title)}]`,
          'a slug',
          'new how-dns-works --title "How Does a Name Become an Address?"',
          terminal,
          commandLine,
          asId(title),
        )),
    );
    const folder = path.join(content, 'modules', slug);
    if (existsSync(folder))
      throw new Refusal(
        `There is a module \`${slug}\` already: ${path.join(typed, 'modules', slug)}`,
        'Nothing was changed. Choose another name, or edit that one.',
      );

    const courseYaml = path.join(content, 'course.yaml');
    if (statSync(courseYaml, { throwIfNoEntry: false })?.isDirectory() === true)
      throw new Refusal(
        `\`${path.join(typed, 'course.yaml')}\` is a folder, and the list of modules belongs into a file.`,
        'Rename or delete the folder.',
      );
    const course = existsSync(courseYaml) ? readFileSync(courseYaml, 'utf8') : undefined;
    const listed =
      course === undefined || isListed(course, slug)
        ? course
        : addModule(course, await chosenCategory(categoriesOf(course), flags.category, terminal, commandLine), slug);
    const schemasFrom = (from: string): string =>
      path.relative(from, path.join(lecternRoot, 'schemas/generated')).split(path.sep).join('/');
    const module = { slug, title, schemas: schemasFrom(folder), draft: true };
    const files = {
      'lesson.md': lessonFile(module),
      'quiz.yaml': quizFile(module),
    };
    for (const [name, text] of Object.entries(files)) createFile(content, path.join('modules', slug, name), text);
    if (listed === undefined) createFile(content, 'course.yaml', courseFile(schemasFrom(content), slug));
    else if (listed !== course) replaceFile(courseYaml, listed, content);

    const written = [
      ...Object.keys(files).map((name) => path.join(typed, 'modules', slug, name)),
      ...(listed === undefined
        ? [path.join(typed, 'course.yaml')]
        : listed === course
          ? []
          : [`${path.join(typed, 'course.yaml')} (one more module)`]),
    ];
    terminal.out.write(
      `${written.map((file) => `  ${file}\n`).join('')}\nWrite while you look at it: ${commandLine('dev')}\nIt is a draft; delete that line of the lesson to publish it.\n`,
    );
    return 0;
  },
});

/** Prompts on a terminal; otherwise reports what is missing. */
async function asked(
  question: string,
  what: string,
  example: string,
  terminal: Terminal,
  commandLine: CommandLine,
  otherwise = '',
): Promise<string> {
  if (terminal.ask === undefined) throw new Refusal(`\`new\` needs ${what}.`, `For example: ${commandLine(example)}`);
  const answer = (await terminal.ask(`${question}: `)).trim() || otherwise;
  return answer === '' ? asked(question, what, example, terminal, commandLine, otherwise) : answer;
}

function wellFormed(slug: string): string {
  if (idSchema.safeParse(slug).success) return slug;
  const better = asId(slug);
  throw new Refusal(
    `\`${slug}\` cannot be a module's name: it is part of an address, so lower-case letters and digits joined by single hyphens.`,
    better === '' ? 'Choose a name such as `how-dns-works`.' : `Try \`${better}\`.`,
  );
}

async function chosenCategory(
  categories: readonly ListedCategory[],
  wanted: string | undefined,
  terminal: Terminal,
  commandLine: CommandLine,
): Promise<string> {
  const list = categories.map(({ id, title }) => `  ${id}  ${title}`).join('\n');
  if (wanted !== undefined) {
    if (categories.some(({ id }) => id === wanted)) return wanted;
    throw new Refusal(`course.yaml has no category \`${wanted}\`.`, `It has:\n${list}`);
  }
  const [first, second] = categories;
  if (first === undefined)
    throw new Refusal(
      'course.yaml has no category to put the module in.',
      `See what is wrong with it: ${commandLine('validate')}`,
    );
  if (second === undefined) return first.id;
  if (terminal.ask === undefined)
    throw new Refusal(
      'course.yaml has several categories, and `new` needs to know which.',
      `Say --category with one of:\n${list}`,
    );
  return chosenCategory(
    categories,
    (await terminal.ask(`${list}\nCategory [${first.id}]: `)).trim() || first.id,
    terminal,
    commandLine,
  );
}
