import { describe, expect, test } from 'vitest';
import { spellerOf } from '../../src/cli/dictionaries.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { Correction } from '../../src/rules/spelling/corrections.ts';
import type { Speller } from '../../src/rules/spelling/speller.ts';
import { check } from './course-of.ts';

/** Words of four letters that no dictionary has, each another. */
const unknown = (count: number): string[] =>
  Array.from(
    { length: count },
    (_, i) =>
      `q${[...i.toString(26).padStart(3, '0')].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('')}`,
  );

/** Knows every word that does not begin with `q`, and what was meant by those that begin with `qs`. */
function spellingOf(body: string): { readonly reports: Diagnostic[]; readonly searches: string[] } {
  const searches: string[] = [];
  const speller: Speller = {
    name: 'all but q',
    knows: (word) => !/^q/i.test(word),
    nameOf: () => undefined,
    rarityOf: () => 0,
    isOrdinary: () => true,
    isOfLanguage: () => true,
    isCoined: () => false,
    corrections(word): readonly Correction[] {
      searches.push(word);
      return word.startsWith('qs') ? [{ word: 'qright', slip: 'swapped', rarity: 0, cost: 0 }] : [];
    },
  };
  return { reports: check({ body }, { speller }).filter(({ code }) => code === 'spelling'), searches };
}

/** What is said of a body in English. */
function said(body: string, course: Readonly<Record<string, unknown>> = {}): string[] {
  return check({ body: `## One\n\n${body}\n`, course }, { speller: spellerOf('en') })
    .filter(({ code }) => code === 'spelling')
    .map(
      ({ severity, message, start }) =>
        `${severity} ${start.line - 10}:${start.column} ${message.replaceAll('`', '').replace(' is not in the dictionary', '')}`,
    );
}

describe('A lesson with many unknown words', () => {
  test('gets one report with a few of them, and few searches for corrections', () => {
    const { reports, searches } = spellingOf(`## One\n\nWords ${unknown(100).join(' and ')}.\n`);
    expect(reports.map(({ message }) => message)).toEqual([
      '100 words of this lesson are not in the dictionary, among them `qaaa`, `qaab`, `qaac`, `qaad`, `qaae`',
    ]);
    expect(reports[0]).toMatchObject({ severity: 'warning', start: { line: 11, column: 7 } });
    expect(reports[0]?.related?.map(({ message }) => message)).toEqual([
      '`qaab`',
      '`qaac`',
      '`qaad`',
      '`qaae`',
      '`qaaf`',
    ]);
    expect(new Set(searches).size).toBeLessThan(50);
  });

  test('gets a mere info where they may be those of a trade', () => {
    expect(spellingOf(`## One\n\n${'Words '.repeat(300)} ${unknown(30).join(' and ')}.\n`).reports).toMatchObject([
      { severity: 'info' },
    ]);
  });

  test('gets one for each while they are few, few among many, or mostly slips', () => {
    expect(spellingOf(`## One\n\nWords ${unknown(25).join(' and ')}.\n`).reports).toHaveLength(25);
    expect(spellingOf(`## One\n\n${'Words '.repeat(1000)} ${unknown(40).join(' and ')}.\n`).reports).toHaveLength(40);
    expect(
      spellingOf(
        `## One\n\nWords ${unknown(30)
          .map((word) => word.replace('q', 'qs'))
          .join(' and ')}.\n`,
      ).reports,
    ).toHaveLength(30);
  });
});

describe('Searching for corrections', () => {
  test('is not begun for what the lesson shows as code, whatever its case', () => {
    const { searches } = spellingOf(
      '## One\n\nA qaab, a qaac and a qaad.\n\n```js\nconst QAAB = 1;\n```\n\nSee `x.qaac()`.\n',
    );
    expect(new Set(searches)).toEqual(new Set(['qaad']));
  });
});

