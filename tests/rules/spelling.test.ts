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

describe('Searching for corrections', () => {
  test('ends after a thousand words; the others are still reported, as infos', () => {
    const { reports, searches } = spellingOf(`## One\n\nWords ${unknown(1010).join(' and ')}.\n`);
    expect(searches).toHaveLength(1000);
    expect(reports).toHaveLength(1010);
    expect(reports.filter(({ severity }) => severity === 'info')).toHaveLength(10);
  });

  test('is not begun for what the lesson shows as code, whatever its case', () => {
    const { searches } = spellingOf('## One\n\nA qaab, a qaac and a qaad.\n\n```js\nconst QAAB = 1;\n```\n\nSee `x.qaac()`.\n');
    expect(searches).toEqual(['qaad']);
  });
});
