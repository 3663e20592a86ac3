import type { MdastNode } from 'satteri';
import { part } from './highlights.ts';

/** How wide a picture is to be shown: a share of the text's column, or CSS pixels. */
export type PictureWidth = { readonly percent: number } | { readonly pixels: number };

/** The width that a picture was written with, as in `![…](a.png){width=50%}`; undefined for everything else. */
export const widthOf = (node: MdastNode): PictureWidth | undefined => pictureWidths.get(node);
const pictureWidths = new WeakMap<MdastNode, PictureWidth>();

const braces = /^\{([^{}\n]*)\}/;
const attribute = /^\s*width\s*=\s*(["']?)([\w%]+)\1\s*$/;

/**
 * Takes the widths of pictures out of the text behind them. What is no width, or one that nobody would see, stays as it is
 * written, and is reported like other braces.
 */
export function readPictureWidths(node: MdastNode): void {
  if (!('children' in node)) return;
  const children = node.children as MdastNode[];
  for (const child of children) readPictureWidths(child);
  for (let index = 0; index + 1 < children.length; index++) {
    const [picture, next] = [children[index], children[index + 1]];
    if (picture?.type !== 'image' && picture?.type !== 'imageReference') continue;
    // In MDX the braces are an expression of their own.
    const [whole, inside] =
      next?.type === 'mdxTextExpression'
        ? ['', next.value]
        : next?.type === 'text'
          ? (braces.exec(next.value) ?? [])
          : [];
    const width = inside === undefined ? undefined : known(inside);
    if (next === undefined || whole === undefined || width === undefined) continue;
    pictureWidths.set(picture, width);
    const rest = next.type === 'text' ? [part(next, whole.length, next.value.length)] : [];
    children.splice(index + 1, 1, ...rest.filter((text) => text.type !== 'text' || text.value !== ''));
  }
}

function known(inside: string): PictureWidth | undefined {
  const written = attribute.exec(inside)?.[2];
  return written === undefined ? undefined : pictureWidth(written);
}

/** `50%`, `120px` or `120`; undefined for what nobody would see, for more than the column, and for other units. */
export function pictureWidth(written: string): PictureWidth | undefined {
  const [, digits, unit] = /^(\d{1,4})(%|px)?$/.exec(written) ?? [];
  const number = Number(digits);
  if (digits === undefined || number === 0) return undefined;
  if (unit !== '%') return { pixels: number };
  return number <= 100 ? { percent: number } : undefined;
}
