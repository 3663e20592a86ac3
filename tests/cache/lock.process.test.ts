import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lockFolder } from '../../src/cache/lock.ts';
import { ownName } from '../../src/cache/owner.ts';
import { runs } from '../cases.ts';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'lectern-lock-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const [pid, place] = [/-(\d+)-/, /-(\d+-[\da-f]{12})-[\da-f]{12}$/].map((part) => part.exec(ownName('x'))?.[1] ?? '');
/** A lock that another process has, or had. */
const otherLock = (number: number, where = place): string => {
  const file = path.join(folder, ownName('.lectern.lock').replace(`-${pid}-${place}-`, `-${number}-${where}-`));
  writeFileSync(file, '');
  return file;
};

describe('A folder to which one process at a time writes', () => {
  test('lets the next one in when the first is done', async () => {
    const unlock = await lockFolder(folder);
    const order: string[] = [];
    const second = lockFolder(folder, () => {
      order.push('waits');
      unlock();
    });
    (await second)();
    expect(order).toEqual(['waits']);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is taken over from a process that was killed', async () => {
    otherLock(4194305);
    (await lockFolder(folder))();
    expect(readdirSync(folder)).toEqual([]);
  });

  test.skipIf(process.platform !== 'linux')(
    'is taken over from a process whose number another one has got since',
    async () => {
      otherLock(process.pid, (place ?? '').replace(/^\d+/, '1'));
      (await lockFolder(folder))();
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  test('is not taken from a process of another container, whose number may be of none here, before it has been still for long', async () => {
    const other = otherLock(4194305, '0-0123456789ab');
    const unlock = await lockFolder(folder, () => utimesSync(other, 1, 1));
    expect(readdirSync(folder)).toHaveLength(1);
    unlock();
  });

  test('has one at a time in it, however many come at once and find one that was left behind', async () => {
    otherLock(4194305);
    const log = path.join(folder, 'log');
    const program = `
      import { appendFileSync } from 'node:fs';
      import { lockFolder } from ${JSON.stringify(new URL('../../src/cache/lock.ts', import.meta.url).href)};
      process.stdin.once('data', async () => {
        for (let n = 0; n < ${runs(5, 200)}; n++) {
          const unlock = await lockFolder(${JSON.stringify(folder)});
          appendFileSync(${JSON.stringify(log)}, 'in ');
          await new Promise((resolve) => setImmediate(resolve));
          appendFileSync(${JSON.stringify(log)}, 'out\\n');
          unlock();
        }
        process.exit();
      });
      process.stdout.write('ready');`;
    appendFileSync(log, '');
    const children = Array.from({ length: 6 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    await Promise.all(children.map((child) => new Promise((resolve) => child.stdout.once('data', resolve))));
    const ended = children.map((child) => new Promise((resolve) => child.once('close', resolve)));
    for (const child of children) child.stdin.write('go');
    expect(await Promise.all(ended)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(readFileSync(log, 'utf8')).toBe('in out\n'.repeat(6 * runs(5, 200)));
  });
});
