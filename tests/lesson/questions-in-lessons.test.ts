import { describe, expect, test } from 'vitest';
import { html } from './body.ts';

describe('A lesson with HTML of its author', () => {
  const body = 'Before.<!-- A source. -->\n\n::question{id="one"}\n\nAfter, with <b>bold</b>.\n';

  test('may show a question, whose controls no author could write', () => {
    const question = '<form method="post" action="#"><input type="radio" name="one.choice" value="$&"></form>';
    expect(html(body, 'md', { question: () => question })).toContain(question);
  });

  test('is refused where somebody else’s form gets in', () => {
    expect(() => html(`${body}\n<form method="post"></form>\n`)).toThrow(/would put/);
  });
});
