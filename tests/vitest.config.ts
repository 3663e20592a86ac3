import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  cacheDir: '.lectern/vite-tests',
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'tests/fixtures/**'],
    environment: 'node',
    // What never comes ends a test; how fast the machine is does not.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Sätteri's `#binding` has a browser build, which Vite would pick; Node's own resolution takes the native one.
    server: { deps: { external: [/\/node_modules\/satteri\//] } },
  },
});
