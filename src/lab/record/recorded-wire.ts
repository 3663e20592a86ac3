import { escapeText } from '../../text/escape.ts';
import type { LabEvent } from '../protocol.ts';
import { describeWire } from '../wire/describe.ts';

/** One event on the wire, as stored with a proof and shown before Run. */
export interface RecordedEvent {
  readonly to: 'server' | 'client';
  readonly what: string;
  readonly bytes?: number | undefined;
}

/** Maximum number of events shown. */
const SHOWN = 14;

/** The wire events of a run. */
export function recordWire(events: readonly LabEvent[]): RecordedEvent[] {
  return events.flatMap((event) => {
    if (event.type !== 'wire') return [];
    const { what, bytes } = describeWire(event);
    return [{ to: event.dir === 'c2s' ? 'server' : 'client', what, ...(bytes === undefined ? {} : { bytes }) }];
  });
}

/**
 * Renders the recording as a table, for the page before Run, without JavaScript and in print. Empty if there are no
 * events.
 */
export function renderRecordedWire(events: readonly RecordedEvent[]): string {
  if (events.length === 0) return '';
  const rows = events.slice(0, SHOWN).map(({ to, what, bytes }) => {
    const [side, arrow] = to === 'server' ? ['client', '→'] : ['server', '←'];
    return `<tr><td class="lab-dir" data-side="${side}"><span aria-hidden="true">${arrow} </span>${to}</td><td class="lab-what">${escapeText(what)}</td><td class="lab-number">${bytes ?? ''}</td></tr>`;
  });
  const more = events.length - SHOWN;
  const note = more > 0 ? `<tr><td colspan="3">and ${more} more</td></tr>` : '';
  return `<div class="lab-recorded"><table class="lab-table"><caption>On the wire</caption><thead><tr><th scope="col">To</th><th scope="col">What</th><th scope="col">Bytes</th></tr></thead><tbody>${rows.join('')}${note}</tbody></table></div>`;
}
