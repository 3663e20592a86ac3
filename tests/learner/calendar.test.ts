import fc from 'fast-check';
import { expect, it } from 'vitest';
import { calendarOf } from '../../src/learner/calendar.ts';

const now = Date.UTC(2026, 11, 1, 12);
const day = 86_400_000;
const url = 'https://example.org/course/review/';
const summary = (count: number): string => `Waves, particles; and more: review (${count})`;

/** The lines of a calendar, unfolded. */
const linesOf = (calendar: string): string[] => calendar.replace(/\r\n /g, '').split('\r\n').slice(0, -1);

it('A calendar has an event for each day on which questions are due, today for what is due already', () => {
  const table = [-9, -1, 2, 2, 40].map((days, index) => ({ address: `m/q${index}`, at: now + days * day }));
  const lines = linesOf(calendarOf(table, now, { summary, url }));
  const all = (name: string) => lines.filter((line) => line.startsWith(name)).map((line) => line.slice(name.length));
  expect(all('DTSTART;VALUE=DATE:')).toEqual(['20261201', '20261203', '20270110']);
  expect(all('SUMMARY:')).toEqual([2, 2, 1].map((count) => `Waves\\, particles\\; and more: review (${count})`));
  expect(new Set(all('UID:')).size).toBe(3);
  expect(all('DTSTAMP:')).toEqual(Array(3).fill('20261201T120000Z'));
  expect(calendarOf(table, now, { summary, url })).toBe(calendarOf(table, now, { summary, url }));
});

it('No line of a calendar is longer than 75 bytes, whatever the language, and none loses a letter', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200, size: 'max' }), (title) => {
      const text = title.replace(/[\p{C}]/gu, '');
      const calendar = calendarOf([{ address: 'm/q', at: now }], now, { summary: () => text, url });
      for (const line of calendar.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
      const said = linesOf(calendar).find((line) => line.startsWith('SUMMARY:')) ?? '';
      expect(said.slice('SUMMARY:'.length).replace(/\\(.)/g, '$1')).toBe(text);
    }),
    { seed: 9, numRuns: 200 },
  );
});
