import { describe, expect, test } from 'vitest';
import { recordWire, renderRecordedWire } from '../../src/lab/record/recorded-wire.ts';
import type { LabEvent } from '../../src/lab/protocol.ts';
import { wordsOf } from '../../src/words/words.ts';

const { fill } = wordsOf('en');

const wire = (dir: 'c2s' | 's2c', rest: object): LabEvent =>
  ({ seq: 1, at: 0, type: 'wire', conn: 'c1', dir, arrivesAt: 20, ...rest }) as LabEvent;

describe('The recorded wire', () => {
  test('says of every event on the wire where to, what, and how many bytes; of nothing else', () => {
    const events = [
      wire('c2s', { kind: 'request', line: 'GET / HTTP/1.1', headers: [], length: 18 }),
      { seq: 2, at: 0, type: 'idle' } as LabEvent,
      wire('s2c', { kind: 'fin' }),
    ];
    expect(recordWire(events)).toEqual([
      { to: 'server', what: 'GET / HTTP/1.1', bytes: 18 },
      { to: 'client', what: { message: 'wire-end' } },
    ]);
  });
  const said = { message: 'wire-said', values: { kind: { message: 'wire-kind-text' }, text: 'Hi' } };

  test('is a table whose direction is told in words', () => {
    const html = renderRecordedWire([{ to: 'client', what: said, bytes: 4 }], fill);
    expect(html).toContain('<td class="lab-dir" data-side="server"><span aria-hidden="true">← </span>client</td>');
    expect(html).toContain('<td class="lab-what">Text “Hi”</td><td class="lab-number">4</td>');
  });
  test('is told in the language of the course, and as it was written where it was recorded as text', () => {
    const html = renderRecordedWire(
      [
        { to: 'client', what: said },
        { to: 'server', what: 'GET / HTTP/1.1' },
      ],
      wordsOf('de').fill,
    );
    expect(html).toContain('<caption>Auf der Leitung</caption>');
    expect(html).toContain('<td class="lab-what">Text „Hi“</td>');
    expect(html).toContain('<td class="lab-what">GET / HTTP/1.1</td>');
  });
  test('shows what programs sent as text, never as HTML', () => {
    expect(renderRecordedWire([{ to: 'server', what: '<img src=x onerror="alert(1)">' }], fill)).not.toContain('<img');
  });
  test('is cut where it is long, and nothing where nothing was sent', () => {
    const html = renderRecordedWire(
      Array.from({ length: 40 }, () => ({ to: 'server' as const, what: 'x' })),
      fill,
    );
    expect(html.match(/lab-what/g)).toHaveLength(14);
    expect(html).toContain('and 26 more');
    expect(renderRecordedWire([], fill)).toBe('');
  });
});
