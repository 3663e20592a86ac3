import { diskFiles } from '../../source/disk.ts';
import { siteBase } from '../base.ts';
import { cacheFlags, cacheFolder } from '../cache-folder.ts';
import { defineCommand, type ExitStatus } from '../command.ts';
import { contentFolder } from '../content.ts';
import { chosenPort } from '../port.ts';
import { progressDisplay } from '../progress.ts';
import { showChecked } from '../show-report.ts';

export const dev = defineCommand({
  name: 'dev',
  summary: 'Serve the course while you write: edits show at once, mistakes in the page and here',
  details:
    'Runs the expressions and components of MDX lessons, which are code of the repository, unless told not to, and no program of a lesson or quiz.',
  flags: {
    content: { type: 'text', value: 'DIR', summary: 'the content folder (default: content)' },
    base: {
      type: 'text',
      value: 'PATH',
      summary: 'the path the site will live under (default: that of `url` in course.yaml, else /)',
    },
    'no-components': {
      type: 'boolean',
      summary: 'run nothing of the course: components, expressions and imports are errors',
    },
    ...cacheFlags,
    port: { type: 'count', value: 'N', summary: 'default: PORT, else 4321; the next free one where it is taken' },
    host: { type: 'text', value: 'NAME', summary: 'where to listen, and a name to answer for (default: this machine)' },
  },
  examples: [
    ['dev', 'write in content/ and look at http://localhost:4321/'],
    ['dev --content ../my-course/content', 'a course that lies elsewhere'],
  ],
  async run({ flags }, terminal): Promise<ExitStatus> {
    const content = contentFolder(flags.content, terminal);
    const files = diskFiles(content.full);
    const port = chosenPort(flags.port, terminal.env);
    const progress = progressDisplay(terminal.err, terminal.env, terminal.now);
    const { dev: serve } = await import('../../dev/dev.ts');
    const { url, ready, failed, stop } = await serve({
      content: content.full,
      files,
      // Loaded lazily: the rules are not needed for the first page.
      checker: async (before) =>
        (await import('../live-check.ts')).liveCheck(content, terminal, {
          ...before,
          components: !flags['no-components'],
        }),
      report: (checked) => showChecked(files, checked, content, terminal),
      complain: (message) => terminal.err.write(`${message}\n`),
      doing: (phase) => progress.update(phase, 0, 0),
      components: !flags['no-components'],
      base: siteBase(flags.base, files),
      cache: cacheFolder(flags, content, undefined, terminal),
      port,
      ...(flags.host === undefined ? {} : { host: flags.host }),
    });
    terminal.out.write(`${url}\n`);
    terminal.err.write('Ctrl-C ends.\n');
    const stopped = Promise.race([terminal.stopped(), failed]);
    await Promise.race([ready, stopped]);
    progress.end();
    await stopped;
    await stop();
    return 0;
  },
});
