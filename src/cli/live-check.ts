import type { Check } from '../dev/problems.ts';
import { makeChecker } from './checker.ts';
import { commandLines, withCommands } from './command-line.ts';
import type { ContentFolder } from './content.ts';
import type { Terminal } from './terminal.ts';

/** So many lessons that were edited at once are looked through for misspelt words in a moment; of more an author hears later. */
const newLessonsAtOnce = 4;

/** How a course is checked while its author works on it. */
export function liveCheck(content: ContentFolder, terminal: Terminal): Check {
  const check = makeChecker({ patience: newLessonsAtOnce });
  const commandLine = commandLines(terminal, content);
  return (files, memory) => {
    const checked = check(files, memory);
    return { ...checked, diagnostics: withCommands(checked.diagnostics, commandLine) };
  };
}
