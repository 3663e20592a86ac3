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

const block = /^\s*<(?:p|pre|figure|div|ul|ol|dl|blockquote|table|hr|h[1-6])\b/;

/** A Markdown string as the site rendered it (one paragraph may come without its tags); what it did not render is shown as it stands. */
function rendered(view: QuestionView, source: string): string {
  return view.html.get(source)?.trim() ?? escapeHtml(source);
}

/** A Markdown string of the question as blocks. */
export function blocks(view: QuestionView, source: string): string {
  const html = rendered(view, source);
  return block.test(html) ? html : `<p>${html}</p>`;
}

/** The same for inside a label: a lone paragraph has no tags. */
export function inline(view: QuestionView, source: string): string {
  const [lead, rest] = leadOf(rendered(view, source));
  return lead !== undefined && rest === '' ? lead : rendered(view, source);
}

/** Splits rendered Markdown into its first paragraph's inside and whatever follows; no first paragraph: `undefined`. */
export function leadOf(html: string): readonly [string | undefined, string] {
  if (!block.test(html)) return [html, ''];
  const match = /^<p>([\s\S]*?)<\/p>\s*([\s\S]*)$/.exec(html);
  return match ? [match[1] ?? '', match[2] ?? ''] : [undefined, html];
}
