import { expect, it } from 'vitest';
import { reportAddress } from '../../src/islands/report-address.ts';

const [title, body] = ['Who asks? & why', 'a/b, https://x.example/#é\nAnswer: {title}'];

it.each([
  ['mail', 'teacher@example.org', 'mailto:teacher@example.org', 'subject', 'body'],
  ['an issue', 'https://github.com/a/b/issues/new', 'https://github.com/a/b/issues/new', 'title', 'body'],
  ['a form', 'https://forms.example/?course=7', 'https://forms.example/', 'title', 'body'],
  [
    'names of its own',
    'https://gitlab.com/a/b/-/issues/new?issue[title]={title}&issue[description]={body}',
    'https://gitlab.com/a/b/-/issues/new',
    'issue[title]',
    'issue[description]',
  ],
])('a report by %s arrives with its title and text as they are', (_, to, address, first, second) => {
  const url = new URL(reportAddress(to, title, body));
  expect(url.href.split('?')[0]).toBe(address);
  expect([url.searchParams.get(first), url.searchParams.get(second)]).toEqual([title, body]);
});
