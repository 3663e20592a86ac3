import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'playwright/test';
import { chromiumFlags, findChromium } from '../src/proof/browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const chromium = findChromium();

/** End-to-end tests, against the built site as `lectern preview` serves it, on a port nobody else has. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  workers: availableParallelism(),
  // What never comes ends a test; how fast the machine is does not.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  use: {
    // The server says its port when it is up; workers read this file after that.
    baseURL: `http://localhost:${process.env['LECTERN_TEST_PORT'] ?? 0}`,
    launchOptions: { args: [...chromiumFlags], ...(chromium === undefined ? {} : { executablePath: chromium }) },
  },
  webServer: {
    command: 'node src/cli/lectern.mjs preview --port 0',
    cwd: root,
    wait: { stdout: /localhost:(?<LECTERN_TEST_PORT>\d+)/ },
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
