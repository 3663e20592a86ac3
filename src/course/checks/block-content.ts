import { fencesOf } from '../exchanges.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { DirectiveUse, LessonSource } from '../../source/lesson.ts';
import type { MdastNode, NodeOf } from '../../source/markdown.ts';
import type { ContentCheck } from '../directive-syntax.ts';
import { problem } from '../problem.ts';
import { blocksOf, empty, firstLine, kindOf, spanOf } from './directive-content.ts';

/** One list, numbered or not, and nothing else. */
export const oneList =
  (isOrdered: boolean): ContentCheck =>
  (use, lesson) => {
    const kind = isOrdered ? 'a numbered list' : 'a list';
    const blocks = blocksOf(use);
    if (blocks.length === 0) return [empty(use, kind)];
    const [list, ...others] = blocks;
    const isRight = list?.type === 'list' && (list.ordered === true) === isOrdered;
    const wrong = isRight ? others[0] : list;
    if (wrong === undefined) return [];
    const fix =
      wrong.type === 'list' && wrong === list
        ? `begin each entry with \`${isOrdered ? '1. ' : '- '}\``
        : `move it before or after the ${use.name}, or indent it so that it belongs to an entry`;
    return [misfit(use, wrong, lesson, `${kind} alone`, fix)];
  };

/** One table, and nothing else. */
export const oneTable: ContentCheck = (use, lesson) => {
  const blocks = blocksOf(use);
  if (blocks.length === 0) return [empty(use, 'a table')];
  const [table, ...others] = blocks;
  const wrong = table?.type === 'table' ? others[0] : table;
  return wrong === undefined
    ? []
    : [misfit(use, wrong, lesson, 'one table alone', 'move it before or after the directive')];
};

/** Pictures, alone or in links, and nothing else. */
export const onlyPictures: ContentCheck = (use, lesson) => {
  const blocks = blocksOf(use);
  if (blocks.length === 0) return [empty(use, 'a picture')];
  return blocks
    .filter(
      (block) => block.type !== 'paragraph' || !block.children.every((child) => isSpace(child) || isPicture(child)),
    )
    .map((block) =>
      misfit(use, block, lesson, 'pictures alone', 'move it before or after the directive, or into its caption'),
    );
};

/** A picture as it stands in a paragraph, also one that is a link. */
export function isPicture(node: MdastNode): boolean {
  return (
    node.type === 'image' ||
    node.type === 'imageReference' ||
    (node.type === 'link' && node.children.length === 1 && isPicture(node.children[0]!))
  );
}

const isSpace = (node: MdastNode): boolean =>
  node.type === 'break' || (node.type === 'text' && node.value.trim() === '');

/** A tree of names: lists in lists, each entry one line that begins with a name. */
export const fileTree: ContentCheck = (use, lesson) => {
  const wrong = oneList(false)(use, lesson);
  const [list] = blocksOf(use);
  return wrong.length > 0 || list?.type !== 'list' ? wrong : entriesOf(list, use, lesson);
};

function entriesOf(list: NodeOf<'list'>, use: DirectiveUse, lesson: LessonSource): Diagnostic[] {
  return list.children.flatMap((item) => {
    const [name, ...inside] = item.children;
    if (name?.type !== 'paragraph') return [misfit(use, name ?? item, lesson, 'a name', 'begin the entry with a name')];
    return inside.flatMap((child) =>
      child.type === 'list' && child.ordered !== true
        ? entriesOf(child, use, lesson)
        : [misfit(use, child, lesson, 'a list of names', 'move it out of the tree')],
    );
  });
}

/** Two or more `:::tab`, or two or more fences with a title each. */
export const tabSet: ContentCheck = (use, lesson) => {
  const blocks = blocksOf(use);
  if (blocks.length === 0) return [empty(use, '`:::tab[…]` for each of the tabs, or fences with titles')];
  const fences = fencesOf(lesson, use);
  const fenced = new Set(fences.map(({ node }) => node));
  const tabs = lesson.directives.filter(({ parent, name }) => parent?.node === use.node && name === 'tab');
  // A tab that is written as a leaf is reported as that, and what it should hold stands behind it.
  if (tabs.some(({ kind }) => kind === 'leaf')) return [];
  const tabbed = new Set(tabs.map(({ node }) => node));
  const isTab = (node: MdastNode): boolean => (tabs.length > 0 ? tabbed : fenced).has(node);
  const diagnostics = blocks
    .filter((node) => !isTab(node))
    .map((node) =>
      misfit(
        use,
        node,
        lesson,
        tabs.length > 0 ? '`:::tab`' : '`:::tab` or fences',
        'put it into a tab, or before or after all of them',
      ),
    );
  if (diagnostics.length > 0) return diagnostics;
  const all = tabs.length > 0 ? tabs : fences;
  if (all.length === 1)
    return [
      problem('directive-content', use.nameSpan, {
        message: 'unexpected single tab, expected two or more',
        why: 'there would be nothing to choose from',
        fix: 'add the other ones, or show its content without tabs',
      }),
    ];
  const names = new Map<string, DirectiveUse | (typeof fences)[number]>();
  return all.flatMap((tab): Diagnostic[] => {
    const name = 'meta' in tab ? tab.meta.title : tab.label;
    const at = 'meta' in tab ? firstLine(tab, lesson.located) : tab.nameSpan;
    if (name === undefined)
      return 'meta' in tab
        ? [
            problem('directive-label-missing', at, {
              message: 'this code has no title',
              why: 'in tabs, the title is what learners choose it by',
              fix: 'write `title="…"` after the language',
            }),
          ]
        : [];
    const other = names.get(name);
    names.set(name, tab);
    return other === undefined
      ? []
      : [
          problem('directive-content', at, {
            message: `unexpected second tab “${name}”`,
            why: 'learners could not tell the two apart',
            fix: 'give one of them another title',
            related: [{ ...other, message: 'the other one' }],
          }),
        ];
  });
};

/** Checks that the directive stands directly in another, then its content. */
export const insideOf =
  (parent: string, content: ContentCheck): ContentCheck =>
  (use, lesson) =>
    use.parent?.name === parent
      ? content(use, lesson)
      : [
          problem('directive-place', use.nameSpan, {
            message: `unexpected \`${use.name}\` outside of \`${parent}\``,
            why: 'it is one of several, and means nothing alone',
            fix: `write a line \`::::${parent}\` before the first, and a line \`::::\` after the last of them`,
          }),
        ];

function misfit(use: DirectiveUse, node: MdastNode, lesson: LessonSource, expected: string, fix: string): Diagnostic {
  const { located } = lesson;
  const kind =
    node.type === 'list'
      ? node.ordered === true
        ? 'numbered list'
        : 'list without numbers'
      : fencesOf(lesson, use).some((fence) => fence.node === node)
        ? 'fence'
        : kindOf(node);
  return problem('directive-content', firstLine(spanOf(node, located), located), {
    message: `unexpected ${kind}, expected ${expected}`,
    why: `\`${use.name}\` has no place for it`,
    fix,
  });
}
