import { existsSync } from 'node:fs';
import path from 'node:path';
import { installNotice, installPackages } from '../scaffold/install-packages.ts';
import { commandLines, shellWord } from '../command-line.ts';
import { defineCommand, type ExitStatus } from '../command.ts';
import { nodeVersions, version } from '../package.ts';
import { Refusal } from '../refusal.ts';
import { repositoryFiles } from '../scaffold/repository-files.ts';
import { createFile } from '../write-file.ts';

export const init = defineCommand({
  name: 'init',
  summary: 'Begin a course in a folder of its own: a first module, settings, and a workflow that publishes it',
  details:
    'Writes a repository that builds and validates as it is, and installs its packages with npm. Never overwrites a file.',
  operand: { name: 'FOLDER', required: true, summary: 'the folder to write, such as `my-course`' },
  flags: {
    title: { type: 'text', value: 'TEXT', summary: 'the title of the course (default: My Course)' },
    'no-install': { type: 'boolean', summary: 'leave it to you to install the packages' },
  },
  examples: [['init my-course --title "How Software Works"', 'a course in my-course/']],
  async run({ operand = '', flags }, terminal): Promise<ExitStatus> {
    const folder = path.resolve(terminal.cwd, operand);
    const files = repositoryFiles({
      name: path.basename(folder),
      title: flags.title ?? 'My Course',
      version: version(),
      node: nodeVersions(),
    });
    const present = Object.keys(files).filter((file) => existsSync(path.join(folder, file)));
    if (present.length > 0)
      throw new Refusal(
        `\`${operand}\` has ${present.length === 1 ? 'a file' : 'files'} of a course already: ${present.join(', ')}`,
        'Nothing was changed. Name a folder that has none of these.',
      );
    for (const [file, text] of Object.entries(files)) createFile(folder, file, text);
    terminal.out.write(
      Object.keys(files)
        .map((file) => `  ${path.join(operand, file)}\n`)
        .join(''),
    );
    const installed = flags['no-install'] ? 'left out' : await installPackages(folder, terminal);
    const commandLine = commandLines({ invocation: 'npx lectern' });
    const enter = folder === terminal.cwd ? '' : `  cd ${shellWord(operand)}\n`;
    terminal.out.write(`\n${installNotice(installed)}Write while you look at it:\n${enter}  ${commandLine('dev')}\n`);
    return 0;
  },
});