describe('A misspelt word', () => {
  test('is a warning at its first place, with the others and the word that was meant', () => {
    const report = check(
      { body: '## One\n\nThey recieve it.\n\n- It will recieve more.\n' },
      { speller: spellerOf('en') },
    ).find(({ code }) => code === 'spelling');
    expect(report).toMatchObject({
      code: 'spelling',
      severity: 'warning',
      message: '`recieve` is not in the dictionary, did you mean `receive`',
      start: { line: 11, column: 6 },
      end: { line: 11, column: 13 },
    });
    expect(report?.related).toMatchObject([{ start: { line: 13, column: 11 }, message: 'and here' }]);
  });

  test('is found wherever the reader sees it: in lists, tables, headings, compounds, words for a picture', () => {
    expect(said('- The contaent of it\n')).toEqual(['warning 1:7 contaent, did you mean content']);
    expect(said('| Name | The contaent |\n|---|---|\n| a | The valuest |\n')).toEqual([
      'warning 1:14 contaent, did you mean content',
      'warning 3:11 valuest, did you mean values',
    ]);
    expect(said('### The Developement of It\n\nWords.')).toEqual([
      'warning 1:9 Developement, did you mean Development',
    ]);
    expect(said('It is a user-freindly thing.')).toEqual(['warning 1:14 freindly, did you mean friendly']);
    expect(said('![A browswer window](https://example.org/a.png)')).toEqual([
      'warning 1:5 browswer, did you mean browser',
    ]);
  });

  test('is found at the start of a sentence, and in one that is all wrong', () => {
    expect(said('Words. Recieve it. “Teh end.”')).toEqual([
      'warning 1:8 Recieve, did you mean Receive',
      'warning 1:21 Teh, did you mean The',
    ]);
    expect(said('Wrong: requaest, elaement, serverst, contaent.')).toHaveLength(4);
  });

  test('is one word with curly apostrophes or straight ones', () => {
    expect(said('We wan’t it, don’t we? It isn’t the server’s, it’s theirs.')).toEqual([
      'warning 1:4 wan’t, did you mean want',
    ]);
  });
});

describe('A term', () => {
  test('one slip from a common word is an info that names both, and how to make it known', () => {
    const body = 'A sinfle is one. Two sinfles are two. A sinfle has a sinfle.';
    expect(said(body)).toContain('info 1:3 sinfle; near it is single');
    const report = check({ body: `## One\n\n${body}\n` }, { speller: spellerOf('en') }).find(
      ({ code }) => code === 'spelling',
    );
    expect(report?.fix).toBe('add it to `vocabulary` in course.yaml if it is a term, mark it as code, or fix it');
    expect(said(body, { vocabulary: ['sinfle', 'sinfles'] })).toEqual([]);
  });

  test.each([
    ['is silent as the name of a thing', 'See [kaggle](https://kaggle.com) and Rick Hanlon.'],
    ['is silent where it is spoken of', 'They say “contaent” or "valuest".'],
    ['is silent where the lesson shows it as code', 'Use `contaent`; the contaent, contaents and the contaent’s own.'],
    ['is silent as a name at the start of a sentence', 'Strava is a name. Exercism is one, too.'],
    [
      'is silent as part of a path, address, number or word with letters in brackets',
      'See /etc/contaent, contaent.js, x_contaent, @contaent, country(ies), no-op(eration).',
    ],
    ['is silent as part of a compound that is none', 'The slepp-qzx and neutron-qzx-agtent.'],
  ])('%s', (_, body) => expect(said(body)).toEqual([]));

  test('is an info where it ends in a short word, as compounds do', () => {
    expect(said('Her skillset and a buttonbar are known.').map((report) => report.split(' ')[0])).toEqual([
      'info',
      'info',
    ]);
  });

  test('is an info among others in an enumeration, and in a line of another language', () => {
    expect(said('Examples: sshq, crond, rpcbindo.').every((report) => report.startsWith('info'))).toBe(true);
    expect(said('Mensch ärgere Dich nicht').every((report) => report.startsWith('info'))).toBe(true);
  });

  test('that is a name in small letters is told its capital', () => {
    expect(said('It is the greek alphabet.')).toEqual(['info 1:11 greek; near it is Greek']);
  });
});
