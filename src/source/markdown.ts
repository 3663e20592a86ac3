import { markdownToMdast, mdxToJs, mdxToMdast, type MdastNode } from 'satteri';
import { readAlerts } from './alerts.ts';
import { putFormulas, withoutFormulas } from './formulas.ts';
import { readForeignWords } from './foreign-words.ts';
import { readHighlights } from './highlights.ts';
import { stringLiteral } from './jsx.ts';
import { limits } from './limits.ts';
import { unifyLineEnds } from './line-ends.ts';
import { readPictureWidths } from './picture-width.ts';
import { tooDeepMarkdown, type Excess } from './markdown-depth.ts';

export type { MdastNode };
export type NodeOf<Type extends MdastNode['type']> = Extract<MdastNode, { type: Type }>;

/** Lessons: CommonMark with GFM, definition lists, block directives, asides as GitHub writes them, `==highlights==`, words in another language, widths of pictures, and `{#id}` on headings; `mdx` adds components and expressions. */
const lessonFeatures = { directive: true, headingAttributes: true, definitionList: true, frontmatter: false } as const;

/** Nearly every text has no words in another language. */
const mayNameLanguage = /\]\{\s*lang\b/;

/** A picture with its width in braces. */
const mayNameWidth = /[)\]]\{\s*width\b/;

/** Quiz texts: CommonMark with GFM, definition lists, `==highlights==`, words in another language and widths of pictures, but without footnotes. */
const quizFeatures = {
  gfm: { footnotes: false },
  directive: false,
  definitionList: true,
  headingAttributes: false,
  frontmatter: false,
} as const;

/**
 * Parses a lesson's body, with positions; where it goes beyond what the engine may be asked, the place, and the engine is not.
 * `text` must end with a line break; otherwise the engine may read beyond its end. With `hasMath`, what is between dollar
 * signs is a formula (`formulas.ts`).
 *
 * @throws Error if MDX is not well-formed; its message starts with the position.
 */
export function parseLesson(text: string, format: 'md' | 'mdx', hasMath = false): MdastNode | Excess {
  const { text: shown, formulas } = hasMath ? withoutFormulas(text) : { text, formulas: [] };
  const excess = tooDeepMarkdown(shown, format);
  if (excess !== undefined) return excess;
  const tree = (format === 'mdx' ? mdxToMdast : markdownToMdast)(shown, { features: lessonFeatures });
  putFormulas(tree, formulas, text);
  // The parser accepts any line that starts with `import` or `export`; only compiling validates it.
  if (format === 'mdx' && 'children' in tree && tree.children.some(({ type }) => type === 'mdxjsEsm'))
    mdxToJs(text, { features: lessonFeatures });
  if (text.includes('\r')) unifyLineEnds(tree);
  if (text.includes('[!')) readAlerts(tree, text);
  if (text.includes('==')) readHighlights(tree, text);
  if (mayNameLanguage.test(text)) readForeignWords(tree, text);
  if (mayNameWidth.test(text)) readPictureWidths(tree);
  if (format === 'mdx') walk(tree, plainStrings);
  return tree;
}

/** Treats `src={"a.png"}` like `src="a.png"`. */
function plainStrings(node: MdastNode): void {
  if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return;
  for (const attribute of node.attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'object' || attribute.value === null)
      continue;
    const plain = stringLiteral(attribute.value.value);
    if (plain !== undefined) attribute.value = plain;
  }
}

/** Parses a quiz text, with positions; undefined for one that goes beyond what the engine may be asked. `hasMath`: as for lessons. */
export function parseQuizText(markdown: string, hasMath = false): MdastNode | undefined {
  const { text, formulas } = hasMath ? withoutFormulas(markdown) : { text: markdown, formulas: [] };
  // So little cannot go beyond anything, and most texts are as short.
  if (text.length > limits.markdownDepth && tooDeepMarkdown(text, 'md') !== undefined) return undefined;
  const tree = markdownToMdast(text, { features: quizFeatures });
  putFormulas(tree, formulas, markdown);
  if (markdown.includes('\r')) unifyLineEnds(tree);
  if (markdown.includes('==')) readHighlights(tree, markdown);
  if (mayNameLanguage.test(markdown)) readForeignWords(tree, markdown);
  if (mayNameWidth.test(markdown)) readPictureWidths(tree);
  return tree;
}

/** Visits every node, parents before their children, in the order of the text. */
export function walk(node: MdastNode, visit: (node: MdastNode) => void): void {
  visit(node);
  if ('children' in node) for (const child of node.children) walk(child, visit);
}

/** Offsets of a node in the parsed text. */
export function rangeOf(node: MdastNode): readonly [start: number, end: number] {
  return [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
}
