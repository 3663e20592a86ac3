import { escapeAttribute, escapeText } from '../text/escape.ts';

export { escapeAttribute, escapeText };

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element's attributes, each with a space before it, in the order given. `true` stands alone, `false` and undefined are left out. */
export function attributes(values: Attributes): string {
  let html = '';
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === false) continue;
    html += value === true ? ` ${name}` : ` ${name}="${escapeAttribute(String(value))}"`;
  }
  return html;
}

/** An element with content that is HTML already. */
export function element(tag: string, values: Attributes, content: string): string {
  return `<${tag}${attributes(values)}>${content}</${tag}>`;
}

/** Data for a script of the page: JSON that cannot close its `<script>` element. */
export function json(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
