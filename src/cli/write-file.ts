import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { LinkInTheWay, realPath, writablePath } from '../cache/inside.ts';
import { Refusal, systemCode } from './refusal.ts';

/**
 * Writes a file atomically, creating it if necessary. Its permissions are kept, and if it is a link to another file of
 * `folder`, that one is replaced.
 *
 * @throws {Refusal} if the file or its folder is not writable, or what would be written lies outside of `folder`; nothing is
 * changed then.
 */
export function replaceFile(file: string, content: string, folder = path.dirname(file)): void {
  const target = targetIn(folder, file);
  const exists = existsSync(target);
  const unfinished = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.unfinished`);
  try {
    if (exists) accessSync(target, constants.W_OK);
    const descriptor = openSync(unfinished, 'wx');
    try {
      writeAll(descriptor, Buffer.from(content, 'utf8'));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (exists) chmodSync(unfinished, statSync(target).mode & 0o777);
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw cannotWrite(file, error);
  }
}

/**
 * Writes a new file below a folder, with the folders on the way.
 *
 * @throws {Refusal} if it is there already, cannot be written, or a link lies on the way; then nothing is changed.
 */
export function createFile(folder: string, file: string, content: string | Uint8Array): void {
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(writablePath(folder, file), content, { flag: 'wx' });
  } catch (error) {
    throw cannotWrite(path.join(folder, file), error);
  }
}

/** Takes files back that `createFile` has written below a folder, and the folders that are empty then. */
export function removeCreated(folder: string, files: readonly string[]): void {
  for (const file of files) {
    const target = realPath(folder, file);
    if (target === undefined) continue;
    rmSync(target, { force: true });
    const around = path.dirname(target);
    if (readdirSync(around).length === 0) rmdirSync(around);
  }
}

function targetIn(folder: string, file: string): string {
  const isThere = lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  try {
    const target = isThere ? realpathSync(file) : path.join(realpathSync(path.dirname(file)), path.basename(file));
    if (target.startsWith(realpathSync(folder) + path.sep)) return target;
  } catch (error) {
    // A link that leads to nothing is one that leads elsewhere.
    if (!isThere) throw cannotWrite(file, error);
  }
  throw new Refusal(
    `\`${file}\` is a link that leads out of \`${folder}\`: it is not written.`,
    'Put the file itself in its place, then run the same command again.',
  );
}

/** Turns write errors into a `Refusal`; returns other errors unchanged. */
export function cannotWrite(file: string, error: unknown): unknown {
  if (error instanceof LinkInTheWay)
    return new Refusal(
      `\`${error.folder}\` is a link to another folder, and what lies there is not touched.`,
      'Remove the link, then run the same command again.',
    );
  const code = systemCode(error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new Refusal(
      `\`${file}\` cannot be written.`,
      'Give yourself the right to write there, or work on a copy that is yours.',
    );
  if (code === 'EISDIR')
    return new Refusal(
      `\`${file}\` is a folder, and a file is to be written there.`,
      'Rename or delete the folder, then run the same command again.',
    );
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new Refusal(
      `\`${file}\` cannot be written: there is a file where a folder should be.`,
      'Rename or delete the file, then run the same command again.',
    );
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Refusal(
      `There is no room left to write \`${file}\`.`,
      'Free some space, then run the same command again.',
    );
  return error;
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
}
