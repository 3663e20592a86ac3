import { attributeAddresses } from '../course/addresses.ts';
import type { HtmlToken } from '../course/model.ts';
import { shownAddress } from './addresses.ts';
import { attributes, escapeText, type Attributes } from './html.ts';
import type { RenderContext } from './markdown.ts';
import { shownAs } from './picture.ts';

/**
 * The attributes of a hand-written element as published: URLs point to published files, and images get their size, to
 * avoid layout shifts. Names are in lower case.
 */
export function servedAttributes(element: string, written: Attributes, context: RenderContext): Attributes {
  // What an author writes as HTML may be any of the elements that have their style there.
  context.uses?.('blocks');
  const served: Record<string, Attributes[string]> = Object.create(null) as Record<string, Attributes[string]>;
  for (const [name, value] of Object.entries(written))
    served[name] = typeof value === 'string' ? servedValue(element, name, value, context) : value;
  return element === 'img' ? { ...served, ...pictureAttributes(written, context) } : served;
}

/** Raw HTML as published: serialised from its tokens, without comments. */
export function servedHtml(tokens: readonly HtmlToken[], context: RenderContext): string {
  return tokens
    .map((token) => {
      switch (token.kind) {
        case 'start':
          return `<${token.name}${attributes(servedAttributes(token.name, Object.fromEntries(token.attributes.map(({ name, value }) => [name, value])), context))}${token.isSelfClosing ? '/' : ''}>`;
        case 'end':
          return `</${token.name}>`;
        case 'text':
          return escapeText(token.text);
        case 'comment':
          return '';
      }
    })
    .join('')
    .trimEnd();
}

/** Undefined if the URL points to a page that is not published. */
function servedValue(element: string, name: string, value: string, context: RenderContext): string | undefined {
  let served = '';
  let end = 0;
  for (const address of attributeAddresses(element, name, value)) {
    const href = address.kind === 'link' ? context.link(address.url) : shownAddress(address.url, context);
    if (href === undefined) return undefined;
    served += value.slice(end, address.start) + href;
    end = address.end;
  }
  return served + value.slice(end);
}

function pictureAttributes(written: Attributes, context: RenderContext): Attributes {
  const { src, srcset, width, height, loading, decoding } = written;
  const picture = typeof src === 'string' ? context.picture(src) : undefined;
  // Who names widths of their own, has chosen.
  const shown = srcset === undefined ? picture : picture && { ...picture, sources: [] };
  return {
    ...shownAs(shown, { width: pixels(width), height: pixels(height) }, context),
    loading: loading ?? 'lazy',
    decoding: decoding ?? 'async',
  };
}

function pixels(value: Attributes[string]): number | undefined {
  return typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : undefined;
}
