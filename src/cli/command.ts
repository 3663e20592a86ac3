import type { Terminal } from './terminal.ts';

/** 0: success. 1: the content has errors. 2: wrong usage, or could not run. */
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

/** Parsed arguments. */
export interface Input<F extends Flags> {
  /** The operand after the command, if it takes one. */
  readonly operand: string | undefined;
  /** All of them, of a command that takes many. */
  readonly operands: readonly string[];
  readonly flags: { readonly [Name in keyof F]: FlagValue<F[Name]> };
}

/** The signature of a command: what parsing its arguments and its `--help` need. */
export interface Signature<F extends Flags = Flags> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Further paragraphs of `--help`. */
  readonly details?: string;
  /** The operand that the command takes besides its flags. */
  readonly operand?: {
    readonly name: string;
    readonly required: boolean;
    readonly summary: string;
    /** Whether there may be more of its kind. */
    readonly many?: true;
  };
  readonly flags: F;
  /** Command lines without `lectern`, each with its purpose. */
  readonly examples: readonly (readonly [line: string, purpose: string])[];
}

export interface Command<F extends Flags = Flags> extends Signature<F> {
  run(input: Input<F>, terminal: Terminal): ExitStatus | Promise<ExitStatus>;
}

/** Type-checks a command at its definition, and erases its flag types for the list. */
export function defineCommand<const F extends Flags>(command: Command<F>): Command {
  return command as unknown as Command;
}
