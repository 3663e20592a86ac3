import type { Check } from '../dev/problems.ts';
import { makeChecker, type CheckerOptions } from './checker.ts';
import { commandLines, withCommands } from './command-line.ts';
import type { ContentFolder } from './content.ts';
import type { Terminal } from './terminal.ts';

/** Up to this many changed lessons are spell-checked immediately; further ones are deferred. */
const newLessonsAtOnce = 4;

/** The check for `dev`. `options`: among them what earlier runs read and found. */
export function liveCheck(content: ContentFolder, terminal: Terminal, options?: CheckerOptions): Check {
  const check = makeChecker({ patience: newLessonsAtOnce, ...options });
  const commandLine = commandLines(terminal, content);
  return (files, memory) => {
    const checked = check(files, memory);
    return { ...checked, diagnostics: withCommands(checked.diagnostics, commandLine) };
  };
}
