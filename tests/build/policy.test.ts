import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { withOwnPolicy } from '../../src/build/policy.ts';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const page = (body: string): string => `<head><meta charset="utf-8"></head>${body}`;
const policyOf = (html: string): string => /<meta charset="utf-8"><meta http-equiv="content-security-policy" content="([^"]*)">/.exec(html)?.[1] ?? '';

describe('The policy of a page', () => {
  test('stands before everything it speaks of, and leaves the rest of the page alone', () => {
    const body = '<style>a{}</style><p>hello</p>';
    expect(withOwnPolicy(page(body), "default-src 'self'", '')).toBe(`<head><meta charset="utf-8"><meta http-equiv="content-security-policy" content="default-src 'self'"></head>${body}`);
  });

  test('allows the inline scripts and styles that stand in it, and none of other pages', () => {
    const body = '<style>a{}</style><script type="module">one()</script><script src="/x.js"></script>';
    const all = `default-src 'self'; script-src 'self' ${hash('one()')} ${hash('two()')}; style-src 'self' ${hash('b{}')} ${hash('a{}')}`;
    expect(policyOf(withOwnPolicy(page(body), all, ''))).toBe(`default-src 'self'; script-src 'self' ${hash('one()')}; style-src 'self' ${hash('a{}')}`);
  });

  test('does not allow what is only an attribute, or text of the page', () => {
    const body = '<p>one()</p><script src="/one.js" data-x="one()"></script>';
    expect(policyOf(withOwnPolicy(page(body), `script-src 'self' ${hash('one()')}`, ''))).toBe("script-src 'self'");
  });

  test('allows the one style that it is told of, where that stands in the page, and no other that Astro does not know', () => {
    const policy = "script-src 'self'; style-src 'self';";
    const body = '<style>@font-face{}</style><style>p{}</style>';
    expect(policyOf(withOwnPolicy(page(body), policy, '@font-face{}'))).toBe(`script-src 'self'; style-src 'self' ${hash('@font-face{}')};`);
    expect(policyOf(withOwnPolicy(page('<style>p{}</style>'), policy, '@font-face{}'))).toBe(policy);
  });
});
