import { inPlaceOf, indentOf, fenceAt, outsideFences, type Line } from './lines.ts';

/**
 * What a block of another tool becomes: one of our directives, its content alone (`inside`), or nothing (`nothing`, which
 * is for what says nothing to learners).
 */
export type Container =
  | { readonly as: 'directive'; readonly name: string; readonly label?: string; readonly attributes?: string }
  | { readonly as: 'inside'; readonly lost?: string }
  | { readonly as: 'nothing'; readonly lost: string };

const to = (name: string, label?: string, attributes?: string): Container => ({
  as: 'directive',
  name,
  ...(label === undefined ? {} : { label }),
  ...(attributes === undefined ? {} : { attributes }),
});
const inside: Container = { as: 'inside' };

/** By their names in any of the tools, in lower case: names that mean different things in two tools are with the dialect. */
const common: ReadonlyMap<string, Container> = new Map<string, Container>([
  ...['note', 'tip', 'info', 'important', 'warning', 'caution', 'danger', 'insight'].map(
    (name) => [name, to(name)] as const,
  ),
  ...['details', 'exercise', 'hint', 'solution', 'tabs', 'tab', 'steps', 'files', 'table'].map(
    (name) => [name, to(name)] as const,
  ),
  ...['error', 'attention', 'critical', 'bug', 'failure', 'fail', 'missing'].map(
    (name) => [name, to('danger')] as const,
  ),
  ...[
    'secondary',
    'remark',
    'remarks',
    'notice',
    'admonition',
    'callout',
    'aside',
    'seealso',
    'see-also',
    'abstract',
    'summary',
    'tldr',
    'discussion',
    'testimonial',
    'sidebar',
    'todo',
    'quote',
    'cite',
    'question',
    'faq',
    'help',
    'example',
    'topic',
    'margin',
    'versionadded',
    'versionchanged',
    'deprecated',
    'blockquote',
    'exercism/note',
  ].map((name) => [name, to(name === 'question' || name === 'quote' || name === 'note' ? 'info' : 'note')] as const),
  ...['success', 'check', 'done', 'good', 'smart', 'advanced', 'exercism/advanced'].map(
    (name) => [name, to('tip')] as const,
  ),
  ...['warn', 'alert', 'exercism/caution'].map((name) => [name, to('warning')] as const),
  ['key-takeaway', to('insight')],
  ['keypoints', to('insight', 'Key points')],
  ['takeaway', to('insight')],
  ...['challenge', 'activity', 'practice', 'task', 'try-it', 'assignment'].map(
    (name) => [name, to('exercise')] as const,
  ),
  ...['answer', 'solutions'].map((name) => [name, to('solution')] as const),
  ...[
    'dropdown',
    'spoiler',
    'toggle',
    'collapse',
    'collapsible',
    'accordion',
    'instructor',
    'prereq',
    'prerequisites',
  ].map(
    (name) =>
      [
        name,
        name === 'instructor'
          ? to('details', 'For instructors')
          : name.startsWith('prereq')
            ? to('info', 'Prerequisites')
            : to('details'),
      ] as const,
  ),
  ...['code-group', 'codegroup', 'tab-set', 'tabset', 'panel-tabset', 'group-tab', 'code-tabs'].map(
    (name) => [name, to('tabs')] as const,
  ),
  ...['tab-item', 'tabitem'].map((name) => [name, to('tab')] as const),
  ...['filetree', 'file-tree'].map((name) => [name, to('files')] as const),
  ...['list-table', 'tbl'].map((name) => [name, to('table')] as const),
  ...[
    'raw',
    'v-pre',
    'grid',
    'card',
    'cards',
    'grid-item-card',
    'columns',
    'column',
    'row',
    'col',
    'div',
    'section',
    'main',
    'container',
    'figure',
    'fragment',
    'incremental',
    'nonincremental',
    'center',
  ].map((name) => [name, inside] as const),
  ['code', inside],
]);

