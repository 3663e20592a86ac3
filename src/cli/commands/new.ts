import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { id as idSchema } from '../../../schemas/primitives.ts';
import { asId } from '../../course/slug.ts';
import { commandLines, shellWord, type CommandLine } from '../command-line.ts';
import { defineCommand, type ExitStatus } from '../command.ts';
import { namedFolder } from '../content.ts';
import { lecternRoot } from '../../source/disk-installation.ts';
import { Refusal } from '../refusal.ts';
import { addModule, categoriesOf, isListed, type ListedCategory } from '../scaffold/course-list.ts';
import { courseFile, lessonFile, quizFile } from '../scaffold/module-files.ts';
import type { Terminal } from '../terminal.ts';
import { createFile, replaceFile } from '../write-file.ts';

const example = 'new how-dns-works --title "How Does a Name Become an Address?"';

export const newModule = defineCommand({
  name: 'new',
  summary: 'Begin a module: a lesson and a quiz that are sound and teach the format by themselves',
  details:
    'Adds it to course.yaml, comments and all; in a folder without one, begins a course. Never overwrites a file. What is missing is asked for at a terminal.',
  operand: {
    name: 'NAME',
    required: false,
    summary:
      'its title, or the name of its folder, such as `how-dns-works`, which is part of its address for ever; each follows from the other where it can',
  },
  flags: {
    title: { type: 'text', value: 'TEXT', summary: 'the title readers see, where NAME is the name of the folder' },
    category: {
      type: 'text',
      value: 'ID',
      summary: 'the category of course.yaml it belongs to (default: the only one)',
    },
    content: { type: 'text', value: 'DIR', summary: 'the content folder (default: content)' },
  },
  examples: [
    ['new "About Ports"', 'content/modules/about-ports/'],
    [example, 'content/modules/how-dns-works/'],
  ],
  async run({ operand, flags }, terminal): Promise<ExitStatus> {
    const named = namedFolder(flags.content, terminal);
    const { typed, full: content } = named;
    const commandLine = commandLines(terminal, named);
    // What cannot be the name of a folder is a title.
    const isTitle = flags.title === undefined && operand !== undefined && !isSlug(operand) && asId(operand) !== '';
    const chosen = isTitle || operand === undefined ? undefined : wellFormed(operand, commandLine);
    const title =
      flags.title ?? (isTitle ? operand : undefined) ?? (await asked('Title', 'a title', terminal, commandLine));
    const slug =
      chosen ??
      // Nobody can be asked in CI; where the title has none of the letters of addresses, the way out names an example.
      (isTitle || (terminal.ask === undefined && asId(title) !== '')
        ? asId(title)
        : wellFormed(
            await asked(`Folder [${asId(title)}]`, 'a slug', terminal, commandLine, asId(title)),
            commandLine,
          ));
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
  terminal: Terminal,
  commandLine: CommandLine,
  otherwise = '',
): Promise<string> {
  if (terminal.ask === undefined) throw new Refusal(`\`new\` needs ${what}.`, `For example: ${commandLine(example)}`);
  const answer = (await terminal.ask(`${question}: `)).trim() || otherwise;
  return answer === '' ? asked(question, what, terminal, commandLine, otherwise) : answer;
}

const isSlug = (name: string): boolean => idSchema.safeParse(name).success;

function wellFormed(slug: string, commandLine: CommandLine): string {
  if (isSlug(slug)) return slug;
  const better = asId(slug);
  throw new Refusal(
    `\`${slug}\` cannot be a module's name: it is part of an address, so lower-case letters and digits joined by single hyphens.`,
    better === ''
      ? `Choose a name, and say what readers see: ${commandLine(`new how-dns-works --title ${shellWord(slug)}`)}`
      : `Try \`${better}\`.`,
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
