import path from 'node:path';
import { diskFiles } from '../../source/disk.ts';
import { siteBase } from '../base.ts';
import { buildSite } from '../build-site.ts';
import { commandLines, shellWord } from '../command-line.ts';
import { defineCommand, type ExitStatus } from '../command.ts';
import { contentFolder, namedFolder } from '../content.ts';
import { chosenPort } from '../port.ts';
import { serve } from '../serve.ts';

export const start = defineCommand({
  name: 'start',
  summary: 'Check and build content/, and serve the site on this machine',
  details:
    'Builds as `build` does: runs the expressions and components of MDX lessons, and no program of a lesson or quiz.',
  flags: {
    content: { type: 'text', value: 'DIR', summary: 'the content folder (default: content)' },
    out: { type: 'text', value: 'DIR', summary: 'where the site goes (default: dist)' },
  },
  examples: [['start', 'read the course at http://localhost:4321/ (PORT overrides)']],
  async run({ flags }, terminal): Promise<ExitStatus> {
    const port = chosenPort(undefined, terminal.env);
    const commandLine = commandLines(terminal, namedFolder(flags.content, terminal));
    const status = await buildSite(
      {
        ...flags,
        base: undefined,
        drafts: false,
        cache: undefined,
        'no-cache': false,
        'no-components': false,
        timings: false,
      },
      terminal,
    );
    if (status !== 0) return status;
    const { address, close } = await serve({
      folder: path.resolve(terminal.cwd, flags.out ?? 'dist'),
      base: siteBase(undefined, diskFiles(contentFolder(flags.content, terminal).full)),
      port,
      otherPort: (other) =>
        `PORT=${other} ${commandLine(`start${flags.out === undefined ? '' : ` --out ${shellWord(flags.out)}`}`)}`,
    });
    terminal.out.write(`${address}\n`);
    terminal.err.write('Ctrl-C ends.\n');
    await terminal.stopped();
    await close();
    return 0;
  },
});
