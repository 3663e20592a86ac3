/** The `lectern` command as a process. */
import { lectern } from './lectern.ts';
import { processTerminal } from './process-terminal.ts';

process.exitCode = await lectern(process.argv.slice(2), processTerminal());
