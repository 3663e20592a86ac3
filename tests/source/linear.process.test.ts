import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { check } from 'recheck';
import { parseAst } from 'rolldown/parseAst';
import { expect, test } from 'vitest';
import { runs } from '../cases.ts';

const root = path.join(import.meta.dirname, '../..');
const endless = 600_000;

/** Its verdict hangs on steps alone, however busy the machine is. */
const patience = { timeout: endless, attackTimeout: endless, incubationTimeout: endless, recallTimeout: endless };

interface Pattern {
  readonly source: string;
  readonly flags: string;
  readonly places: string[];
}

/** The patterns that are written in the code of a folder. */
function patternsIn(folder: string, found: Map<string, Pattern>): void {
  for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const code = readFileSync(path.join(root, folder, name), 'utf8');
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('regex' in value && 'start' in value) {
        const { pattern: source, flags } = value.regex as { readonly pattern: string; readonly flags: string };
        const key = `/${source}/${flags}`;
        const known = found.get(key) ?? { source, flags, places: [] };
        known.places.push(`${folder}/${name}:${code.slice(0, value.start as number).split('\n').length}`);
        found.set(key, known);
      }
      for (const child of Object.values(value)) visit(child);
    };
    visit(parseAst(code, { lang: 'ts' }));
  }
}

test(
  'Every pattern that reads what authors write takes time that grows with its length, whatever it is',
  { timeout: 3 * endless },
  async () => {
    const found = new Map<string, Pattern>();
    for (const folder of [
      'schemas',
      'src/source',
      'src/rules',
      'src/text',
      'src/course',
      'src/lesson',
      'src/questions',
    ])
      patternsIn(folder, found);
    expect(found.size).toBeGreaterThan(500);
    // What repeats nothing without end has nothing to try again.
    const repeating = [...found.values()]
      .filter(({ source }) => /[*+]|\{\d+,\}/.test(source))
      .filter((_, index) => index % runs(6, 1) === 0);
    const judged = await Promise.all(
      repeating.map(async ({ source, flags, places }) => {
        const judgement = await check(source, flags, patience);
        return judgement.status === 'safe'
          ? []
          : [`${places.join(', ')}: /${source}/${flags} ${JSON.stringify(judgement)}`];
      }),
    );
    expect(judged.flat()).toEqual([]);
  },
);
