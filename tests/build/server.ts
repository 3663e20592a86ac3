/** Serves one course in a process of its own, as `lectern dev` does: `node server.ts <content> <cache> [<base>]`. Prints the address first. */
import { dev } from '../../src/dev/dev.ts';
import { loadCourse } from '../../src/lesson/load.ts';
import { diskFiles } from '../../src/source/disk.ts';

const [, , content = '', cache = '', base = '/'] = process.argv;
const { url } = await dev({
  content,
  files: diskFiles(content),
  checker: () => Promise.resolve(loadCourse),
  report: ({ diagnostics }) =>
    void process.stdout.write(
      `report ${JSON.stringify(diagnostics.map(({ file, start, code }) => `${file}:${start.line} ${code}`))}\n`,
    ),
  complain: (message) => void process.stdout.write(`${message}\n`),
  base,
  cache,
  port: 0,
});
process.stdout.write(`${url}\n`);
