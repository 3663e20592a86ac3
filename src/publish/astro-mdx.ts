/** Lets `@astrojs/mdx` compile the lessons and parts that use components. What it stands on: `astro-private.ts`. */
import { fileURLToPath } from 'node:url';
import { satteri, type SatteriProcessorOptions } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import type { AstroIntegration } from 'astro';
import type { MdxCode, MdxPart } from '../lesson/render.ts';

type HastPlugin = Exclude<
  NonNullable<SatteriProcessorOptions['hastPlugins']>[number],
  ((...values: never[]) => unknown) | readonly unknown[] | null | undefined | false
>;
type HastNode = Exclude<
  Parameters<Parameters<NonNullable<HastPlugin['before']>>[1]['appendChild']>[1],
  readonly unknown[]
>;

/** One lesson or part, as it is to be compiled. */
export interface CompiledMdx {
  /** Relative to the content folder. */
  readonly file: string;
  readonly code: MdxCode;
}

/** What of a Markdown processor matters here. */
interface MdxCompiler {
  readonly createMdxRenderer?: ReturnType<typeof satteri>['createMdxRenderer'] | undefined;
}

/** What stands behind a module's path; undefined for MDX that is not the course's. */
type Source = (id: string) => CompiledMdx | undefined;

/** The integration for a site that has no other MDX than the course's. */
export function mdxIntegration(source: Source): AstroIntegration {
  return mdx({ processor: courseProcessor(satteri(), source), extendMarkdownConfig: false, optimize: false });
}

/** The integration for a site whose MDX is compiled as its configuration says. */
export const siteMdxIntegration = (): AstroIntegration => mdx();

/** Compiles the course's MDX, and leaves all other to the processor of the site. */
export function courseProcessor<Site extends MdxCompiler>(site: Site, source: Source): Site {
  const own = satteri({ hastPlugins: [partsInto(source)] });
  return {
    ...site,
    async createMdxRenderer(shared, options) {
      const [ours, plain] = [await renderer(own), await renderer(site)];
      return {
        async process(content, id, frontMatter) {
          const found = source(id);
          if (found === undefined) return plain.process(content, id, frontMatter);
          const { astroMetadata, ...compiled } = await ours.process(
            moduleCode(found),
            id,
            found.code.frontMatter ?? {},
          );
          const { hydratedComponents, clientOnlyComponents } = astroMetadata;
          // The server imports components of `client:only`, too, and so has their styles: told of them as such, Astro would give
          // these to the pages of all lessons.
          return {
            ...compiled,
            astroMetadata: {
              ...astroMetadata,
              hydratedComponents: [...hydratedComponents, ...clientOnlyComponents],
              clientOnlyComponents: [],
            },
          };
        },
      };

      async function renderer({
        createMdxRenderer,
      }: MdxCompiler): Promise<Awaited<ReturnType<NonNullable<typeof createMdxRenderer>>>> {
        if (createMdxRenderer === undefined) throw new Error('this Markdown processor cannot compile MDX');
        // A lesson becomes the same, whatever the site has its own MDX optimised to.
        return createMdxRenderer(
          shared,
          createMdxRenderer === own.createMdxRenderer ? { ...options, optimize: false } : options,
        );
      }
    },
  };
}

/** The imports and exports of a body, with those that the HTML around its components needs. */
function moduleCode({ file, code }: CompiledMdx): string {
  return `import { Fragment as ${htmlName} } from 'astro/jsx-runtime';
import { site as __lectern_site } from 'lectern:site';

${code.code}

export const ${aroundName} = () => __lectern_site.htmlAround(${JSON.stringify(file)});
`;
}

/** Names that no author would use. */
const htmlName = 'Lectern__Html';
const aroundName = '__lectern_html';

/** Puts what a body consists of behind its imports and exports. */
function partsInto(source: (id: string) => CompiledMdx | undefined): HastPlugin {
  return {
    name: 'lectern:parts',
    before(root, context) {
      const found = context.fileURL === undefined ? undefined : source(fileURLToPath(context.fileURL));
      if (found !== undefined) context.appendChild(root, found.code.parts.map(nodeOf));
    },
  };
}

function nodeOf(part: MdxPart): HastNode {
  switch (part.type) {
    case 'html':
      return elementNode(
        htmlName,
        [
          {
            type: 'mdxJsxAttribute',
            name: 'set:html',
            value: { type: 'mdxJsxAttributeValueExpression', value: `${aroundName}()[${part.number}]` },
          },
        ],
        [],
      );
    case 'space':
      return { type: 'mdxTextExpression', value: JSON.stringify(part.text) };
    case 'expression':
      return { type: 'mdxTextExpression', value: part.code };
    case 'element':
      return elementNode(part.name, part.attributes, part.children.map(nodeOf));
  }
}

type JsxNode = Extract<HastNode, { type: 'mdxJsxTextElement' }>;

function elementNode(
  name: string,
  attributes: Extract<MdxPart, { type: 'element' }>['attributes'],
  children: readonly HastNode[],
): HastNode {
  // Without the flag, elements in lower case could be replaced by whoever renders the body.
  return {
    type: 'mdxJsxTextElement',
    name,
    attributes: [...attributes],
    children: [...children],
    data: { _mdxExplicitJsx: true },
  } as JsxNode;
}
