import { remoteVideo } from '../course/remote-video.ts';
import type { MdastNode } from '../source/markdown.ts';
import { stringLiteral } from '../source/jsx.ts';
import { address, escapeMarkdown, inCode } from './markdown-text.ts';
import type { JsxNode, Writer } from './writer.ts';

/** Writes a component of another tool our way. */
type Component = (node: JsxNode, writer: Writer, isBlock: boolean) => string;

/** An aside; `otherwise` is its name where the component does not say. */
const aside =
  (otherwise: string): Component =>
  (node, writer) => {
    const written =
      writer.attribute(node, 'type') ??
      writer.attribute(node, 'kind') ??
      writer.attribute(node, 'variant') ??
      writer.attribute(node, 'intent') ??
      '';
    const name =
      {
        note: 'note',
        tip: 'tip',
        info: 'info',
        important: 'important',
        warning: 'warning',
        warn: 'warning',
        caution: 'caution',
        danger: 'danger',
        error: 'danger',
        success: 'tip',
        check: 'tip',
        hint: 'tip',
      }[written.toLowerCase()] ?? otherwise;
    return writer.container(
      name,
      writer.attribute(node, 'title') ?? writer.attribute(node, 'label'),
      {},
      node.children,
      writer.at(node),
    );
  };

const inside: Component = (node, writer, isBlock) =>
  isBlock ? writer.blocks(node.children) : writer.inline(node.children);

/** A title, and what stands below it. */
const titled: Component = (node, writer, isBlock) => {
  const title = writer.attribute(node, 'title') ?? writer.attribute(node, 'header') ?? writer.attribute(node, 'label');
  const href = writer.attribute(node, 'href') ?? writer.attribute(node, 'to') ?? writer.attribute(node, 'link');
  const text = writer.attribute(node, 'description');
  const inner = inside(node, writer, isBlock);
  const head =
    title === undefined || title === ''
      ? ''
      : href === undefined
        ? `**${escapeMarkdown(title)}**`
        : writer.link(href, title, writer.at(node));
  const lone =
    head === '' && href !== undefined ? writer.link(href, inner === '' ? href : inner, writer.at(node)) : undefined;
  return (
    lone ??
    [head, text === undefined ? '' : escapeMarkdown(text), inner]
      .filter((part) => part !== '')
      .join(isBlock ? '\n\n' : ' ')
  );
};

const anchor: Component = (node, writer, isBlock) => {
  const href = writer.attribute(node, 'href') ?? writer.attribute(node, 'to') ?? '';
  const words = (isBlock ? writer.blocks(node.children) : writer.inline(node.children))
    .replace(/\s*\n+\s*/g, ' ')
    .trim();
  const found = href === '' ? undefined : writer.context.link(href, writer.at(node));
  if (found === undefined) {
    const id = writer.attribute(node, 'id') ?? writer.attribute(node, 'name');
    return id === undefined || id === '' || href !== '' ? words : `<a id="${id}"></a>${words}`;
  }
  return `[${words === '' ? escapeMarkdown(found.title ?? href) : words}](${address(found.url)})`;
};

const picture: Component = (node, writer, isBlock) => {
  const at = writer.at(node);
  const src = writer.attribute(node, 'src') ?? writer.attribute(node, 'light') ?? source(node);
  const caption = writer.attribute(node, 'caption') ?? writer.attribute(node, 'title');
  const inner = inside(node, writer, isBlock);
  if (src === undefined || src === '') {
    writer.context.lose(at, `a picture whose address is made by code`, 'left out');
    return [writer.attribute(node, 'alt') ?? '', inner].filter((part) => part !== '').join(' ');
  }
  const shown = writer.picture(src, writer.attribute(node, 'alt') ?? '', undefined, at);
  return [shown, caption === undefined || caption === '' ? '' : `*${escapeMarkdown(caption)}*`, inner]
    .filter((part) => part !== '')
    .join(isBlock ? '\n\n' : ' ');
};

