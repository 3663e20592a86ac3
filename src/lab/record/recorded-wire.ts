import { escapeText } from '../../text/escape.ts';
import type { LabEvent } from '../protocol.ts';
import type { LabMessage } from '../messages.ts';
import { textOf, type Fill, type Said } from '../said.ts';
import { describeWire } from '../wire/describe.ts';

/** One event on the wire, as stored with a proof and shown before Run. What is read from a file need not be a `Said`. */
export interface RecordedEvent<What = unknown> {
  readonly to: 'server' | 'client';
  readonly what: What;
  readonly bytes?: number | undefined;
}

/** Maximum number of events shown. */
const SHOWN = 14;

/** The wire events of a run. */
export function recordWire(events: readonly LabEvent[]): RecordedEvent<Said>[] {
  return events.flatMap((event) => {
    if (event.type !== 'wire') return [];
    const { what, bytes } = describeWire(event);
    return [{ to: event.dir === 'c2s' ? 'server' : 'client', what, ...(bytes === undefined ? {} : { bytes }) }];
  });
}

/**
 * Renders the recording as a table, for the page before Run, without JavaScript and in print. Empty if there are no
 * events. `fill` gives the messages of the course's language.
 */
export function renderRecordedWire(events: readonly RecordedEvent[], fill: Fill): string {
  if (events.length === 0) return '';
  const say = (name: LabMessage, values: Readonly<Record<string, string | number>> = {}): string =>
    escapeText(fill(name, values) ?? '');
  const rows = events.slice(0, SHOWN).map(({ to, what, bytes }) => {
    const [side, arrow] = to === 'server' ? ['client', '→'] : ['server', '←'];
    return `<tr><td class="lab-dir" data-side="${side}"><span aria-hidden="true">${arrow} </span>${say(`wire-${to}`)}</td><td class="lab-what">${escapeText(textOf(what, fill))}</td><td class="lab-number">${bytes ?? ''}</td></tr>`;
  });
  const head = (['wire-to', 'wire-what', 'wire-bytes'] as const)
    .map((name) => `<th scope="col">${say(name)}</th>`)
    .join('');
  const more = events.length - SHOWN;
  const note = more > 0 ? `<tr><td colspan="3">${say('wire-more', { n: more })}</td></tr>` : '';
  return `<div class="lab-recorded"><table class="lab-table"><caption>${say('wire')}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('')}${note}</tbody></table></div>`;
}
