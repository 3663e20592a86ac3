import { markdownToMdast, mdxToJs, mdxToMdast, type MdastNode } from 'satteri';
import { stringLiteral } from './jsx.ts';
import { unifyLineEnds } from './line-ends.ts';

export type { MdastNode };
export type NodeOf<Type extends MdastNode['type']> = Extract<MdastNode, { type: Type }>;

/** Lessons: CommonMark with GFM, block directives and `{#id}` on headings; `mdx` adds components and expressions. */
const lessonFeatures = { directive: true, headingAttributes: true, frontmatter: false } as const;

/** Texts of a quiz: CommonMark with GFM, but without footnotes, for which there is no place. */
const quizFeatures = {
  gfm: { footnotes: false },
  directive: false,
  headingAttributes: false,
  frontmatter: false,
} as const;

/**
 * The tree of a lesson's body, with positions. `text` must end with a line break: without one the engine can read past
 * its end.
 *
 * @throws Error where MDX is not well-formed; its message begins with the place.
 */
export function parseLesson(text: string, format: 'md' | 'mdx'): MdastNode {
  const tree = (format === 'mdx' ? mdxToMdast : markdownToMdast)(text, { features: lessonFeatures });
  // The parser takes any line that starts with `import` or `export`; only compiling shows whether it is one.
  if (format === 'mdx' && 'children' in tree && tree.children.some(({ type }) => type === 'mdxjsEsm'))
    mdxToJs(text, { features: lessonFeatures });
  if (text.includes('\r')) unifyLineEnds(tree);
  if (format === 'mdx') walk(tree, plainStrings);
  return tree;
}

/** `src={"a.png"}` says what `src="a.png"` says. */
function plainStrings(node: MdastNode): void {
  if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return;
  for (const attribute of node.attributes) {
    if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'object' || attribute.value === null)
      continue;
    const plain = stringLiteral(attribute.value.value);
    if (plain !== undefined) attribute.value = plain;
  }
}

/** The tree of one text of a quiz, with positions. */
export function parseQuizText(markdown: string): MdastNode {
  const tree = markdownToMdast(markdown, { features: quizFeatures });
  if (markdown.includes('\r')) unifyLineEnds(tree);
  return tree;
}

/** Visits every node, parents before their children, in the order of the text. */
export function walk(node: MdastNode, visit: (node: MdastNode) => void): void {
  visit(node);
  if ('children' in node) for (const child of node.children) walk(child, visit);
}

/** Offsets of a node in the text it was parsed from. */
export function rangeOf(node: MdastNode): readonly [start: number, end: number] {
  return [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
}
