import { escapeAttribute as escapeHtml } from '../../text/escape.ts';
import type { QuestionView } from './view.ts';

export { escapeHtml };

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

/** The same for beside other words: a lone paragraph has no tags. */
export function inline(view: QuestionView, source: string): string {
  const [lead, rest] = leadOf(rendered(view, source));
  return lead !== undefined && rest === '' ? lead : rendered(view, source);
}

/**
 * The same for inside a label, or for what names a control. Browsers end a name at figures, tables and quotations unless
 * those have no role, and a label is no place for a tab stop: what would scroll breaks into lines instead (`quiz.css`).
 */
export function naming(view: QuestionView, source: string): string {
  return inline(view, source).replace(
    /<(\/?)([a-z]+)((?:[^>"]|"[^"]*")*)>/g,
    (_, slash: string, tag: string, attributes: string) => {
      // A figure with a caption may not do without its role.
      const name = tag === 'figcaption' ? 'div' : tag;
      return `<${slash}${name}${slash === '' && /^(?:figure|table|blockquote)$/.test(tag) ? ' role="none"' : ''}${attributes.replace(' tabindex="0"', '')}>`;
    },
  );
}

/** What the pictures in HTML show, for a control that has nothing else beside it: not everything that reads pages takes a picture for a label. Empty where there are words. */
export function pictured(html: string): string {
  if (/\S/.test(html.replace(/<(?:[^>"]|"[^"]*")*>/g, ''))) return '';
  return [...html.matchAll(/<img\b(?:[^>"]|"[^"]*")*? alt="([^"]*)"/g)].map(([, alternative]) => alternative).join(' ');
}

/** Splits rendered Markdown into its first paragraph's inside and whatever follows; no first paragraph: `undefined`. */
export function leadOf(html: string): readonly [string | undefined, string] {
  if (!block.test(html)) return [html, ''];
  const match = /^<p>([\s\S]*?)<\/p>\s*([\s\S]*)$/.exec(html);
  return match ? [match[1] ?? '', match[2] ?? ''] : [undefined, html];
}