/** What opens a block with colons, in any of the tools. */
export interface Opener {
  readonly name: string;
  /** All names that it goes by. */
  readonly names: readonly string[];
  readonly title: string | undefined;
  readonly id: string | undefined;
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * Reads what stands behind the colons: `name`, `name Title`, `name[Title]{attributes}` (Docusaurus, Starlight, VitePress),
 * `{name} Title` (MyST), `{.name #id key="value"}` (Pandoc, Quarto, Carpentries), each with colons behind it or not.
 */
function openerOf(written: string): Opener | undefined {
  const rest = written.replace(/\s*:{3,}\s*$/, '').trim();
  const myst = /^\{([A-Za-z][\w:/-]*)\}\s*(.*)$/.exec(rest);
  if (myst !== null) return opener([myst[1] ?? ''], myst[2]);
  if (rest.startsWith('{')) {
    const end = rest.lastIndexOf('}');
    const attributes = attributesIn(rest.slice(1, end < 0 ? undefined : end));
    return opener(
      attributes.classes,
      attributes.values.get('title') ?? attributes.values.get('label') ?? rest.slice(end + 1),
      attributes,
    );
  }
  const named = /^([A-Za-z][\w/-]*)\s*(?:\[((?:[^[\]]|\[[^\]]*\])*)\])?\s*(.*)$/.exec(rest);
  if (named === null) return undefined;
  const [, name = '', label, more = ''] = named;
  const braces = /\{([^{}]*)\}\s*$/.exec(more);
  const attributes = braces === null ? undefined : attributesIn(braces[1] ?? '');
  const title = label ?? (braces === null ? more : more.slice(0, braces.index));
  return opener([name], attributes?.values.get('title') ?? title, attributes);
}

function opener(
  names: readonly string[],
  title: string | undefined,
  attributes?: { readonly id: string | undefined; readonly values: ReadonlyMap<string, string> },
): Opener {
  const trimmed = (title ?? '').trim().replace(/^"([^"]*)"$/, '$1');
  return {
    name: (names[0] ?? '').toLowerCase(),
    names: names.map((name) => name.toLowerCase().replace(/^callout-(?=[a-z])/, '')),
    title: trimmed === '' ? undefined : trimmed,
    id: attributes?.id,
    attributes: attributes?.values ?? new Map(),
  };
}

