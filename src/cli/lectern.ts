import { closest } from '../diagnostics/closest.ts';
import { parseInput } from './arguments.ts';
import { commands } from './commands/index.ts';
import type { ExitStatus } from './command.ts';
import { commandHelp, generalHelp } from './help.ts';
import { version } from './package.ts';
import { Refusal } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** Runs a command. `words` are the arguments after `lectern`; refusals are printed on standard error. */
export async function lectern(words: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  try {
    return await dispatch(words, terminal);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    terminal.err.write(`${error.message}\n${error.wayOut}\n`);
    return 2;
  }
}

async function dispatch([name, ...words]: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  if (name === '--version' || name === '-v') {
    terminal.out.write(`${version()}\n`);
    return 0;
  }
  const wantsHelp = name === undefined || name === '--help' || name === '-h' || name === 'help';
  if (wantsHelp && words[0] === undefined) {
    const all = await Promise.all(Object.values(commands).map((load) => load()));
    (name === undefined ? terminal.err : terminal.out).write(generalHelp(all, terminal.invocation));
    return name === undefined ? 2 : 0;
  }

  const wanted = wantsHelp ? (words[0] ?? '') : name;
  const load = Object.hasOwn(commands, wanted) ? commands[wanted] : undefined;
  if (load === undefined) {
    const near = closest(wanted, Object.keys(commands));
    throw new Refusal(
      `There is no command \`${wanted}\`${near === undefined ? '.' : `, did you mean \`${near}\`?`}`,
      `\`${terminal.invocation} --help\` lists them all.`,
    );
  }
  const command = await load();
  const beforeEnd = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  if (wantsHelp || beforeEnd.includes('--help') || beforeEnd.includes('-h')) {
    terminal.out.write(commandHelp(command, terminal.invocation));
    return 0;
  }
  return command.run(parseInput(command, words, terminal.invocation), terminal);
}
