import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { check } from './course-of.ts';

/** Words of four letters that no dictionary has, each another. */
const unknown = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `q${[...i.toString(26).padStart(3, '0')].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('')}`);

function spellingOf(body: string): { readonly reports: Diagnostic[]; readonly searches: string[] } {
  const searches: string[] = [];
  const speller = {
    knows: (word: string) => !word.startsWith('q'),
    suggest: (word: string) => {
      searches.push(word);
      return ['right'];
    },
  };
  return { reports: check({ body }, { speller }).filter(({ code }) => code === 'spelling'), searches };
}

describe('A lesson with many unknown words', () => {
  test('gets one report with a few of them, and no search for corrections', () => {
    const { reports, searches } = spellingOf(`## One\n\nWords ${unknown(26).join(' and ')}.\n`);
    expect(reports.map(({ message }) => message)).toEqual(['26 words of this lesson are not in the dictionary, among them `qaaa`, `qaab`, `qaac`, `qaad`, `qaae`']);
    expect(reports[0]).toMatchObject({ severity: 'warning', start: { line: 11, column: 7 } });
    expect(reports[0]?.related?.map(({ message }) => message)).toEqual(['`qaab`', '`qaac`', '`qaad`', '`qaae`', '`qaaf`']);
    expect(searches).toEqual([]);
  });

  test('gets one for each while they are few, or few among many', () => {
    expect(spellingOf(`## One\n\nWords ${unknown(25).join(' and ')}.\n`).reports).toHaveLength(25);
    expect(spellingOf(`## One\n\n${'Words '.repeat(1000)} ${unknown(40).join(' and ')}.\n`).reports).toHaveLength(40);
  });
});

describe('Searching for corrections', () => {
  test('is not begun for what the lesson shows as code, whatever its case', () => {
    const { searches } = spellingOf('## One\n\nA qaab, a qaac and a qaad.\n\n```js\nconst QAAB = 1;\n```\n\nSee `x.qaac()`.\n');
    expect(searches).toEqual(['qaad']);
  });
});
