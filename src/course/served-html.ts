import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { addressReach, attributeAddresses } from './addresses.ts';
import { wayAround, wayAroundAttribute } from './html-policy.ts';

type Node = DefaultTreeAdapterTypes.Node;

/**
 * The first thing in the HTML of a body, read as browsers will read it, that is neither on the list of what authors may
 * write nor of what pages themselves put into lessons; undefined if there is none. The last wall: it knows nothing of how
 * the HTML came about.
 */
export function strangerIn(html: string): string | undefined {
  const page = parse(`<!doctype html><main>${html}</main>`);
  const [, body] = childrenOf(childrenOf(page).at(-1));
  const [main, ...behind] = childrenOf(body);
  if (main?.nodeName !== 'main' || behind.length > 0) return 'an end tag that ends a part of the page';
  return strangerBelow(main, false);
}

function strangerBelow(parent: Node, inDrawing: boolean): string | undefined {
  for (const node of childrenOf(parent)) {
    const isDrawing = inDrawing || node.nodeName === 'svg' || node.nodeName === 'math';
    const found =
      ('attrs' in node ? strangeIn(asServed(node, isDrawing)) : undefined) ?? strangerBelow(node, isDrawing);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** An element as it stands in a tree. */
export interface ServedElement {
  readonly name: string;
  readonly isDrawing: boolean;
  /** Names with their prefix. */
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}

/** What of an element is on no list; undefined if everything is. */
export function strangeIn({ name, isDrawing, attributes }: ServedElement): string | undefined {
  const isData = name === 'script' && attributes.some((own) => own.name === 'type' && own.value === 'application/json');
  if (!isData && !ownElements.has(name) && wayAround({ name, isDrawing }, 'md') !== undefined) return `<${name}>`;
  for (const attribute of attributes) {
    const { name: key, value } = attribute;
    const isOwn = ownAttributes.has(key) || key.startsWith('data-') || (isData && key === 'type');
    if (!isOwn && wayAroundAttribute({ name, isDrawing }, attribute, 'md') !== undefined) return `${key} of <${name}>`;
    if (attributeAddresses(name, key, value).some(({ url }) => addressReach(url) === 'none'))
      return `${key}="${value}"`;
  }
  return undefined;
}

function asServed({ tagName, attrs }: DefaultTreeAdapterTypes.Element, isDrawing: boolean): ServedElement {
  return {
    name: tagName,
    isDrawing,
    attributes: attrs.map(({ prefix, name, value }) => ({ name: prefix ? `${prefix}:${name}` : name, value })),
  };
}

const childrenOf = (node: Node | undefined): readonly Node[] => {
  if (node === undefined) return [];
  if (node.nodeName === 'template' && 'content' in node) return node.content.childNodes;
  return 'childNodes' in node ? node.childNodes : [];
};

/** What the pages put into lessons beside what authors may write: labs and questions. */
const ownElements: ReadonlySet<string> = new Set(['form', 'live-lab', 'template', 'textarea']);
const ownAttributes: ReadonlySet<string> = new Set(
  'autocapitalize autocomplete autocorrect name rows spellcheck type'.split(' '),
);
