import { accessSync, constants, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { isLock } from '../cache/lock.ts';
import { commandLines } from './command-line.ts';
import type { ContentFolder } from './content.ts';
import { Refusal } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** Names that indicate a source folder rather than a built site. */
const sources = new Set(['.git', 'package.json', 'course.yaml', 'node_modules']);

/** Leftovers of a build that was interrupted before its first page; the next build removes them. */
const isLeftover = (name: string): boolean => name === '.lectern.new' || isLock(name);

/**
 * The output folder: a new or empty one, or one filled by an earlier build. This guarantees that no other files are
 * replaced or deleted.
 *
 * @returns its full path.
 * @throws {Refusal} for any other folder, and for one that is not writable.
 */
export function outFolder(typed: string | undefined, content: ContentFolder, terminal: Terminal): string {
  const shown = typed ?? 'dist';
  const full = path.resolve(terminal.cwd, shown);
  const another = `Name a new folder: ${commandLines(terminal, content)('build --out ../site')}`;
  if (overlaps(full, content.full))
    throw new Refusal(`The site cannot be written to \`${shown}\`: the content is there.`, another);

  const stat = statSync(full, { throwIfNoEntry: false });
  if (stat !== undefined && !stat.isDirectory())
    throw new Refusal(`The site cannot be written to \`${shown}\`: that is a file.`, another);
  const names = stat === undefined ? [] : readdirSync(full).filter((name) => !isLeftover(name));
  const source = names.find((name) => sources.has(name));
  if (source !== undefined)
    throw new Refusal(
      `The site cannot be written to \`${shown}\`: it holds \`${source}\`, so these are sources.`,
      another,
    );
  if (names.length > 0 && !names.includes('.lectern.json')) {
    throw new Refusal(
      `The site cannot be written to \`${shown}\`: it holds files that Lectern did not write, such as \`${names.toSorted()[0]}\`.`,
      `Empty it yourself if nobody needs them. ${another}`,
    );
  }
  const nearest = nearestExisting(full);
  try {
    accessSync(nearest, constants.W_OK);
  } catch {
    throw new Refusal(
      `The site cannot be written to \`${shown}\`: the folder ${nearest} is read-only for you.`,
      another,
    );
  }
  return full;
}

/** Whether one of two folders contains the other, or they are the same. */
export function overlaps(a: string, b: string): boolean {
  const [first, second] = [real(a), real(b)];
  return (
    `${first}${path.sep}`.startsWith(`${second}${path.sep}`) || `${second}${path.sep}`.startsWith(`${first}${path.sep}`)
  );
}

function real(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : path.join(real(path.dirname(folder)), path.basename(folder));
}

function nearestExisting(folder: string): string {
  return existsSync(folder) ? folder : nearestExisting(path.dirname(folder));
}
