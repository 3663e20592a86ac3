import type { Terminal } from './terminal.ts';

/** 0: fine. 1: the content has errors. 2: called wrongly, or could not run. */
export type ExitStatus = 0 | 1 | 2;

export type Flag =
  | { readonly type: 'boolean'; readonly summary: string }
  | { readonly type: 'text'; readonly value: string; readonly summary: string }
  | { readonly type: 'count'; readonly value: string; readonly summary: string }
  | { readonly type: 'choice'; readonly choices: readonly string[]; readonly summary: string };

export type Flags = Readonly<Record<string, Flag>>;

type FlagValue<F extends Flag> = F extends { type: 'boolean' }
  ? boolean
  : F extends { type: 'count' }
    ? number | undefined
    : F extends { type: 'choice'; choices: readonly (infer Choice)[] }
      ? Choice | undefined
      : string | undefined;

/** What was typed, typed. */
export interface Input<F extends Flags> {
  /** The word after the command, if it takes one. */
  readonly operand: string | undefined;
  readonly flags: { readonly [Name in keyof F]: FlagValue<F[Name]> };
}

/** How a command is typed: all that reading its arguments and its `--help` need. */
export interface Signature<F extends Flags = Flags> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What else `--help` says. */
  readonly details?: string;
  /** The one word a command may take besides its flags. */
  readonly operand?: { readonly name: string; readonly required: boolean; readonly summary: string };
  readonly flags: F;
  /** Whole command lines without `lectern`, each with what it is good for. */
  readonly examples: readonly (readonly [line: string, purpose: string])[];
}

export interface Command<F extends Flags = Flags> extends Signature<F> {
  run(input: Input<F>, terminal: Terminal): ExitStatus | Promise<ExitStatus>;
}

/** Checks a command's types where it is written, and forgets them for the list it stands in. */
export function defineCommand<const F extends Flags>(command: Command<F>): Command {
  return command as unknown as Command;
}
