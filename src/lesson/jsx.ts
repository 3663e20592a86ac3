import { servedAttributes } from './elements.ts';
import { attributes } from './html.ts';
import type { MdastNode, NodeOf, Writer } from './markdown.ts';

type Jsx = NodeOf<'mdxJsxFlowElement'> | NodeOf<'mdxJsxTextElement'>;

/**
 * The parts of an MDX lesson that only Astro can render. While the body is written as HTML, each such part leaves a
 * hole; afterwards the HTML between the holes and what belongs into them make the template of an Astro component.
 * So MDX needs no second renderer: what is no component comes out exactly as in plain Markdown.
 */
export class Holes {
  readonly #fills: string[] = [];
  readonly #code: string[] = [];

  /** True where nothing but HTML was written. */
  get empty(): boolean {
    return this.#fills.length === 0 && this.#code.length === 0;
  }

  /** HTML with a hole for every component or expression; undefined for a node that is neither. */
  node(node: MdastNode, writer: Writer): string | undefined {
    switch (node.type) {
      case 'mdxjsEsm': {
        this.#code.push(node.value.replace(/^export\s+(?=(?:async\s+)?(?:const|let|var|function|class)\b)/gm, ''));
        return '';
      }
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        return isComment(node.value) ? '' : this.#fill(`{${node.value}}`);
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        return this.#element(node, writer);
      default:
        return undefined;
    }
  }

  /** The HTML around the holes: one piece more than there are holes. */
  parts(html: string): readonly string[] {
    return html.split(hole).filter((_, index) => index % 2 === 0);
  }

  /**
   * The source of an Astro component that takes those pieces as its `parts` and fills the holes between them. The text
   * of the lesson is not in it, so an edit to a sentence leaves the component as it was.
   */
  component(html: string): string {
    const template = html.split(hole).map((part, index) => (index % 2 === 1 ? this.#fills[Number(part)] : `<Fragment set:html={Astro.props.parts[${index / 2}]} />`));
    return `---\n${this.#code.join('\n')}\n---\n${template.join('')}`;
  }

  #fill(source: string): string {
    this.#fills.push(source);
    return `${hole}${this.#fills.length - 1}${hole}`;
  }

  #element(node: Jsx, writer: Writer): string {
    const children = node.type === 'mdxJsxFlowElement' ? writer.blocks(node.children) : writer.inline(node.children);
    const values = literalAttributes(node);
    if (node.name !== null && /^[a-z][a-z0-9-]*$/.test(node.name) && values !== undefined) {
      const open = `<${node.name}${attributes(servedAttributes(node.name, values, writer.world))}>`;
      return voidElements.has(node.name) ? open : `${open}${children}</${node.name}>`;
    }
    const name = node.name ?? 'Fragment';
    const open = `<${name}${node.attributes.map(attributeSource).join('')}`;
    return children === '' ? this.#fill(`${open} />`) : `${this.#fill(`${open}>`)}${children}${this.#fill(`</${name}>`)}`;
  }
}

/** Attributes that are text or stand alone, as HTML names them; undefined where one needs evaluating. */
function literalAttributes(node: Jsx): Record<string, string | true> | undefined {
  const values: Record<string, string | true> = {};
  for (const attribute of node.attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || (typeof attribute.value === 'object' && attribute.value !== null)) return undefined;
    values[htmlNames[attribute.name] ?? attribute.name.toLowerCase()] = attribute.value ?? true;
  }
  return values;
}

function attributeSource(attribute: Jsx['attributes'][number]): string {
  if (attribute.type === 'mdxJsxExpressionAttribute') return ` {${attribute.value}}`;
  const { name, value } = attribute;
  if (value === null || value === undefined) return ` ${name}`;
  return typeof value === 'string' ? ` ${name}={${JSON.stringify(value)}}` : ` ${name}={${value.value}}`;
}

/** NUL cannot stand in Markdown (it becomes U+FFFD), so it can mark a hole. */
const hole = '\0';
const isComment = (code: string): boolean => /^\s*(?:\/\*[\s\S]*?\*\/\s*)*$/.test(code);
const htmlNames: Readonly<Record<string, string>> = { className: 'class', htmlFor: 'for' };
const voidElements: ReadonlySet<string> = new Set(['area', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);

