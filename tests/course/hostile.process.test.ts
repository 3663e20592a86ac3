import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/lesson/load.ts';
import { rules } from '../../src/rules/list.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { hostileInputs, hostileMdx } from './hostile-inputs.ts';
import { Judge } from './hostile-judge.ts';
import { soundBody, validCourseFiles, soundFront } from './sound.ts';

/** What the sound course around an input is told anyway. */
const ofRules = new Set(rules.map(({ code }) => code));

/** MiB beyond what a course takes in which nothing is hostile: Node.js, the code, the dictionary. */
const mostMemory = 200;

describe('A hostile input', { timeout: 240_000 }, () => {
  const judge = new Judge(mostMemory);
  afterAll(() => judge.close());

  test('is one of at least 60', () => {
    expect(hostileInputs.length).toBeGreaterThanOrEqual(60);
  });

  test.each(hostileInputs.map((input) => [input.name, input] as const))(
    'is refused at its place, or works, with little memory, in every format: %s',
    async (name, { refused, at, works }) => {
      const { diagnostics, first, codes, polluted, shown, more } = await judge.judge(name);
      if (works === true) expect(codes.filter((code) => !ofRules.has(code))).toEqual([]);
      if (refused !== undefined) expect(codes).toContain(refused);
      if (at !== undefined)
        expect(
          first.filter(({ code }) => code === refused).map(({ start }) => `${start.line}:${start.column}`),
        ).toContain(at);
      for (const { start, end, message, why, fix, severity } of first) {
        expect(start.line).toBeGreaterThan(0);
        expect(end.line > start.line || (end.line === start.line && end.column >= start.column)).toBe(true);
        expect(`${message}${why}${fix}`).not.toMatch(/\bat \w+ \(|RangeError|TypeError|undefined/);
        expect(['error', 'warning', 'info']).toContain(severity);
      }
      expect(diagnostics).toBeLessThan(3000);
      expect(shown['text']).toBeLessThan(5_000_000);
      expect(polluted).toBe(false);
      expect(more).toBeLessThan(mostMemory);
    },
  );
});

describe('Hostile MDX', () => {
  test('is one of at least 20', () => {
    expect(hostileMdx.length).toBeGreaterThanOrEqual(20);
  });

  test.each(hostileMdx)('leaves no trace when it is checked: %s', (_, body) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lectern-canary-'));
    const file = path.join(folder, 'canary');
    const name = 'lecternCanary';
    const requests: unknown[] = [];
    const { fetch } = globalThis;
    globalThis.fetch = (...args) => {
      requests.push(args);
      return Promise.reject(new Error('nothing may be asked of the network'));
    };
    try {
      const code = body.replaceAll("'CANARY'", `'${file}'`).replaceAll('CANARY', name);
      const files = {
        ...validCourseFiles('mdx'),
        'modules/dns/lesson.mdx': `---\n${soundFront}---\n\n${code}\n\n${soundBody}`,
      };
      const { modules } = loadCourse(memoryFiles(files));
      expect(modules).toBe(2);
      expect(existsSync(file)).toBe(false);
      expect((globalThis as Record<string, unknown>)[name]).toBeUndefined();
      expect((Object.prototype as Record<string, unknown>)[name]).toBeUndefined();
      expect(requests).toEqual([]);
    } finally {
      globalThis.fetch = fetch;
      rmSync(folder, { recursive: true });
    }
  });
});
