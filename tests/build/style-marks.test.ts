import { expect, test } from 'vitest';
import { styleMark, withStyles } from '../../src/publish/style-marks.ts';

test('A style comes in the place of its mark, as often as it stands there, whatever signs it has', () => {
  const html = `<style>${styleMark(1)}</style><p>${styleMark(0)}</p><style>${styleMark(0)}</style><style>${styleMark(1)}</style>`;
  expect(withStyles(html, ["a::after{content:'$&$1'}", 'b{}'])).toBe(
    "<style>b{}</style><p>/*0*/</p><style>a::after{content:'$&$1'}</style><style>b{}</style>",
  );
});

test('What only looks like a mark stays', () => {
  const html = '<style>/*2*/</style><style>a{}/*0*/</style><pre>&lt;style>/*0*/&lt;/style></pre>';
  expect(withStyles(html, ['x', 'y'])).toBe(html);
});
