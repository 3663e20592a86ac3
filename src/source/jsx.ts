import { parseAst } from 'rolldown/parseAst';

/** Where an attribute of a JSX tag stands; offsets are those of the tag's source. */
export interface JsxAttributePlace {
  readonly start: number;
  readonly end: number;
  /** The name without its value. */
  readonly nameEnd: number;
  /** The text between the quotes; undefined where the value is an expression or there is none. */
  readonly text: { readonly start: number; readonly end: number } | undefined;
}

/**
 * The attributes of an opening tag, in order; a spread (`{...props}`) is one, too. None where the tag cannot be read:
 * the MDX parser, which says so, and this one may differ in what they take.
 */
export function jsxAttributePlaces(openingTag: string, name: string): readonly JsxAttributePlace[] {
  // Without content, the tag comes with its end.
  const tag = openingTag.trimEnd();
  const isWhole = tag.endsWith('/>') || new RegExp(`</\\s*${name.replace(/[.$]/g, '\\$&')}\\s*>$`).test(tag);
  try {
    const [statement] = parseAst(isWhole ? tag : `${tag}</${name}>`, { lang: 'tsx' }).body;
    if (statement?.type !== 'ExpressionStatement' || statement.expression.type !== 'JSXElement') return [];
    return statement.expression.openingElement.attributes.map((attribute) => {
      if (attribute.type === 'JSXSpreadAttribute') return { start: attribute.start, end: attribute.end, nameEnd: attribute.end, text: undefined };
      const { value } = attribute;
      return { start: attribute.start, end: attribute.end, nameEnd: attribute.name.end, text: value?.type === 'Literal' ? { start: value.start + 1, end: value.end - 1 } : undefined };
    });
  } catch {
    return [];
  }
}
