import type { List, ListItem } from 'mdast';
import { fileTree } from '../../../course/checks/block-content.ts';
import { element, escapeText } from '../../html.ts';
import type { MdastNode } from '../../markdown.ts';
import { plainText } from '../../plain-text.ts';
import { content, label, type Directive, type DirectiveContext } from '../directive.ts';

/** `:::files[Title]`: a tree of files and folders, from a list in lists. */
export const files: Directive = {
  name: 'files',
  kind: 'container',
  purpose: 'a tree of files and folders',
  label: 'optional',
  sheet: 'blocks',
  attributes: {},
  otherNames: ['filetree', 'file-tree', 'tree'],
  content: fileTree,
  render(node, context) {
    const caption = label(node, context, '');
    const lists = content(node).map((child) => (child.type === 'list' ? tree(child, context) : ''));
    return element(
      'figure',
      { class: 'files' },
      `\n${caption === '' ? '' : `<figcaption>${caption}</figcaption>\n`}${lists.join('\n')}\n`,
    );
  },
};

function tree(list: List, context: DirectiveContext): string {
  return `<ul>\n${list.children.map((item) => entry(item, context)).join('\n')}\n</ul>`;
}

/** `name what it is for`: a folder has a list below it, or a name that ends in `/`; a bold name stands out. */
function entry({ children: [line, ...inside] }: ListItem, context: DirectiveContext): string {
  const [name, note, isMarked] = nameAndNote(line?.type === 'paragraph' ? line.children : [], context);
  const lists = inside.map((child) => (child.type === 'list' ? tree(child, context) : ''));
  const isFolder = lists.length > 0 || name.endsWith('/');
  const shown = isFolder && !name.endsWith('/') && !name.endsWith('>') ? `${name}/` : name;
  return element(
    'li',
    { 'data-folder': isFolder, 'data-marked': isMarked },
    [`<code>${shown}</code>${note === '' ? '' : ` <span class="quiet">${note}</span>`}`, ...lists].join('\n'),
  );
}

function nameAndNote(
  nodes: readonly MdastNode[],
  { writer }: DirectiveContext,
): readonly [name: string, note: string, isMarked: boolean] {
  const [first, ...rest] = nodes;
  if (first?.type === 'text') {
    const [, name = '', more = ''] = /^(\S+)\s*([^]*)$/.exec(first.value) ?? [];
    return [escapeText(name), (escapeText(more) + writer.inline(rest)).trim(), false];
  }
  const note = writer.inline(rest).trim();
  if (first?.type === 'inlineCode') return [escapeText(first.value), note, false];
  if (first?.type === 'strong') return [escapeText(plainText(first.children)), note, true];
  return [first === undefined ? '' : writer.node(first), note, false];
}