/** `.class #id key="value"`, as Pandoc, kramdown and Markdown-it write them. */
export function attributesIn(text: string): {
  readonly id: string | undefined;
  readonly classes: readonly string[];
  readonly values: ReadonlyMap<string, string>;
} {
  const values = new Map<string, string>();
  const classes: string[] = [];
  let id: string | undefined;
  for (const [, mark, key = '', double, single, bare] of text.matchAll(
    /([.#])?([^\s=.#"'{}][^\s="'{}]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g,
  )) {
    if (mark === '.') classes.push(key);
    else if (mark === '#') id = key;
    else values.set(key, double ?? single ?? bare ?? '');
  }
  return { id, classes, values };
}

/** What a block with these names becomes; undefined for one that nobody knows. */
export function containerFor(
  names: readonly string[],
  own: ReadonlyMap<string, Container> = new Map(),
): Container | undefined {
  for (const name of names) {
    const found = own.get(name) ?? common.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Who is told what became of a line. */
export interface Listener {
  lose(line: Line, what: string, instead: string): void;
}

interface Block {
  readonly opener: Line;
  readonly read: Opener;
  readonly items: (Line | Block)[];
}

/**
 * Writes blocks with colons as our directives: every tool's way to open them is read, whatever closes the last one that is
 * open closes it, and around others a block gets more colons. What nobody knows is left out around its content, and told.
 * Options as MyST has them (`:class: dropdown`) are read from the first lines.
 */
export function withContainers(
  lines: readonly Line[],
  own: ReadonlyMap<string, Container>,
  listener: Listener,
): readonly Line[] {
  const root: (Line | Block)[] = [];
  const open: Block[] = [];
  const add = (item: Line | Block): void => void (open.at(-1)?.items ?? root).push(item);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as Line;
    const fence = fenceAt(lines, at);
    if (fence !== undefined) {
      lines.slice(at, fence.end).forEach(add);
      at = fence.end - 1;
      continue;
    }
    const colons = /^([ \t]*(?:>[ \t]?)*[ \t]*)(:{3,})(.*)$/.exec(line.text);
    const rest = colons?.[3]?.trim() ?? '';
    if (colons === null) add(line);
    else if (/^:*$/.test(rest)) {
      if (open.pop() === undefined) listener.lose(line, 'a line of colons that closes nothing', 'left out');
    } else {
      const read = openerOf(rest);
      if (read === undefined) add({ ...line, text: line.text.replace(':::', '\\:::') });
      else {
        const block: Block = { opener: line, read: withOptions(read, lines, at + 1), items: [] };
        at += optionsBehind(lines, at + 1);
        add(block);
        open.push(block);
      }
    }
  }
  for (const block of open)
    listener.lose(
      block.opener,
      `the end of \`${block.read.name}\`, which is never closed`,
      'closed at the end of the page',
    );
  return written(root, own, listener).lines;
}

const option = /^[ \t>]*:([\w-]+):[ \t]*(.*)$/;

function optionsBehind(lines: readonly Line[], from: number): number {
  let count = 0;
  while (option.test(lines[from + count]?.text ?? '')) count++;
  return count;
}

function withOptions(read: Opener, lines: readonly Line[], from: number): Opener {
  const options = lines.slice(from, from + optionsBehind(lines, from)).flatMap(({ text }) => {
    const [, name = '', value = ''] = option.exec(text) ?? [];
    return [[name, value] as const];
  });
  if (options.length === 0) return read;
  const values = new Map([...read.attributes, ...options]);
  return {
    ...read,
    id: read.id ?? values.get('name') ?? values.get('label'),
    names: [
      ...(values.get('class') ?? '').split(/\s+/).filter((name) => name === 'dropdown'),
      ...(read.name === 'admonition' ? (values.get('class') ?? '').split(/\s+/) : []),
      ...read.names,
    ].filter((name) => name !== ''),
    attributes: values,
  };
}

interface Written {
  readonly lines: readonly Line[];
  /** How many blocks stand in each other. */
  readonly height: number;
}

function written(items: readonly (Line | Block)[], own: ReadonlyMap<string, Container>, listener: Listener): Written {
  let height = 0;
  const lines = items.flatMap((item): readonly Line[] => {
    if (!('items' in item)) return [item];
    const inner = written(item.items, own, listener);
    const { opener: line, read } = item;
    const prefix = /^[ \t]*(?:>[ \t]?)*[ \t]*/.exec(line.text)?.[0] ?? '';
    const container = containerFor(read.names, own);
    const blank = inPlaceOf(line, prefix.trimEnd());
    if (container === undefined || container.as === 'inside') {
      height = Math.max(height, inner.height);
      if (container === undefined && read.names.length > 0)
        listener.lose(
          line,
          `the block \`${read.names.join(' ')}\`, which nothing here corresponds to`,
          'its content stands alone',
        );
      else if (container?.as === 'inside' && container.lost !== undefined)
        listener.lose(line, container.lost, 'its content stands alone');
      const title = read.title === undefined ? [] : inPlaceOf(line, `${prefix}**${read.title}**\n${prefix.trimEnd()}`);
      return [...blank, ...title, ...inner.lines, ...blank];
    }
    if (container.as === 'nothing') {
      listener.lose(line, container.lost, 'left out');
      return blank;
    }
    height = Math.max(height, inner.height + 1);
    const colons = ':'.repeat(3 + inner.height);
    const label = read.title ?? container.label;
    const directive = `${colons}${container.name}${label === undefined ? '' : `[${asLabel(label)}]`}${attributesFor(container, read)}`;
    return [
      ...blank,
      ...inPlaceOf(line, `${prefix}${directive}\n${prefix.trimEnd()}`),
      ...inner.lines,
      ...inPlaceOf(line, `${prefix.trimEnd()}\n${prefix}${colons}\n${prefix.trimEnd()}`),
    ];
  });
  return { lines, height };
}

/** A text that can stand in the brackets of a directive. */
export function asLabel(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  let depth = 0;
  for (const sign of line.replace(/\\./g, '')) {
    if (sign === '[') depth++;
    else if (sign === ']' && --depth < 0) break;
  }
  return depth === 0 ? line : line.replace(/(?<!\\)[[\]]/g, '\\$&');
}

function attributesFor({ name, attributes }: Extract<Container, { as: 'directive' }>, read: Opener): string {
  const group = read.attributes.get('group') ?? read.attributes.get('sync-group') ?? read.attributes.get('groupId');
  const parts = [
    ...(attributes === undefined ? [] : [attributes]),
    ...(name === 'tabs' && group !== undefined && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(group) ? [`sync="${group}"`] : []),
    ...(read.attributes.get('collapse') === 'true' || read.attributes.get('collapsed') === 'true' ? ['collapsed'] : []),
    ...(name === 'details' && (read.attributes.has('open') || read.attributes.get('collapse') === 'false')
      ? ['open']
      : []),
    ...(name === 'exercise' && read.id !== undefined && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(read.id)
      ? [`id="${read.id}"`]
      : []),
  ];
  return parts.length === 0 ? '' : `{${parts.join(' ')}}`;
}

/** Blocks that are written by an indent (`!!! note "Title"`, `=== "Tab"`), as MkDocs has them, as blocks with colons. */
export function withIndentedBlocks(lines: readonly Line[]): readonly Line[] {
  const out = outsideFences(lines, (line, at, out) => {
    const [, indent = '', kind, rest = ''] =
      /^([ \t]*)(!!!|\?\?\?\+?|===\+?!?)[ \t]+((?:[\w-]+)(?:[ \t].*)?|".*")$/.exec(line.text) ?? [];
    let end = at + 1;
    while (
      end < lines.length &&
      ((lines[end]?.text ?? '').trim() === '' ||
        indentOf(lines[end]?.text ?? '').length >= indent.length + 4 ||
        (lines[end]?.text ?? '').slice(indent.length).startsWith('	'))
    )
      end++;
    const content = lines.slice(at + 1, end);
    if (
      kind === undefined ||
      (kind.startsWith('=') && !rest.startsWith('"')) ||
      !content.some(({ text }) => text.trim() !== '')
    ) {
      return undefined;
    }
    const title = /"([^"]*)"/.exec(rest)?.[1];
    const name = kind.startsWith('=') ? 'tab' : (/^[\w-]+/.exec(rest)?.[0] ?? 'note');
    const fold = kind === '???' ? '{collapse=true}' : '';
    const isTab = name === 'tab';
    const previous = out.findLast(({ text }) => text.trim() !== '')?.text.trim();
    const joins = isTab && previous === '::: tabs-end';
    if (joins)
      out.splice(
        out.findLastIndex(({ text }) => text.trim() !== ''),
        1,
      );
    else if (isTab) out.push(...inPlaceOf(line, `\n${indent}::: tabs`));
    out.push(
      ...inPlaceOf(
        line,
        `\n${indent}::: ${name}${title === undefined ? '' : `[${asLabel(title)}]`}${isTab ? '' : fold}`,
      ),
    );
    out.push(
      ...withIndentedBlocks(
        content.map((one) => ({
          ...one,
          text: one.text.trim() === '' ? '' : indent + one.text.slice(indent.length).replace(/^(?: {4}|\t)/, ''),
        })),
      ),
    );
    out.push(...inPlaceOf(line, `${indent}:::`));
    if (isTab) out.push(...inPlaceOf(line, `${indent}::: tabs-end`));
    return end;
  });
  return out.map((line) =>
    line.text.trim() === '::: tabs-end' ? { ...line, text: line.text.replace(/::: tabs-end/, ':::') } : line,
  );
}
