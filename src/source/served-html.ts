import { parse, type DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;

/** An element as it stands in a tree. */
export interface ServedElement {
  readonly name: string;
  /** It is `<svg>` or `<math>`, or stands in one. */
  readonly isDrawing: boolean;
  /** Names with their prefix. */
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}

/**
 * The elements that browsers find in the body of a page, in document order, those of templates included; undefined if
 * the HTML ends the part of the page that it stands in.
 */
export function servedElements(html: string): readonly ServedElement[] | undefined {
  const page = parse(`<!doctype html><main>${html}</main>`);
  const [, body] = childrenOf(childrenOf(page).at(-1));
  const [main, ...behind] = childrenOf(body);
  return main?.nodeName !== 'main' || behind.length > 0 ? undefined : [...elementsBelow(main, false)];
}

function* elementsBelow(parent: Node, inDrawing: boolean): Generator<ServedElement> {
  for (const node of childrenOf(parent)) {
    const isDrawing = inDrawing || node.nodeName === 'svg' || node.nodeName === 'math';
    if ('attrs' in node) yield asServed(node, isDrawing);
    yield* elementsBelow(node, isDrawing);
  }
}

function asServed({ tagName, attrs }: DefaultTreeAdapterTypes.Element, isDrawing: boolean): ServedElement {
  return {
    name: tagName,
    isDrawing,
    attributes: attrs.map(({ prefix, name, value }) => ({ name: prefix ? `${prefix}:${name}` : name, value })),
  };
}

function childrenOf(node: Node | undefined): readonly Node[] {
  if (node === undefined) return [];
  if (node.nodeName === 'template' && 'content' in node) return node.content.childNodes;
  return 'childNodes' in node ? node.childNodes : [];
}
