import { isComment, type QuizText } from '../course/model.ts';
import { escapeText } from './html.ts';
import { Writer, type Extension, type MdastNode, type RenderContext } from './markdown.ts';

/**
 * Renders a prompt, option, hint, feedback or explanation as HTML blocks; for labels and legends,
 * `questions/kit/html.ts` unwraps a single paragraph. Raw HTML is shown as text, without its comments.
 */
export function renderQuizText(text: QuizText, context: RenderContext): string {
  const tree = text.tree();
  if (tree === undefined) return `<p>${escapeText(text.source.trim())}</p>`;
  const children: readonly MdastNode[] = 'children' in tree ? tree.children : [];
  return new Writer(tree, context, extension).blocks(children);
}

const extension: Extension = {
  node(node, writer) {
    if (node.type === 'html') return isComment(node.value) ? '' : escapeText(node.value);
    // Inside of a question, a heading would be one of the page.
    return node.type === 'heading' ? `<p><strong>${writer.inline(node.children)}</strong></p>` : undefined;
  },
  code: ({ lang, value }) => [{ lang: lang ?? undefined, code: value }, { wrap: true }],
  isInLabel: true,
  // Characters rather than check boxes, because a label cannot contain another control.
  taskMark: (isDone) => (isDone ? '☑' : '☐'),
};
