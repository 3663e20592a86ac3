import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { policies } from '../../src/publish/content-security-policy.ts';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const page = (body: string): string => `<head><meta charset="utf-8"></head>${body}`;
const policyOf = (html: string): Readonly<Record<string, string>> => {
  const [, policy = ''] =
    /<meta charset="utf-8"><meta http-equiv="content-security-policy" content="([^"]*)">/.exec(html) ?? [];
  return Object.fromEntries(
    policy.split(';').map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1).join(' ')]),
  );
};

describe('The policy of a page', () => {
  test('stands before everything it speaks of, and leaves the rest of the page alone', () => {
    const body = '<style>a{}</style><p>hello</p>';
    const given = policies(['a{}'])(page(body));
    expect(given.replace(/<meta http-equiv[^>]*>/, '')).toBe(page(body));
    expect(policyOf(given)).toMatchObject({
      'default-src': "'self'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'script-src': "'self'",
      'style-src': `'self' ${hash('a{}')}`,
    });
    expect(given).not.toContain('unsafe');
  });

  test('allows the inline scripts and styles of the site that stand in it, and none of other pages', () => {
    const body = '<style>a{}</style><script type="module">one()</script><script src="/x.js"></script>';
    expect(policyOf(policies(['one()', 'two()', 'a{}', 'b{}'])(page(body)))).toMatchObject({
      'script-src': `'self' ${hash('one()')}`,
      'style-src': `'self' ${hash('a{}')}`,
    });
  });

  test('knows a text with other letters than ASCII in a page’s bytes', () => {
    const bytes = Buffer.from(page('<style>p::before{content:"→ é"}</style>')).toString('latin1');
    expect(policyOf(policies(['p::before{content:"→ é"}'])(bytes))).toMatchObject({
      'style-src': `'self' ${hash('p::before{content:"→ é"}')}`,
    });
  });

  test('allows a text from the page on that it was told of', () => {
    const givePolicy = policies([]);
    expect(policyOf(givePolicy(page('<style>a{}</style>')))).toMatchObject({ 'style-src': "'self'" });
    expect(policyOf(givePolicy(page('<style>a{}</style>'), ['a{}']))).toMatchObject({
      'style-src': `'self' ${hash('a{}')}`,
    });
  });

  test('does not allow what the site has not put there', () => {
    const body = '<style>p{}</style><script>stolen()</script>';
    expect(policyOf(policies(['one()'])(page(body)))).toMatchObject({
      'script-src': "'self'",
      'style-src': "'self'",
    });
  });

  test('does not allow what is only an attribute, or text of the page', () => {
    const body = '<p>one()</p><script src="/one.js" data-x="one()"></script>';
    expect(policyOf(policies(['one()'])(page(body)))).toMatchObject({ 'script-src': "'self'" });
  });
});
