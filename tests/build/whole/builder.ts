/**
 * Builds one course after another, as the command line does: a process of its own, for the pages that Astro bundled
 * cannot be loaded into the process of a test. Bundled once, each further course takes less than a second.
 */
import { build } from '../../../src/publish/build.ts';
import { makeChecker } from '../../../src/cli/checker.ts';
import { memoryFiles } from '../../../src/source/memory.ts';
import type { Content } from './author.ts';

export interface Order {
  readonly files: Readonly<Record<string, Content>>;
  readonly out: string;
  readonly cache: string;
  readonly base: string;
  /** The content folder on the disk, for components of the course. */
  readonly content: string;
}

export type Answer = { readonly errors: readonly string[]; readonly built: boolean } | { readonly failure: string };

const check = makeChecker({ patience: 'never' });
let last: Promise<unknown> = Promise.resolve();

async function answer({ files, out, cache, base, content }: Order): Promise<Answer> {
  try {
    const result = await build({
      content,
      files: memoryFiles(files),
      check: (read, onlooker) => check(read, undefined, onlooker),
      out,
      base,
      cache,
    });
    const diagnostics = 'checked' in result ? result.checked.diagnostics : [];
    const errors = diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ file, start, code, message }) => `${file}:${start.line}:${start.column} [${code}] ${message}`);
    return { errors, built: result.status === 'built' };
  } catch (error) {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.on('message', (order: Order) => {
  last = last.then(async () => process.send?.(await answer(order)));
});
process.once('disconnect', () => process.exit());
