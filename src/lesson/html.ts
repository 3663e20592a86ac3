import { escapeAttribute, escapeText, json } from '../text/escape.ts';

export { escapeAttribute, escapeText, json };

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * An element's attributes in the given order, each preceded by a space. `true` renders a boolean attribute, `false` and
 * undefined are omitted.
 */
export function attributes(values: Attributes): string {
  let html = '';
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === false) continue;
    html += value === true ? ` ${name}` : ` ${name}="${escapeAttribute(String(value))}"`;
  }
  return html;
}

/** An element; `content` is HTML. */
export function element(tag: string, values: Attributes, content: string): string {
  return `<${tag}${attributes(values)}>${content}</${tag}>`;
}
