import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { withOwnPolicy } from '../../src/build/policy.ts';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const page = (policy: string, body: string): string => `<head><meta http-equiv="content-security-policy" content="${policy}"></head>${body}`;

describe('The policy of a page', () => {
  test('allows the inline scripts and styles that stand in it, and none of other pages', () => {
    const body = '<style>a{}</style><script type="module">one()</script><script src="/x.js"></script>';
    const all = `default-src 'self'; script-src 'self' ${hash('one()')} ${hash('two()')}; style-src 'self' ${hash('b{}')} ${hash('a{}')}`;
    expect(withOwnPolicy(page(all, body))).toBe(page(`default-src 'self'; script-src 'self' ${hash('one()')}; style-src 'self' ${hash('a{}')}`, body));
  });

  test('does not allow what is only an attribute, or text of the page', () => {
    const body = '<p>one()</p><script src="/one.js" data-x="one()"></script>';
    expect(withOwnPolicy(page(`script-src 'self' ${hash('one()')}`, body))).toBe(page("script-src 'self'", body));
  });

  test('is left alone where there is none', () => {
    expect(withOwnPolicy('<p>hello</p>')).toBe('<p>hello</p>');
  });
});
