import type { Command } from '../command.ts';

/** Every command, in the order `--help` lists them. A new one is one file and one line here; each is loaded when called. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  validate: async () => (await import('./validate.ts')).validate,
  prove: async () => (await import('./prove.ts')).prove,
  explain: async () => (await import('./explain.ts')).explain,
  preview: async () => (await import('./preview.ts')).preview,
};
