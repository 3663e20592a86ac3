import type { QuestionView } from './view.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text made safe between tags and in double-quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

/** What a part's control is called on its page: the question's id in front keeps groups of radio buttons apart. */
export function controlName(view: QuestionView, part: string): string {
  return escapeHtml(`${view.data.id}.${part}`);
}

/** A Markdown string of the question as blocks; text the site did not render is shown as it stands. */
export function blocks(view: QuestionView, source: string): string {
  return view.html[source]?.trim() ?? `<p>${escapeHtml(source)}</p>`;
}

/** The same for inside a label: a lone paragraph loses its tags. */
export function inline(view: QuestionView, source: string): string {
  const html = blocks(view, source);
  const [lead, rest] = leadOf(html);
  return lead !== undefined && rest === '' ? lead : html;
}

/** Splits rendered Markdown into its first paragraph's inside and whatever follows; no first paragraph: `undefined`. */
export function leadOf(html: string): readonly [string | undefined, string] {
  const match = /^<p>([\s\S]*?)<\/p>\s*([\s\S]*)$/.exec(html);
  return match ? [match[1] ?? '', match[2] ?? ''] : [undefined, html];
}
