import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadOf } from '../../src/questions/kit/html.ts';
import { shuffled, shuffledAround } from '../../src/questions/kit/random.ts';
import { concealed, revealed } from '../../src/questions/kit/secret.ts';
import { normaliseText } from '../../schemas/questions/answer-text.ts';
import { fillInGrader } from '../../src/questions/fill-in/grade.ts';
import { startingOrder } from '../../src/questions/ordering/arrange.ts';

describe('shuffling', () => {
  const lists = fc.uniqueArray(fc.string(), { maxLength: 12 });

  it('keeps everything, and gives the same order for the same seed', () => {
    fc.assert(
      fc.property(lists, fc.string(), (list, seed) => {
        expect(shuffled(list, seed).toSorted()).toEqual(list.toSorted());
        expect(shuffled(list, seed)).toEqual(shuffled(list, seed));
      }),
      { seed: 4 },
    );
  });

  it('leaves what is pinned in its place', () => {
    const list = ['first a', 'b', 'c', 'd', 'last e', 'last f'];
    for (let seed = 0; seed < 50; seed++) {
      const order = shuffledAround(list, (text) => /^(first|last)/.exec(text)?.[1], String(seed));
      expect([order[0], order[4], order[5]]).toEqual(['first a', 'last e', 'last f']);
    }
  });

  it('gives every order about as often as any other', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 6000; seed++) {
      const order = shuffled(['a', 'b', 'c'], `learner,${seed},module/question`).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });

  it('never starts an ordering in the right order', () => {
    for (let seed = 0; seed < 200; seed++) {
      for (const right of [
        ['a', 'b'],
        ['a', 'b', 'c'],
        ['a', 'b', 'c', 'd'],
      ])
        expect(startingOrder(right, String(seed))).not.toEqual(right);
    }
  });
});

describe('concealing', () => {
  it('comes back as it was, whatever the letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(revealed(concealed([text]))).toEqual([text]);
      }),
      { seed: 4 },
    );
  });

  it('does not show words in any script', () => {
    for (const word of ['upgrade', '101', 'été', 'привет', '握手']) expect(concealed([word])).not.toContain(word);
  });
});

describe('normaliseText', () => {
  const loose = { ignoreCase: true, ignoreSpace: true };

  it('does not mind spaces at the ends, composed letters or not, or the shape of quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = normaliseText(text, loose);
        expect(normaliseText(` ${text.normalize('NFD').replaceAll("'", '’')}\n`, loose)).toBe(plain);
      }),
      { seed: 4 },
    );
  });

  it.each([
    ['  A  web\tsocket. ', 'a web socket'],
    ['“quoted”', '"quoted"'],
    ['it’s', "it's"],
    ['e\u0301', '\u00e9'],
    ['1–2', '1-2'],
    ['.', '.'],
    ['ｓｔｒａßｅ', 'strasse'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['soft\u00adhy\u200bphen', 'softhyphen'],
    ['10\u00a0km', '10 km'],
    ['H₂O', 'h2o'],
    ['2⁸', '2^8'],
    ['1½', '1 1/2'],
    ['ﬁle', 'file'],
  ])('makes %j into %j', (written, plain) => expect(normaliseText(written, loose)).toBe(plain));

  it('keeps case and space where they count', () => {
    expect(normaliseText('A  b', { ignoreCase: false, ignoreSpace: false })).toBe('A  b');
  });
});

it('grades a blank that is named like something every object has', () => {
  expect(
    fillInGrader.grade(
      { blanks: [['constructor', { accept: ['x'], ignoreCase: true, ignoreSpace: true }]], scoring: 'partial' },
      {},
    ).points,
  ).toBe(0);
});

describe('rendered Markdown', () => {
  it('has a first paragraph, with or without its tags, and what follows', () => {
    expect(leadOf('Only <em>one</em>')).toEqual(['Only <em>one</em>', '']);
    expect(leadOf('<p>One</p>\n<pre>code</pre>')).toEqual(['One', '<pre>code</pre>']);
    expect(leadOf('<code>x</code> first')).toEqual(['<code>x</code> first', '']);
    expect(leadOf('<figure>code</figure><p>after</p>')).toEqual([undefined, '<figure>code</figure><p>after</p>']);
  });
});
