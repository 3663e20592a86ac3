import { parseAst } from 'rolldown/parseAst';

/** The position of an attribute of a JSX tag, with offsets into the tag's source. */
export interface JsxAttributePlace {
  readonly start: number;
  readonly end: number;
  /** The name without its value. */
  readonly nameEnd: number;
  /** The text between the quotes; undefined if the value is an expression or missing. */
  readonly text: { readonly start: number; readonly end: number } | undefined;
}

/**
 * The attributes of an opening tag, in order, including spreads (`{...props}`). Empty if the tag cannot be parsed; this
 * parser may differ from the MDX parser, which reports errors.
 */
export function jsxAttributePlaces(openingTag: string, name: string): readonly JsxAttributePlace[] {
  // A self-closing tag includes its end.
  const tag = openingTag.trimEnd();
  const isWhole = tag.endsWith('/>') || new RegExp(`</\\s*${name.replace(/[.$]/g, '\\$&')}\\s*>$`).test(tag);
  try {
    const [statement] = parseAst(isWhole ? tag : `${tag}</${name}>`, { lang: 'tsx' }).body;
    if (statement?.type !== 'ExpressionStatement' || statement.expression.type !== 'JSXElement') return [];
    return statement.expression.openingElement.attributes.map((attribute) => {
      if (attribute.type === 'JSXSpreadAttribute')
        return { start: attribute.start, end: attribute.end, nameEnd: attribute.end, text: undefined };
      const { value } = attribute;
      const written = value?.type === 'JSXExpressionContainer' && isString(value.expression) ? value.expression : value;
      return {
        start: attribute.start,
        end: attribute.end,
        nameEnd: attribute.name.end,
        text: written != null && isString(written) ? { start: written.start + 1, end: written.end - 1 } : undefined,
      };
    });
  } catch {
    return [];
  }
}

/** The value of an expression that is a string literal, or a template literal without substitutions. */
export function stringLiteral(code: string): string | undefined {
  if (!/^\s*["'`]/.test(code)) return undefined;
  try {
    const [statement] = parseAst(`(${code})`, { lang: 'jsx' }).body;
    const found = statement?.type === 'ExpressionStatement' ? statement.expression : undefined;
    // The parser may represent parentheses as nodes.
    const expression = found?.type === 'ParenthesizedExpression' ? found.expression : found;
    if (expression?.type === 'Literal' && typeof expression.value === 'string') return expression.value;
    return expression?.type === 'TemplateLiteral' && expression.expressions.length === 0
      ? (expression.quasis[0]?.value.cooked ?? undefined)
      : undefined;
  } catch {
    return undefined;
  }
}

const isString = ({ type, ...node }: { readonly type: string; readonly expressions?: readonly unknown[] }): boolean =>
  type === 'Literal' || (type === 'TemplateLiteral' && node.expressions?.length === 0);
