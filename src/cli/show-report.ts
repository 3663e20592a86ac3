import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Format } from '../diagnostics/reporters/index.ts';
import type { LoadedCourse } from '../course/load.ts';
import type { CourseFiles } from '../source/files.ts';
import { commandLines } from './command-line.ts';
import { checkedContent, type CheckedContent, type ContentFolder } from './content.ts';
import { textOfReport } from './report-text.ts';
import { wantsColour, type Output, type Terminal } from './terminal.ts';

/** What a report is to the stream that it is written to. */
export const kindOf = (format: Format): 'words' | 'commands' => (format === 'github' ? 'commands' : 'words');

/** Prints a report, according to the format and the kind of output. */
export function showReport(
  checked: CheckedContent,
  folder: ContentFolder,
  format: Format,
  output: Output,
  terminal: Terminal,
): string {
  const colour = wantsColour(output, terminal.env);
  return textOfReport(checked, format, {
    folder: folder.typed,
    commandLine: commandLines(terminal, folder),
    colour,
    // Terminals with colour either support hyperlinks (OSC 8) or ignore them.
    ...(colour && output.isTerminal ? { linkTo: (file) => pathToFileURL(path.join(folder.full, file)).href } : {}),
    width: output.isTerminal ? output.columns : 100,
  });
}

/** Prints the result of the latest check during `dev` or `--watch`. */
export function showChecked(
  files: CourseFiles,
  checked: LoadedCourse,
  content: ContentFolder,
  terminal: Terminal,
): void {
  terminal.err.write(
    `\n${showReport(checkedContent(files, checked, content, terminal), content, 'text', terminal.err, terminal)}`,
  );
}
