/**
 * The grammar of one block directive, as data: the reader checks it, the site renders it, editors may complete it.
 * One file per directive; `index.ts` lists them.
 */
export interface DirectiveSpec {
  readonly name: string;
  /** `:::name` … `:::` holds blocks, `::name` stands alone. */
  readonly kind: 'container' | 'leaf';
  /** What it is for, to follow “`name`”. */
  readonly purpose: string;
  readonly label: 'optional' | 'none';
  readonly attributes: Readonly<Record<string, AttributeSpec>>;
  readonly content: ContentRule;
}

export interface AttributeSpec {
  /** `flag` stands without a value, `count` is a whole number from 1, `id` names something, `text` is any text. */
  readonly kind: 'flag' | 'text' | 'count' | 'id';
  readonly required?: boolean;
  readonly purpose: string;
}

export type ContentRule =
  /** Any blocks, at least one. */
  | { readonly kind: 'blocks' }
  /** One ordered list; each item starts with a bold title, an emoji before it is optional. */
  | { readonly kind: 'steps' }
  /** `min` to `max` fences with these attributes, then an optional `transcript` fence. */
  | {
      readonly kind: 'programs';
      readonly min: number;
      readonly max: number;
      readonly needs: readonly ('title' | 'runs')[];
    }
  /** Nothing: a leaf. */
  | { readonly kind: 'none' };
