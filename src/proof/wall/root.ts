import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { NoWall } from './cell.ts';

/** What is mounted where in a cell, in order; the words are those of `make-cell.sh`. */
export type Mount =
  | readonly ['bind' | 'device' | 'copy', from: string, to: string]
  | readonly ['tmpfs', size: string, to: string]
  | readonly ['proc' | 'writable-proc' | 'no-namespaces'];

/** A root for cells: a folder with its skeleton, which is mounted read-only, and what is mounted on it. */
export interface Root {
  readonly skeleton: string;
  readonly mounts: readonly Mount[];
}

const users = [1000, 0].map((id) => `lectern:x:${id}:${id}:lectern:/lectern/exchange:/bin/false\n`).join('');

/** Tools of the system that work in a cell before its programs do. */
const tools = ['cat', 'env', 'setpriv', 'umount'] as const;

export const toolFolder = '/lectern/tools';
/** Where programs and browsers of a cell have their folder. */
export const exchangeFolder = '/lectern/exchange';
export const packagesFolder = '/lectern/node_modules';
export const nodePath = '/lectern/node';
export const guardPath = '/lectern/guard.cjs';

/**
 * A root for Node programs, built in an empty folder: Node, the libraries it needs, the guard, and nothing else. All of
 * it is copied or mounted, so it holds no link.
 *
 * @throws NoWall if the system lacks a tool.
 */
export function programRoot(skeleton: string, node: string): Root {
  const executable = realpathSync(node);
  startSkeleton(skeleton);
  for (const folder of ['/lectern/node_modules', '/etc']) makeFolder(skeleton, folder);
  for (const one of [executable, ...tools.map(toolPath)])
    for (const library of librariesOf(one)) copy(library, skeleton, library);
  write(skeleton, '/etc/passwd', users);
  write(skeleton, nodePath, '');
  copy(fileURLToPath(new URL('../guard.cjs', import.meta.url)), skeleton, guardPath);
  return {
    skeleton,
    mounts: [
      ['bind', executable, nodePath],
      ['device', '/dev/null', '/dev/null'],
      ['tmpfs', '64m', exchangeFolder],
      ['proc'],
      ['no-namespaces'],
    ],
  };
}

/**
 * A root for a browser: the system's programs, libraries and fonts, and the browser's own folder, all read-only. Its own
 * sandbox may make namespaces.
 *
 * @throws NoWall if the system lacks a tool.
 */
export function browserRoot(skeleton: string, executable: string): Root {
  // The libraries of the tools are among the system's.
  startSkeleton(skeleton);
  copyTool('unshare', skeleton);
  makeFolder(skeleton, '/tmp');
  const real = realpathSync(executable);
  const folders = [
    '/usr',
    '/bin',
    '/sbin',
    '/lib',
    '/lib32',
    '/lib64',
    '/etc/fonts',
    '/etc/chromium.d',
    '/etc/alternatives',
  ];
  if (!real.startsWith('/usr/')) folders.push(path.dirname(real));
  if (existsSync('/etc/ld.so.cache')) copy('/etc/ld.so.cache', skeleton, '/etc/ld.so.cache');
  write(skeleton, '/etc/passwd', users);
  const mounts = folders.filter(existsSync).flatMap((folder): readonly Mount[] => {
    if (lstatSync(folder).isSymbolicLink()) {
      // `/bin` is a name of `/usr/bin` on most systems; it stays one.
      symlinkSync(readlinkSync(folder), path.join(skeleton, folder));
      return [];
    }
    makeFolder(skeleton, folder);
    return [['bind', folder, folder]];
  });
  const devices = ['/dev/null', '/dev/zero', '/dev/urandom', '/dev/random'];
  for (const device of devices) write(skeleton, device, '');
  return {
    skeleton,
    mounts: [
      ...mounts,
      ...devices.map((device): Mount => ['device', device, device]),
      ['tmpfs', '512m', exchangeFolder],
      ['tmpfs', '64m', '/tmp'],
      ['writable-proc'],
    ],
  };
}

function startSkeleton(skeleton: string): void {
  for (const folder of ['/lectern/exchange', toolFolder, '/dev', '/proc', '/outside']) makeFolder(skeleton, folder);
  write(skeleton, '/dev/null', '');
  for (const name of tools) copyTool(name, skeleton);
}

function copyTool(name: string, skeleton: string): void {
  copy(toolPath(name), skeleton, `${toolFolder}/${name}`);
}

/**
 * The path of a tool of the system.
 *
 * @throws NoWall if there is none.
 */
export function toolPath(name: string): string {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
  const found = folders
    .map((folder) => path.join(folder, name))
    .find((file) => path.isAbsolute(file) && existsSync(file));
  if (found === undefined) throw new NoWall(`there is no \`${name}\`, which belongs to util-linux or coreutils`);
  return found;
}

/** The shared libraries of an executable of ours, as its loader finds them. */
function librariesOf(executable: string): readonly string[] {
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8', env: { PATH: '/usr/bin:/bin' } });
  return [...(stdout ?? '').matchAll(/(?:=> |^\s+)(\/\S+) \(0x/gm)].map(([, file]) => file!);
}

function makeFolder(root: string, folder: string): void {
  let full = root;
  for (const part of folder.split('/').filter(Boolean)) {
    full = path.join(full, part);
    if (!existsSync(full)) mkdirSync(full);
    chmodSync(full, 0o755);
  }
}

function write(root: string, file: string, text: string): void {
  makeFolder(root, path.dirname(file));
  const full = path.join(root, file);
  writeFileSync(full, text);
  chmodSync(full, 0o644);
}

function copy(from: string, root: string, to: string): void {
  const full = path.join(root, to);
  if (existsSync(full)) return;
  makeFolder(root, path.dirname(to));
  copyFileSync(from, full);
  chmodSync(full, 0o755);
}
