import { statSync } from 'node:fs';
import path from 'node:path';
import { builtSite } from '../../publish/output.ts';
import { typedBase } from '../base.ts';
import { commandLines, shellWord } from '../command-line.ts';
import { defineCommand, type ExitStatus } from '../command.ts';
import { chosenPort } from '../port.ts';
import { Refusal } from '../refusal.ts';
import { serve } from '../serve.ts';

export const preview = defineCommand({
  name: 'preview',
  summary: 'Serve the built site on this machine, as a static host would',
  flags: {
    out: { type: 'text', value: 'DIR', summary: 'the built site (default: dist)' },
    base: {
      type: 'text',
      value: 'PATH',
      summary: 'the path it is published under (default: the one it was built for)',
    },
    port: { type: 'count', value: 'N', summary: 'default: PORT, else 4321; 0 takes any free one' },
  },
  examples: [['preview --port 8080', 'look at dist/ at http://localhost:8080/']],
  async run({ flags }, terminal): Promise<ExitStatus> {
    const typed = flags.out ?? 'dist';
    const folder = path.resolve(terminal.cwd, typed);
    const commandLine = commandLines(terminal);
    const options = [
      flags.out === undefined ? '' : ` --out ${shellWord(flags.out)}`,
      flags.base === undefined ? '' : ` --base ${shellWord(flags.base)}`,
    ].join('');
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
      throw new Refusal(`There is no built site in \`${typed}\`.`, `Build it first: ${commandLine(`build${options}`)}`);
    }
    const site = builtSite(folder);
    if (site === undefined)
      throw new Refusal(
        `No build has written the folder \`${typed}\`, and nothing else is served.`,
        `Build the site first: ${commandLine(`build${options}`)}`,
      );
    const built = site.base;
    const base = flags.base === undefined ? (built ?? '/') : typedBase(flags.base);
    if (built !== undefined && built !== base)
      throw new Refusal(
        `The site in \`${typed}\` was built for ${built}, and under ${base} none of its links would lead anywhere.`,
        `Leave \`--base\` out, or build it anew: ${commandLine(`build${options}`)}`,
      );
    const { address, close } = await serve({
      folder,
      files: site.files,
      base,
      port: chosenPort(flags.port, terminal.env),
      otherPort: (port) => commandLine(`preview${options} --port ${port}`),
    });
    terminal.out.write(`${address}\n`);
    await terminal.stopped();
    await close();
    return 0;
  },
});
