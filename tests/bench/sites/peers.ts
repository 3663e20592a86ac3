import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { lecternRoot } from '../../../src/source/disk-installation.ts';

/**
 * Tools that Lectern is compared with or measured by, and does not depend on. Each is installed into a folder of its
 * own below `.lectern/bench-peers`, in exactly these versions, and only when somebody asks for it with `--peers`.
 */
const peers = {
  starlight: { '@astrojs/starlight': '0.42.4', astro: '7.3.5', '@astrojs/markdown-remark': '7.3.1' },
  vitepress: { vitepress: '1.6.4', vue: '3.5.45' },
  eleventy: { '@11ty/eleventy': '3.1.8', 'markdown-it': '15.0.3', '@shikijs/markdown-it': '4.6.0', 'js-yaml': '4.3.2' },
  lighthouse: { lighthouse: '13.5.0' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type Peer = keyof typeof peers;

/** The folder a peer is installed in; sites below it find its packages. */
export function peerFolder(peer: Peer): string {
  return path.join(lecternRoot, '.lectern/bench-peers', peer);
}

/** The version a peer would be measured in. */
export function peerVersion(peer: Peer): string {
  return Object.values(peers[peer])[0] ?? '';
}

/** Whether a peer is there, in the versions named here. */
export function hasPeer(peer: Peer): boolean {
  return Object.entries(peers[peer]).every(([name, version]) => {
    const manifest = path.join(peerFolder(peer), 'node_modules', name, 'package.json');
    return (
      existsSync(manifest) &&
      (JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string }).version === version
    );
  });
}

/**
 * Installs a peer where it is missing. Its packages run no scripts of their own while they are installed.
 *
 * @throws where npm cannot, with what it said.
 */
export function installPeer(peer: Peer): void {
  if (hasPeer(peer)) return;
  mkdirSync(peerFolder(peer), { recursive: true });
  writeFileSync(
    path.join(peerFolder(peer), 'package.json'),
    JSON.stringify({ name: `bench-${peer}`, private: true, dependencies: peers[peer] }, undefined, 2),
  );
  const { status, stderr } = spawnSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: peerFolder(peer), encoding: 'utf8', shell: process.platform === 'win32' },
  );
  if (status !== 0) throw new Error(`npm could not install ${peer}: ${stderr}`);
}
