import { isComment, type QuizText } from '../course/model.ts';
import { escapeText } from './html.ts';
import { Writer, type Host, type MdastNode, type World } from './markdown.ts';

/**
 * A prompt, option, hint, feedback or explanation as HTML blocks; whoever needs it in a label or legend takes the lone
 * paragraph's inside (`questions/kit/html.ts`). Raw HTML is shown as it was written, comments are not.
 */
export function renderQuizText(text: QuizText, world: World): string {
  const tree = text.tree();
  if (tree === undefined) return `<p>${escapeText(text.source.trim())}</p>`;
  const children: readonly MdastNode[] = 'children' in tree ? tree.children : [];
  return new Writer(tree, world, host).blocks(children);
}

const host: Host = {
  node(node, writer) {
    if (node.type === 'html') return isComment(node.value) ? '' : escapeText(node.value);
    // Inside of a question, a heading would be one of the page.
    return node.type === 'heading' ? `<p><strong>${writer.inline(node.children)}</strong></p>` : undefined;
  },
  codeMeta: () => ({}),
  // A text may become the label of a control, which can have no other in it.
  taskMark: (isDone) => (isDone ? '☑' : '☐'),
};
