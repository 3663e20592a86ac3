import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/course/load.ts';
import { memoryFiles } from '../../src/source/memory.ts';
import { hostileInputs, hostileMdx } from './hostile-inputs.ts';
import { soundBody, soundCourseFiles, soundFront } from './sound.ts';

describe('A hostile input', () => {
  test('is one of at least 60', () => {
    expect(hostileInputs.length).toBeGreaterThanOrEqual(60);
  });

  test.each(hostileInputs.map((input) => [input.name, input] as const))('is refused at its place, or works: %s', (_, { files, refused, at, works }) => {
    const { diagnostics } = loadCourse(memoryFiles(files));
    if (works === true) expect(diagnostics).toEqual([]);
    const found = diagnostics.find(({ code }) => code === refused);
    if (refused !== undefined) expect(diagnostics.slice(0, 5).map(({ code }) => code).concat(diagnostics.at(-1)?.code ?? '')).toContain(refused);
    if (at !== undefined) expect(`${found?.start.line}:${found?.start.column}`).toBe(at);
    for (const { start, end, message, why, fix, severity } of diagnostics.slice(0, 20)) {
      expect(start.line).toBeGreaterThan(0);
      expect(end.line > start.line || (end.line === start.line && end.column >= start.column)).toBe(true);
      expect(`${message}${why}${fix}`).not.toMatch(/\bat \w+ \(|RangeError|TypeError|undefined/);
      expect(['error', 'warning']).toContain(severity);
    }
    expect((Object.prototype as Record<string, unknown>)['polluted']).toBeUndefined();
  });
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
      const files = { ...soundCourseFiles('mdx'), 'modules/dns/lesson.mdx': `---\n${soundFront}---\n\n${code}\n\n${soundBody}` };
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
