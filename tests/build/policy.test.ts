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

const nonceOf = (html: string): string => /'nonce-([^']+)'/.exec(html)?.[1] ?? '';
const none = (): boolean => false;
/** The scripts of a page that its policy names. */
const namedScripts = (html: string): readonly string[] =>
  [...html.matchAll(/<script nonce="([^"]*)"[^>]*>[\s\S]*?<\/script>/g)].flatMap(([script, nonce]) =>
    nonce === nonceOf(html) ? [script.replace(` nonce="${nonce}"`, '')] : [],
  );

describe('The policy of a page', () => {
  test('stands before everything it speaks of, and leaves the rest of the page alone', () => {
    const body = '<style>a{}</style><p>hello</p>';
    const given = policies(['a{}'], none)(page(body));
    expect(given.replace(/<meta http-equiv[^>]*><meta property="csp-nonce"[^>]*>/, '')).toBe(page(body));
    expect(policyOf(given)).toMatchObject({
      'default-src': "'self'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': 'lectern',
      'style-src': `'self' ${hash('a{}')}`,
    });
    expect(policyOf(given)['script-src']).toMatch(/^'nonce-[\w+/]{22}'$/);
    expect(given).not.toContain('unsafe');
  });

  test('allows the scripts of the site that stand in it, by their text or address, and nothing else', () => {
    const own = '<script type="module">one()</script><script type="module" src="/_astro/x.js"></script>';
    const body = `<style>a{}</style>${own}<script src="/_astro/x.js"></script><script type="module" src="/_files/x.js"></script><script>stolen()</script><style>p{}</style>`;
    const given = policies(['one()', 'a{}', 'b{}'], (address) => address === '/_astro/x.js')(page(body));
    expect(namedScripts(given).join('')).toBe(own);
    expect(given.replaceAll(` nonce="${nonceOf(given)}"`, '')).toContain(`csp-nonce"></head>${body}`);
    expect(policyOf(given)).toMatchObject({ 'style-src': `'self' ${hash('a{}')}` });
  });

  test('is another one for another page, and the same for the same: nobody can write it into a lesson', () => {
    const givePolicy = policies([], none);
    expect(givePolicy(page('a'))).toBe(givePolicy(page('a')));
    expect(nonceOf(givePolicy(page('a')))).not.toBe(nonceOf(givePolicy(page('b'))));
    const guessed = `<script nonce="${nonceOf(givePolicy(page('a')))}">stolen()</script>`;
    expect(namedScripts(givePolicy(page(guessed)))).toEqual([]);
  });

  test('knows a text with other letters than ASCII in a page’s bytes', () => {
    const css = 'p::before{content:"→ é"}';
    const bytes = Buffer.from(page(`<style>${css}</style><script>say("é")</script>`)).toString('latin1');
    const given = policies([css, 'say("é")'], none)(bytes);
    expect(policyOf(given)).toMatchObject({ 'style-src': `'self' ${hash(css)}` });
    expect(namedScripts(given)).toHaveLength(1);
  });

  test('allows a text from the page on that it was told of', () => {
    const givePolicy = policies([], none);
    expect(policyOf(givePolicy(page('<style>a{}</style>')))).toMatchObject({ 'style-src': "'self'" });
    expect(policyOf(givePolicy(page('<style>a{}</style>'), { further: ['a{}'] }))).toMatchObject({
      'style-src': `'self' ${hash('a{}')}`,
    });
  });

  test('leaves it to the components of a course what they make of markup', () => {
    expect(policies([], none)(page(''), { hasComponents: true })).not.toContain('trusted-types');
  });

  test('lets a page frame the players that it was told of, and no other page', () => {
    const givePolicy = policies([], none);
    expect(policyOf(givePolicy(page(''), { frames: ['https://a.example', 'https://b.example:8443'] }))).toMatchObject({
      'frame-src': "'self' https://a.example https://b.example:8443",
    });
    expect(policyOf(givePolicy(page('')))['frame-src']).toBeUndefined();
  });

  test('does not allow what is only an attribute, or text of the page', () => {
    const body = '<p>one()</p><script src="/one.js" data-x="one()"></script><p title="one()">';
    expect(namedScripts(policies(['one()'], none)(page(body)))).toEqual([]);
  });
});