/** `sources={{ light: …, dark: … }}`: the first picture of it. */
function source(node: JsxNode): string | undefined {
  const found = node.attributes.find((one) => one.type === 'mdxJsxAttribute' && one.name === 'sources');
  if (found?.type !== 'mdxJsxAttribute' || typeof found.value !== 'object' || found.value === null) return undefined;
  return /["'`]([^"'`]+\.(?:png|jpe?g|gif|svg|webp|avif))["'`]/i.exec(found.value.value)?.[1];
}

/** Code from an attribute, from an import or from the text of the element. */
const code: Component = (node, writer, isBlock) => {
  const at = writer.at(node);
  const children = node.children.map((child): string | undefined => {
    const inner = child as MdastNode;
    if (inner.type === 'mdxFlowExpression' || inner.type === 'mdxTextExpression') {
      const imported = writer.context.imported(inner.value.trim());
      return stringLiteral(inner.value) ?? (imported?.kind === 'text' ? imported.text : undefined);
    }
    return inner.type === 'text' || inner.type === 'paragraph' ? writer.source(inner) : undefined;
  });
  if (node.children.some(({ type }) => type === 'code')) return inside(node, writer, isBlock);
  const text =
    writer.attribute(node, 'code') ??
    (children.every((one) => one !== undefined) && children.length > 0 ? children.join('\n') : undefined);
  if (text === undefined) {
    writer.context.lose(at, `code that \`<${node.name ?? ''}>\` takes from elsewhere`, 'left out');
    return inside(node, writer, isBlock);
  }
  const language = (writer.attribute(node, 'lang') ?? writer.attribute(node, 'language') ?? '').replace(
    /^language-/,
    '',
  );
  const title = writer.attribute(node, 'title');
  const meta = writer.attribute(node, 'meta') ?? writer.attribute(node, 'metastring') ?? '';
  const marks = ['mark', 'ins', 'del'].flatMap((name) => {
    const list = node.attributes.find((one) => one.type === 'mdxJsxAttribute' && one.name === name);
    const lines =
      list?.type === 'mdxJsxAttribute' && typeof list.value === 'object'
        ? /^\[\s*(\d+(?:\s*,\s*\d+)*)\s*\]$/.exec(list.value?.value ?? '')?.[1]
        : undefined;
    return lines === undefined ? [] : [`${name}="${lines.replaceAll(' ', '')}"`];
  });
  const info = [
    language === '' ? 'text' : language,
    ...(title === undefined ? [] : [`title="${title}"`]),
    ...marks,
    meta,
  ]
    .join(' ')
    .trim();
  return isBlock ? writer.code(info, text.replace(/^\n+|\s+$/g, ''), at) : inCode(text);
};

const film: Component = (node, writer) => {
  const at = writer.at(node);
  const id =
    writer.attribute(node, 'id') ??
    writer.attribute(node, 'videoId') ??
    writer.attribute(node, 'youTubeId') ??
    writer.attribute(node, 'src') ??
    writer.attribute(node, 'url') ??
    '';
  const title = writer.attribute(node, 'title') ?? 'Video';
  if (id === '') {
    writer.context.lose(at, `\`<${node.name ?? ''}>\``, 'left out');
    return '';
  }
  writer.context.change(at, `\`<${node.name ?? ''}>\`, which shows another page`, 'a link to it');
  return writer.link(
    /^[\w-]{8,14}$/.test(id) && !id.includes('/')
      ? `https://www.youtube.com/watch?v=${id}`
      : (remoteVideo(id)?.page ?? id),
    title,
    at,
  );
};

const nothing: Component = (node, writer) => {
  writer.context.lose(writer.at(node), `\`<${node.name ?? ''}>\`, which is made by the tool`, 'left out');
  return '';
};

const ours =
  (name: string): Component =>
  (node, writer) =>
    writer.container(
      name,
      writer.attribute(node, 'title') ??
        writer.attribute(node, 'label') ??
        writer.attribute(node, 'header') ??
        summaryOf(node, writer),
      {},
      node.children.filter((child) => !isSummary(child)),
      writer.at(node),
    );

