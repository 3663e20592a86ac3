import { markdownToMdast } from 'satteri';
import type { CodeBlock } from './code/tokens.ts';
import { escapeText } from './html.ts';
import { walk, Writer, type Host, type MdastNode, type World } from './markdown.ts';

/** The Markdown of quizzes: CommonMark with GFM; no directives, no footnotes. */
const features = { gfm: { footnotes: false }, directive: false, headingAttributes: false, frontmatter: false } as const;

/**
 * A prompt, option, hint, feedback or explanation as HTML blocks; whoever needs it in a label or legend takes the lone
 * paragraph's inside (`questions/kit/html.ts`). Raw HTML is shown as it was written.
 */
export function renderQuizText(markdown: string, world: World): string {
  if (isPlainProse(markdown)) return `<p>${escapeText(markdown.trim())}</p>`;
  const tree = parse(markdown);
  const children: readonly MdastNode[] = 'children' in tree ? tree.children : [];
  return new Writer(tree, world, host).blocks(children);
}

/** The blocks of code in such a text, as the highlighter must know them before. */
export function quizCodeBlocks(markdown: string): readonly CodeBlock[] {
  if (!/```|~~~|^(?: {4}|\t)/m.test(markdown)) return [];
  const blocks: CodeBlock[] = [];
  walk(parse(markdown), (node) => {
    if (node.type === 'code') blocks.push({ lang: node.lang ?? undefined, code: node.value });
  });
  return blocks;
}

/**
 * True for text in which nothing can be Markdown: most options and feedback are. It need not be parsed, which is
 * what most of the time of a large course would go into.
 */
export function isPlainProse(text: string): boolean {
  return /^\p{L}[^\\`*_[\]<>&~|:@\r\n]*$/u.test(text) && !/www\./i.test(text) && !/ {2,}$/.test(text);
}

/** What `&eacute;` or `&#233;` stands for in Markdown; itself where it is none (CommonMark 0.31, 6.4). */
export function referredCharacter(reference: string): string {
  let text = '';
  walk(parse(reference), (node) => {
    if (node.type === 'text') text += node.value;
  });
  return text;
}

const parse = (markdown: string): MdastNode => markdownToMdast(markdown, { features, position: false });

const host: Host = {
  node: (node) => (node.type === 'html' ? escapeText(node.value) : undefined),
  codeMeta: () => ({}),
};
