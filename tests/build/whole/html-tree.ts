import { parse, type DefaultTreeAdapterTypes } from 'parse5';

export type Element = DefaultTreeAdapterTypes.Element;
export type Node = DefaultTreeAdapterTypes.ChildNode;

/** A page as a browser without scripts reads it: what `noscript` holds is part of it. */
export function readPage(html: string): Element {
  const root = parse(html, { scriptingEnabled: false }).childNodes.find(isElement);
  if (root === undefined) throw new Error('a page without a root element');
  return root;
}

export function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

/** All elements, in the order of the page. What a `template` holds is not among them. */
export function* elementsIn(element: Element): Generator<Element> {
  yield element;
  for (const child of element.childNodes) if (isElement(child)) yield* elementsIn(child);
}

/** What templates of a page hold: no part of the page until a script takes it. */
export function* templatesIn(element: Element): Generator<Element> {
  for (const one of elementsIn(element)) {
    if (!('content' in one)) continue;
    const { childNodes } = one.content as { readonly childNodes: Node[] };
    for (const child of childNodes) {
      if (!isElement(child)) continue;
      yield* elementsIn(child);
      yield* templatesIn(child);
    }
  }
}

export function attributeOf(element: Element, name: string): string | undefined {
  return element.attrs.find(
    (attribute) => (attribute.prefix ? `${attribute.prefix}:${attribute.name}` : attribute.name) === name,
  )?.value;
}

export function parentOf(element: Element): Element | undefined {
  return element.parentNode !== null && 'tagName' in element.parentNode ? element.parentNode : undefined;
}

/** What the HTML says in words, without styles and scripts. */
export function textIn(node: Node): string {
  if ('value' in node) return node.value;
  if (!isElement(node) || ['script', 'style', 'template'].includes(node.tagName)) return '';
  return node.childNodes.map(textIn).join('');
}

export const squeezed = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
