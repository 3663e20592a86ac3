import { escapeAttribute as escapeHtml } from '../../text/escape.ts';
import type { QuestionView } from './view.ts';

export { escapeHtml };

/** The `name` of a part's control: the question's id as prefix keeps groups of radio buttons separate. */
export function controlName(view: QuestionView, part: string): string {
  return escapeHtml(`${view.data.id}.${part}`);
}

const block = /^\s*<(?:p|pre|figure|div|ul|ol|dl|blockquote|table|hr|h[1-6])\b/;

/**
 * A Markdown string as rendered by the site (a single paragraph may lack its tags); a string that was not rendered is
 * escaped and shown as it is.
 */
function rendered(view: QuestionView, source: string): string {
  return view.html.get(source)?.trim() ?? escapeHtml(source);
}

/** A Markdown string of the question as blocks. */
export function blocks(view: QuestionView, source: string): string {
  const html = rendered(view, source);
  return block.test(html) ? html : `<p>${html}</p>`;
}

/** The same for inline use: a single paragraph has no tags. */
export function inline(view: QuestionView, source: string): string {
  const [lead, rest] = leadOf(rendered(view, source));
  return lead !== undefined && rest === '' ? lead : rendered(view, source);
}

/**
 * The same for a label or an accessible name. Browsers cut the name at figures, tables and quotations unless their
 * roles are removed, and a label must not contain a tab stop: scrollable content wraps instead (`quiz.css`).
 */
export function naming(view: QuestionView, source: string): string {
  return inline(view, source).replace(
    /<(\/?)([a-z]+)((?:[^>"]|"[^"]*")*)>/g,
    (_, slash: string, tag: string, attributes: string) => {
      // The role of a figure with a caption must not be removed.
      const name = tag === 'figcaption' ? 'div' : tag;
      return `<${slash}${name}${slash === '' && /^(?:figure|table|blockquote)$/.test(tag) ? ' role="none"' : ''}${attributes.replace(' tabindex="0"', '')}>`;
    },
  );
}

/**
 * The alternative texts in HTML that has no text, as a label: not all assistive technology uses a picture as a label.
 * Empty if there is text.
 */
export function pictured(html: string): string {
  if (/\S/.test(html.replace(/<(?:[^>"]|"[^"]*")*>/g, ''))) return '';
  return [...html.matchAll(/<img\b(?:[^>"]|"[^"]*")*? alt="([^"]*)"/g)].map(([, alternative]) => alternative).join(' ');
}

/**
 * Splits rendered Markdown into the contents of its first paragraph (`undefined` if it does not start with one) and the
 * rest.
 */
export function leadOf(html: string): readonly [string | undefined, string] {
  if (!block.test(html)) return [html, ''];
  const match = /^<p>([\s\S]*?)<\/p>\s*([\s\S]*)$/.exec(html);
  return match ? [match[1] ?? '', match[2] ?? ''] : [undefined, html];
}
