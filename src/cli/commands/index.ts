import type { Command } from '../command.ts';

/** All commands, in the order of `--help`. A new one is one file and one line here; each is loaded when called. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./init.ts')).init,
  start: async () => (await import('./start.ts')).start,
  dev: async () => (await import('./dev.ts')).dev,
  new: async () => (await import('./new.ts')).newModule,
  import: async () => (await import('./import.ts')).importLessons,
  translate: async () => (await import('./translate.ts')).translate,
  upgrade: async () => (await import('./upgrade.ts')).upgrade,
  validate: async () => (await import('./validate.ts')).validate,
  explain: async () => (await import('./explain.ts')).explain,
  links: async () => (await import('./links.ts')).links,
  audit: async () => (await import('./audit.ts')).audit,
  stats: async () => (await import('./stats.ts')).stats,
  verify: async () => (await import('./verify.ts')).verify,
  prove: async () => (await import('./prove.ts')).prove,
  build: async () => (await import('./build.ts')).build,
  preview: async () => (await import('./preview.ts')).preview,
};
