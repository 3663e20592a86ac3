import { expect, test } from 'vitest';
import { runner, transcript } from './run.ts';

const { run } = runner();

/** What Chromium's console shows for each call, as its DevTools do before anything is unfolded. */
const shown: readonly (readonly [code: string, text: string])[] = [
  ["console.log('text', 1, true, null, undefined, 10n, -0, NaN)", 'text 1 true null undefined 10n -0 NaN'],
  ["console.log({ a: 1, b: 'x', c: null, d: undefined })", "{a: 1, b: 'x', c: null, d: undefined}"],
  [
    "console.log({ 'two words': 1, nested: { deep: 1 }, list: [1, 2] })",
    "{'two words': 1, nested: {…}, list: Array(2)}",
  ],
  ['console.log([1, 2, 3], [1], [])', '(3) [1, 2, 3] [1] []'],
  ["console.log(['a', \"it's\"])", "(2) ['a', \"it's\"]"],
  ["console.log(new Map([['k', 1]]), new Set([1, 'b']))", "Map(1) {'k' => 1} Set(2) {1, 'b'}"],
  [
    'console.log(new Uint8Array([72, 105]))',
    "Uint8Array(2) [72, 105, buffer: ArrayBuffer(2), byteLength: 2, byteOffset: 0, length: 2, Symbol(Symbol.toStringTag): 'Uint8Array']",
  ],
  ['class Point { x = 1 }; console.log(new Point())', 'Point {x: 1}'],
  ['console.log(Promise.resolve(7), new Promise(() => {}))', 'Promise {<fulfilled>: 7} Promise {<pending>}'],
  ['console.log((a, b) => a + b)', '(a, b) => a + b'],
  ['console.log(function add(a) {}, { m() {} }.m)', 'ƒ add(a) {} ƒ m() {}'],
  ['console.log(/a+/g, Symbol("s"))', '/a+/g Symbol(s)'],
  ["console.log('%s is %d, %i and %f%%', 'x', 4.5, 4.5, 4.5)", 'x is 4, 4 and 4.5%'],
  ["console.log('%cred', 'color: red', { a: 1 })", 'red {a: 1}'],
  ["console.error('wrong'); console.warn('careful'); console.info('so')", 'wrong|careful|so'],
  ["console.log('two\\nlines')", 'two|lines'],
];

test.each(shown)('%s', async (code, text) => {
  expect(
    transcript(await run({ 'client.js': code }))
      .map((line) => line.slice('client: '.length))
      .join('|'),
  ).toBe(text);
});
