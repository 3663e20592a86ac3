import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const process = 'tests/**/*.process.test.ts';
const browser = 'tests/**/*.browser.test.ts';
const elsewhere = ['tests/e2e/**', 'tests/fixtures/**', 'tests/browsers/**'];

/** The name of a file says what its tests need: see `tests/README.md`. */
export default defineConfig({
  root,
  cacheDir: '.lectern/vite-tests',
  test: {
    environment: 'node',
    // Programs of the tests run on every machine, behind a wall where there is one.
    env: { LECTERN_UNSAFE: '1' },
    maxWorkers: availableParallelism(),
    // What never comes ends a test; how fast the machine is does not.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Sätteri's `#binding` has a browser build, which Vite would pick; Node's own resolution takes the native one.
    server: { deps: { external: [/\/node_modules\/satteri\//] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['tests/**/*.test.ts'],
          exclude: [...elsewhere, process, browser],
          setupFiles: 'tests/pure.ts',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'process',
          include: [process],
          exclude: elsewhere,
          // Whoever needs a browser all the same does not find one.
          env: { LECTERN_UNSAFE: '1', LECTERN_CHROMIUM: '/a/process/test/has/no/browser' },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [browser],
          exclude: elsewhere,
          globalSetup: 'tests/browser.ts',
        },
      },
      {
        extends: true,
        // Asked for by name: `npm run test:browsers`.
        test: { name: 'browsers', include: ['tests/browsers/*.test.ts'] },
      },
    ],
  },
});