const isSummary = (node: MdastNode): boolean =>
  (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') &&
  (node.name === 'summary' || node.name === 'Summary');

function summaryOf(node: JsxNode, writer: Writer): string | undefined {
  const summary =
    node.children.find((child) => isSummary(child)) ??
    node.children.flatMap((child) => ('children' in child ? (child.children as MdastNode[]) : [])).find(isSummary);
  const words =
    summary === undefined || !('children' in summary)
      ? undefined
      : writer.inline(
          (summary.children as MdastNode[]).flatMap((child) =>
            child.type === 'paragraph' || child.type === 'heading' ? (child.children as MdastNode[]) : [child],
          ),
        );
  return words
    ?.replace(/<\/?(?:b|strong|h[1-6]|span)\b[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** `<details>` whose first child is a paragraph that holds the `<summary>`. */
const details: Component = (node, writer) => {
  const children = node.children.flatMap((child): MdastNode[] => {
    const inner = child as MdastNode;
    if (isSummary(inner)) return [];
    return inner.type === 'paragraph' && inner.children.some((one) => isSummary(one))
      ? [{ ...inner, children: inner.children.filter((one) => !isSummary(one)) } as MdastNode]
      : [inner];
  });
  const open = node.attributes.some((one) => one.type === 'mdxJsxAttribute' && one.name === 'open');
  return writer.container(
    'details',
    summaryOf(node, writer) ?? writer.attribute(node, 'summary') ?? writer.attribute(node, 'title') ?? 'Details',
    open ? { open: '' } : {},
    children,
    writer.at(node),
  );
};

const tabs: Component = (node, writer) =>
  writer.tabs(
    node.children,
    {
      syncKey: writer.attribute(node, 'syncKey'),
      groupId: writer.attribute(node, 'groupId') ?? writer.attribute(node, 'group'),
    },
    writer.at(node),
  );

const listing: Component = (node, writer, isBlock) => {
  const inner = inside(node, writer, isBlock);
  const file = writer.attribute(node, 'file-name');
  const number = writer.attribute(node, 'number');
  const caption = writer.attribute(node, 'caption');
  const named =
    file === undefined || file === '' ? inner : inner.replace(/^(`{3,}[\w+-]+)(?![^\n]*title=)/m, `$1 title="${file}"`);
  const words = [number === undefined ? '' : `Listing ${number}`, caption ?? '']
    .filter((part) => part !== '')
    .join(': ');
  return words === '' ? named : `${named}\n\n*${words.replace(/\*/g, '\\*')}*`;
};

/** By name. What is in no list is taken for its children, and named. */
export const components: ReadonlyMap<string, Component> = new Map<string, Component>([
  ...[
    'Aside',
    'Admonition',
    'Callout',
    'Alert',
    'Note',
    'Info',
    'Box',
    'InfoBox',
    'ReadMore',
    'Pitfall',
    'DeepDive',
  ].map(
    (name) =>
      [
        name,
        name === 'DeepDive'
          ? ours('details')
          : aside(name === 'Info' || name === 'InfoBox' ? 'info' : name === 'Pitfall' ? 'warning' : 'note'),
      ] as const,
  ),
  ['Tip', aside('tip')],
  ['Hint', ours('hint')],
  ['Solution', ours('solution')],
  ['Exercise', ours('exercise')],
  ['Warning', aside('warning')],
  ['Caution', aside('caution')],
  ['Danger', aside('danger')],
  ['Important', aside('important')],
  ['Tabs', tabs],
  ['UIFrameworkTabs', tabs],
  ['PackageManagerTabs', tabs],
  ['CodeTabs', tabs],
  ['CodeGroup', tabs],
  ['Steps', (node, writer) => writer.container('steps', undefined, {}, node.children, writer.at(node))],
  [
    'FileTree',
    (node, writer) => writer.container('files', writer.attribute(node, 'title'), {}, node.children, writer.at(node)),
  ],
  ['details', details],
  ['Details', details],
  ['Spoiler', details],
  ['Collapse', details],
  ['Accordion', details],
  ['Expandable', details],
  ['Collapsible', details],
  ...['Card', 'LinkCard', 'LinkButton', 'Button', 'Step', 'Box', 'TutorialCard'].map((name) => [name, titled] as const),
  ...[
    'CardGrid',
    'Cards',
    'Fragment',
    'IslandsDiagram',
    'Checklist',
    'Since',
    'BrowserOnly',
    'Columns',
    'Column',
    'Center',
    'AccordionGroup',
    'CardGroup',
    'Frame',
    'ClientOnly',
    'Highlight',
  ].map((name) => [name, inside] as const),
  ...['a', 'Link', 'NextLink', 'DocLink'].map((name) => [name, anchor] as const),
  ...['img', 'Image', 'Img', 'Picture', 'ThemedImage', 'Figure', 'ImageZoom', 'Zoom'].map(
    (name) => [name, picture] as const,
  ),
  ...['Code', 'CodeBlock'].map((name) => [name, code] as const),
  ...['YouTube', 'Youtube', 'LiteYouTubeEmbed', 'Video', 'Vimeo', 'ReactPlayer', 'YouTubeEmbed', 'LiteYoutube'].map(
    (name) => [name, film] as const,
  ),
  ...[
    'TOCInline',
    'DocCardList',
    'Toc',
    'TableOfContents',
    'Head',
    'Icon',
    'BackToTop',
    'script',
    'style',
    'link',
    'meta',
  ].map((name) => [name, nothing] as const),
  [
    'Badge',
    (node, writer) => {
      const words = writer.attribute(node, 'text') ?? writer.inline(node.children);
      return words === '' ? '' : `**${escapeMarkdown(words).trim()}**`;
    },
  ],
  ['Kbd', (node, writer) => `<kbd>${writer.inline(node.children)}</kbd>`],
  ['Listing', listing],
]);
