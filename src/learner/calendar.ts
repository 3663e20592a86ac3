import { hash32 } from '../text/hash.ts';
import type { Due } from './schedule.ts';

/** What the events of a calendar say. */
export interface CalendarWords {
  /** The title of a day on which so many questions are due. */
  summary(count: number): string;
  /** Address of the page that asks them. */
  readonly url: string;
}

/**
 * A calendar file (RFC 5545) of the reviews to come: one event for each day on which questions are due, today for what is
 * due already. Days are those of the learner's time zone. An event keeps its name when the file is saved again, so that a
 * calendar replaces it. The same bytes for the same reviews, words and time.
 */
export function calendarOf(table: readonly Due[], now: number, { summary, url }: CalendarWords): string {
  const counts = new Map<string, number>();
  for (const { at } of table) {
    const day = dayOf(Math.max(at, now));
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  const events = [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([day, count]) => [
      'BEGIN:VEVENT',
      `UID:${day}-${hash32(url).toString(36)}`,
      `DTSTAMP:${new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')}`,
      `DTSTART;VALUE=DATE:${day}`,
      `SUMMARY:${escaped(summary(count))}`,
      `URL:${url}`,
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Lectern//Reviews//EN', ...events, 'END:VCALENDAR']
    .map((line) => `${folded(line)}\r\n`)
    .join('');
}

/** The day of a time, in the time zone of the clock: `20261201`. */
function dayOf(at: number): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
}

const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');

/** A line of at most 75 bytes, continued on lines that begin with a space (RFC 5545, section 3.1). */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let [lines, length] = ['', 0];
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (length + size > 75) {
      lines += '\r\n ';
      length = 1;
    }
    lines += character;
    length += size;
  }
  return lines;
}
