import { describe, expect, test } from 'vitest';
import { spellerOf } from '../../../src/cli/dictionaries.ts';
import { CommonWords, corrections, type Correction } from '../../../src/rules/spelling/corrections.ts';
import type { Speller } from '../../../src/rules/spelling/speller.ts';
import { judge, type Doubt } from '../../../src/rules/spelling/verdict.ts';
import { englishForms } from '../../../src/rules/english/word-forms.ts';
import { slipsOf } from './slips.ts';

const english = dictionary('en');

function dictionary(language: string): Speller {
  const speller = spellerOf(language);
  if (speller === undefined) throw new Error(`there is no dictionary for ${language}`);
  return speller;
}

/** Words that any lesson may use, of several lengths. */
const ordinary =
  'answer browser button change client connection content course element error example exercise function learner lesson letter message module number object page part people picture program question reader receive request section sentence separate server something string system table text thing together value variable water window word'.split(
    ' ',
  );

describe('The dictionary of English', () => {
  test.each(
    'colour color organise organize analysed centre center travelled travelling cancelled programme behaviour grey judgement axe dialogs shorthands customizations'.split(
      ' ',
    ),
  )('has “%s”, whatever side of the ocean it is from', (word) => expect(english.knows(word)).toBe(true));
  test.each(["server's", 'server’s', "servers'", 'don’t', "isn't", "they're", "there'll", 'Receive', 'naïve', 'café'])(
    'has the form “%s”',
    (word) => expect(english.knows(word)).toBe(true),
  );
  test.each(
    'json kubernetes nginx regexes docstrings middleware prerendered stylesheets tuples mutex async kata'.split(' '),
  )('has the term “%s”', (word) => expect(english.knows(word)).toBe(true));
  test.each(
    'contaent valuest thest foodo requaest elaement serverst answoer prinlt recieve adress xqzvb skil sence authour numbre'.split(
      ' ',
    ),
  )('has no “%s”', (word) => expect(english.knows(word)).toBe(false));

  test('has no word for having `st` at its end, or an `a` or `o` too many before an `e`', () => {
    const made = ordinary.flatMap((word) => [
      `${word}st`,
      ...[...word.matchAll(/(?<=.)e/g)].flatMap(({ index }) =>
        ['a', 'o'].map((letter) => word.slice(0, index) + letter + word.slice(index)),
      ),
    ]);
    expect(made.length).toBeGreaterThan(100);
    expect(made.filter((word) => english.knows(word))).toEqual([]);
  });

  test('has no British forms where the course is American, and says what they are there', () => {
    const american = dictionary('en-US');
    expect(['colour', 'organise', 'travelled'].filter((word) => american.knows(word))).toEqual([]);
    expect(american.corrections('colour')[0]?.word).toBe('color');
  });

  test('has a name that says which lists it is made of', () => {
    expect(english.name).toMatch(/^(?:@?[\w/-]+@\d+\.\d+\.\d+ ?)+$/);
    expect(english.name).not.toBe(dictionary('en-US').name);
    expect(spellerOf('en-GB')).toBe(english);
  });

  test('knows how common a word is', () => {
    expect(['with', 'server', 'mango', 'xylem', 'contaent'].map((word) => english.rarityOf(word))).toEqual([
      0, 1, 3, 4, 5,
    ]);
    expect(['always', 'except', 'dnssec', 'http'].map((word) => english.isOrdinary(word))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('knows a name that is written small, and a word that is made of others', () => {
    expect(['greek', 'table'].map((word) => english.nameOf(word))).toEqual(['Greek', undefined]);
    expect(
      'resubscribe unslotted presigner heapless arities superlist'.split(' ').filter((word) => !english.isCoined(word)),
    ).toEqual([]);
    expect('contaent seperate commited substract'.split(' ').filter((word) => english.isCoined(word))).toEqual([]);
  });
});

test('There is no dictionary of other languages', () => expect(spellerOf('de')).toBeUndefined());

describe('Corrections', () => {
  const suggestionsFor = (word: string): readonly string[] =>
    english.corrections(word).map((correction) => correction.word);

  test('are words of the dictionary, whatever slip was made of whatever word', () => {
    const slips = ordinary.flatMap((word) => [...slipsOf(word)]).filter((slip) => !english.knows(slip));
    expect(slips.length).toBeGreaterThan(1000);
    expect(slips.flatMap((slip) => suggestionsFor(slip)).filter((word) => !english.knows(word))).toEqual([]);
  });

  test('have the word that was meant at their head, nine times in ten', () => {
    const tried = ordinary.flatMap((word) =>
      [...slipsOf(word)].filter((slip) => slip.length > 4 && !english.knows(slip)).map((slip) => ({ word, slip })),
    );
    const right = tried.filter(({ word, slip }) => suggestionsFor(slip)[0] === word);
    expect(right.length / tried.length).toBeGreaterThan(0.9);
  });

  test.each([
    ['recieve', 'receive'],
    ['teh', 'the'],
    ['thier', 'their'],
    ['dont', 'don’t'],
    ['seperate', 'separate'],
    ['occured', 'occurred'],
    ['adress', 'address'],
    ['theoritcal', 'theoretical'],
    ['maintainance', 'maintenance'],
    ['contaent', 'content'],
  ])('for “%s” begin with “%s”', (slip, meant) => expect(suggestionsFor(slip)[0]).toBe(meant.replace('’', "'")));

  test('are the same where those are left out that no word begins like', () => {
    const rarities = new Map(ordinary.map((one) => [one, 1 as const]));
    const common = new CommonWords(rarities);
    const has = (one: string): boolean => rarities.has(one);
    const startOf = (word: string): number => {
      const known = Array.from(word, (_, at) => ordinary.some((one) => one.startsWith(word.slice(0, at + 1))));
      return known.includes(false) ? known.indexOf(false) : word.length;
    };
    const find = (word: string, known: number): readonly Correction[] =>
      corrections(word, { letters: englishForms.letters, alike: englishForms.alike, has, known, rarities, common });
    const slips = ordinary.flatMap((word) => [...slipsOf(word)]);
    expect(slips.filter((slip) => startOf(slip) < slip.length - 2).length).toBeGreaterThan(500);
    for (const slip of slips) expect(find(slip, startOf(slip)), slip).toEqual(find(slip, slip.length));
  });

  test('are sought two slips away only where there is none nearer, in a long word', () => {
    const known = ['abcdefgh', 'abcdefghi', 'abxy'];
    const rarities = new Map(known.map((one) => [one, 1 as const]));
    const find = (word: string): string[] =>
      corrections(word, {
        letters: englishForms.letters,
        alike: englishForms.alike,
        has: (one) => known.includes(one),
        known: word.length,
        rarities,
        common: new CommonWords(rarities),
      }).map((one) => `${one.word} ${one.slip}`);
    expect(find('bacdefhg')).toEqual([]);
    expect(find('abdcefhg')).toEqual(['abcdefgh two']);
    expect(find('abcdefgg')).toEqual(['abcdefgh mistyped']);
    expect(find('aybx')).toEqual([]);
  });
});

describe('A word that no dictionary has', () => {
  const verdictOn = (
    word: string,
    doubt: Partial<Doubt> = {},
    uses: Readonly<Record<string, number>> = {},
  ): string | undefined => {
    const { isSlip, correction } = judge(
      { word, times: 1, mayBeName: false, needsProof: false, ...doubt },
      english,
      (one) => uses[one] ?? 0,
    );
    return isSlip ? correction?.word : undefined;
  };

  test.each([
    ['contaent', 'content'],
    ['valuest', 'values'],
    ['thest', 'test'],
    ['foodo', 'food'],
    ['wtih', 'with'],
    ['wil', 'will'],
    ['evey', 'every'],
    ['langauge', 'language'],
    ['sinfle', 'single'],
    ['crytographically', 'cryptographically'],
  ])('is a slip where a common word is near: “%s”', (word, meant) => expect(verdictOn(word)).toBe(meant));

  test.each([
    'ngrep',
    'vnodes',
    'rerenderer',
    'subslot',
    'heapless',
    'greek',
    'typespecs',
    'xqzvb',
    'hawkey',
    'fonctionné',
  ])('is a term or a name where it differs as those do: “%s”', (word) => expect(verdictOn(word)).toBeUndefined());

  test('is a term where the lesson uses it again and again, unless it uses the common word more often', () => {
    expect(verdictOn('sinfle', { times: 3 })).toBeUndefined();
    expect(verdictOn('sinfle', { times: 3 }, { single: 4 })).toBe('single');
  });

  test('is a slip even so where letters are doubled, swapped or heard: who does that once does it always', () => {
    expect(['adress', 'recieve', 'seperate'].map((word) => verdictOn(word, { times: 5 }))).toEqual([
      'address',
      'receive',
      'separate',
    ]);
  });

  test('is rather the word that the lesson uses', () => {
    expect(verdictOn('interal', {}, { internal: 1 })).toBe('internal');
    expect(verdictOn('interal', {}, { interval: 1 })).toBe('interval');
  });

  test('needs more proof where a name may stand', () => {
    expect(
      ['Developement', 'Recieve', 'Teh'].map((word) => verdictOn(word.toLowerCase(), { needsProof: true })),
    ).toEqual(['development', 'receive', 'the']);
    expect(
      ['Strava', 'Exercism', 'Vitest', 'Pingdom'].map((word) => verdictOn(word.toLowerCase(), { needsProof: true })),
    ).toEqual([undefined, undefined, undefined, undefined]);
    expect(verdictOn('recieve', { mayBeName: true })).toBeUndefined();
  });
});
