import { watch } from 'node:fs';
import { ReadMemory } from '../course/load.ts';
import type { Format } from '../diagnostics/reporters/index.ts';
import { diskFiles } from '../source/disk.ts';
import type { Checker } from './checker.ts';
import type { ExitStatus } from './command.ts';
import { checkedContent, type ContentFolder } from './content.ts';
import { Refusal } from './refusal.ts';
import { kindOf, showReport } from './show-report.ts';
import type { Terminal } from './terminal.ts';

/** Debounce time in milliseconds: editors write a file in several steps. */
const settled = 40;
const clearScreen = '\u001B[2J\u001B[3J\u001B[H';

/** Checks immediately and after every change, until the user stops it. */
export async function watchContent(
  folder: ContentFolder,
  format: Format,
  checker: Checker,
  terminal: Terminal,
): Promise<ExitStatus> {
  const memory = new ReadMemory();
  const check = (): void => {
    const files = diskFiles(folder.full);
    const checked = checkedContent(files, checker(files, memory), folder, terminal);
    const shown = showReport(checked, folder, format, terminal.out, terminal);
    terminal.out.write(`${terminal.out.isTerminal ? clearScreen : ''}${shown}`, kindOf(format));
    if (format === 'text') terminal.err.write(`\nWatching ${folder.typed}; Ctrl-C ends.\n`);
  };
  check();

  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder.full, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(check, settled);
  });
  const broken = new Promise<never>((_, reject) => {
    watcher.once('error', (error) =>
      reject(new Refusal(`\`${folder.typed}\` can no longer be watched: ${error.message}`, 'Run the command again.')),
    );
  });
  try {
    await Promise.race([terminal.stopped(), broken]);
  } finally {
    clearTimeout(timer);
    watcher.close();
  }
  return 0;
}
