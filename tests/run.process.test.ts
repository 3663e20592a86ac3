import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

test('Where there is no browser to be had, the stages that need one say so instead of failing test by test', async () => {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'run.ts'), 'browser', 'e2e'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LECTERN_CHROMIUM: path.join(import.meta.dirname, 'there/is/none') },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const status = await new Promise((resolve) => child.once('close', resolve));
  expect(status, output).toBe(1);
  expect(
    output.match(/not run, because it needs a browser\. The Chromium that LECTERN_CHROMIUM names does not start/g),
  ).toHaveLength(4);
  expect(output).not.toMatch(/vitest|playwright test/i);
  expect(output.trim().split('\n').at(-1)).toBe('0 passed, 2 failed');
});
