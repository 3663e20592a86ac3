import { accessSync, constants, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** Flags that let Chromium run in a container or as root, and keep it from contacting other hosts. */
export const chromiumFlags: readonly string[] = [
  '--disable-background-networking',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/**
 * Finds Chromium: the one in `LECTERN_CHROMIUM`, otherwise the newest that Playwright downloaded, otherwise the system's.
 *
 * @returns its path, or `undefined` if there is none.
 */
export function findChromium(): string | undefined {
  const named = process.env['LECTERN_CHROMIUM'];
  if (named) return named;
  return [...playwrightBrowsers(), ...systemBrowsers()].find(isExecutable);
}

/** Where Playwright unpacks a Chromium, below the folder of its version. */
const unpacked: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['chrome-linux/chrome', 'chrome-linux64/chrome'],
  darwin: ['chrome-mac', 'chrome-mac-arm64', 'chrome-mac-x64'].flatMap((folder) =>
    ['Chromium', 'Google Chrome for Testing'].map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`),
  ),
  win32: ['chrome-win/chrome.exe', 'chrome-win64/chrome.exe'],
};

function playwrightBrowsers(): readonly string[] {
  const folder = process.env['PLAYWRIGHT_BROWSERS_PATH'] || playwrightFolder();
  const versions = namesIn(folder)
    .flatMap((name) => /^chromium-(\d+)$/.exec(name)?.[1] ?? [])
    .toSorted((a, b) => Number(b) - Number(a));
  return versions.flatMap((version) =>
    (unpacked[process.platform] ?? []).map((file) => path.join(folder, `chromium-${version}`, file)),
  );
}

function playwrightFolder(): string {
  if (process.platform === 'darwin') return path.join(homedir(), 'Library/Caches/ms-playwright');
  return process.platform === 'win32'
    ? path.join(process.env['LOCALAPPDATA'] ?? path.join(homedir(), 'AppData/Local'), 'ms-playwright')
    : path.join(process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'ms-playwright');
}

function systemBrowsers(): readonly string[] {
  if (process.platform === 'darwin')
    return ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  if (process.platform === 'win32')
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
      const folder = process.env[variable];
      return folder === undefined ? [] : [path.join(folder, 'Google/Chrome/Application/chrome.exe')];
    });
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap((name) =>
    folders.map((folder) => path.join(folder, name)),
  );
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
