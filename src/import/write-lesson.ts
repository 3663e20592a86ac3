import { attributeAddresses } from '../course/addresses.ts';
import { wayAround, wayAroundAttribute } from '../course/html-policy.ts';
import { endingOf, playable } from '../course/media.ts';
import { remoteVideo } from '../course/remote-video.ts';
import { directives } from '../lesson/directives/index.ts';
import { isHtmlElement, readHtml, voidElements, type HtmlStartTag, type HtmlToken } from '../source/html.ts';
import { rangeOf, type MdastNode, type NodeOf } from '../source/markdown.ts';
import { pictureWidth, widthOf, type PictureWidth } from '../source/picture-width.ts';
import { escapeAttribute, escapeText } from '../text/escape.ts';
import { asLabel } from './containers.ts';
import { components } from './components.ts';
import { ownInfo } from './fence-info.ts';
import type { Line } from './lines.ts';
import { address, escapeMarkdown, fenced, inCode, indented, safeStart, titled } from './markdown-text.ts';
import { stringLiteral } from '../source/jsx.ts';
import type { Imported, JsxNode, LessonContext, Writer } from './writer.ts';

/** What some tools let authors write like a picture. */
const isFilm = (url: string): boolean =>
  /\.(?:mp4|webm|ogv|mov|mp3|ogg|wav|m4a|pdf)$/i.test(url.replace(/[?#].*$/, ''));

const ownDirectives = new Map(directives.map((directive) => [directive.name, directive]));

/** The width of a picture among its attributes, in per cent or pixels. */
const widthAttribute = /(?<![\w-])width=(["']?)(\d{1,4}(?:%|px)?)\1(?![\w.])/;

/** The same, if a page can have it. */
function widthIn(attributes: string): string | undefined {
  const width = widthAttribute.exec(attributes)?.[2];
  return width === undefined ? undefined : asAttribute(pictureWidth(width));
}

/** As it stands behind a picture, in MDX, too. */
function asAttribute(width: PictureWidth | undefined): string | undefined {
  if (width === undefined) return undefined;
  return `{width="${'percent' in width ? `${width.percent}%` : `${width.pixels}px`}"}`;
}

/** A picture with its width; what became of one may be something else, and has none. */
const sized = (picture: string, width = ''): string => (picture.startsWith('![') ? picture + width : picture);

/** Writes a tree of a source as the body of a lesson. */
export class LessonWriter implements Writer {
  readonly #text: string;
  readonly #lines: readonly Line[];
  readonly #starts: readonly number[];
  readonly #dead = new Set<string>();
  readonly context: LessonContext;
  /** How far headings are moved. */
  shift = 0;
  #quotes = 0;

  /** `lines` are the lines of `text`, with the places they came from. */
  constructor(text: string, lines: readonly Line[], context: LessonContext) {
    this.#text = text;
    this.#lines = lines;
    this.context = context;
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  /** The place in the source that a node came from. */
  at(node: MdastNode): Line {
    const [start] = rangeOf(node);
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= start) low = middle;
      else high = middle - 1;
    }
    return this.#lines[Math.min(low, this.#lines.length - 1)] ?? { text: '', file: '', line: 1 };
  }

  source(node: MdastNode): string {
    return this.#text.slice(...rangeOf(node));
  }

  /** Blocks, with an empty line between them. Words that stand among blocks become paragraphs. */
  blocks(nodes: readonly MdastNode[]): string {
    const out: string[] = [];
    let words: MdastNode[] = [];
    const flush = (): void => {
      const paragraph = this.#paragraph(words);
      if (paragraph !== '') out.push(paragraph);
      words = [];
    };
    let previous: MdastNode | undefined;
    for (const node of nodes) {
      if (isPhrasing(node)) {
        words.push(node);
        continue;
      }
      flush();
      const block =
        node.type === 'list'
          ? this.#list(node, previous?.type === 'list' && previous.ordered === node.ordered)
          : this.#block(node);
      if (block.trim() !== '') {
        out.push(block);
        previous = node;
      }
    }
    flush();
    return out.join('\n\n');
  }

  #block(node: MdastNode): string {
    switch (node.type) {
      case 'paragraph': {
        const [only, more] = node.children;
        const player =
          only?.type === 'image' && more === undefined && isFilm(only.url)
            ? this.#player(only, this.at(only))
            : undefined;
        return player ?? this.#paragraph(node.children);
      }
      case 'heading':
        return this.#heading(node);
      case 'code':
        return this.code(this.#infoOf(node), node.value, this.at(node));
      case 'blockquote':
        return this.#quote(node);
      case 'table':
        return this.#table(node);
      case 'html':
        return this.html(node.value, this.at(node), true);
      case 'thematicBreak':
        return '---';
      case 'definition': {
        const found = this.context.link(node.url, this.at(node));
        return found === undefined
          ? ''
          : `[${node.label ?? node.identifier}]: ${address(found.url)}${titled(node.title)}`;
      }
      case 'footnoteDefinition':
        return indented(`[^${node.identifier}]: `, '    ', this.blocks(node.children));
      case 'containerDirective':
        return this.#directive(node);
      case 'leafDirective': {
        const words = this.inline(node.children);
        this.context.lose(
          this.at(node),
          `the block \`::${node.name}\`, which nothing here corresponds to`,
          words === '' ? 'left out' : 'its words stand alone',
        );
        return words;
      }
      case 'mdxJsxFlowElement':
        return this.#element(node, true);
      case 'mdxFlowExpression':
        return this.#expression(node.value, this.at(node), true);
      case 'mdxjsEsm':
        return '';
      default:
        if ((node.type as string) === 'descriptionList') return this.#definitions(node);
        if ((node.type as string) === 'math') return this.#stripped(this.source(node));
        return 'children' in node ? this.blocks(node.children) : this.#stripped(this.source(node));
    }
  }

  #paragraph(nodes: readonly MdastNode[]): string {
    return safeStart(this.inline(nodes).replace(/^[ \t\n]+|[ \t\n]+$/g, ''));
  }

  #heading(node: NodeOf<'heading'>): string {
    const depth = Math.min(6, Math.max(2, node.depth + this.shift));
    const words = this.inline(node.children)
      .replace(/\s*\n\s*/g, ' ')
      .trim();
    const plain = words.replace(/\s*\{[:#.-][^{}]*\}\s*$/, '').replace(/\s+#+$/, (marks) => marks.replace('#', '\\#'));
    if (plain.replace(/<[^>]*>/g, '').trim() === '') return '';
    const id = idOf(node);
    return `${'#'.repeat(depth)} ${plain}${id === undefined ? '' : ` {#${id}}`}`;
  }

  #infoOf(node: NodeOf<'code'>): string {
    const opening = /^(?:`{3,}|~{3,})[ \t]*([^\n]*)/.exec(this.source(node));
    return (opening?.[1] ?? '').trim();
  }

  /** A fence, whatever stands in it. */
  code(written: string, code: string, at: Line): string {
    const { info, lost, unknown } = ownInfo(this.context.info(written), code);
    if (lost.length > 0) this.context.lose(at, `what the code says of itself: \`${lost.join(' ')}\``, 'left out');
    if (unknown !== undefined)
      this.context.change(at, `the language \`${unknown}\`, which has no colours here`, '`text`');
    if (/^(?:mermaid|dot)\b/.test(info) && !/\balt="/.test(info)) {
      const described =
        /^\s*accDescr(?::\s*(.+)|\s*\{\s*([^}]*?)\s*\})/m.exec(code) ?? /^\s*accTitle:\s*(.+)/m.exec(code);
      const words = (described?.[1] ?? described?.[2] ?? '').replace(/\s+/g, ' ').replaceAll('"', '’').trim();
      if (words === '')
        this.context.decide(
          at,
          'a diagram without a text for those who cannot see it',
          'write into `alt` what it shows',
        );
      return fenced(`${info} alt="${words === '' ? 'A diagram, not described yet' : words}"`, code);
    }
    return fenced(info, code);
  }

  #quote(node: NodeOf<'blockquote'>): string {
    this.#quotes++;
    const inner = this.blocks(node.children);
    this.#quotes--;
    if (inner === '') return '';
    return inner
      .split('\n')
      .map((line) => (line === '' ? '>' : `> ${line}`))
      .join('\n');
  }

  #list(node: NodeOf<'list'>, isSecond: boolean): string {
    const isLoose = node.spread === true || node.children.some(({ spread }) => spread === true);
    const first = node.start ?? 1;
    const items = node.children.map((item, index) => {
      const marker = node.ordered === true ? `${first + index}${isSecond ? ')' : '.'} ` : isSecond ? '* ' : '- ';
      const box = item.checked === true ? '[x] ' : item.checked === false ? '[ ] ' : '';
      const parts = isLoose
        ? [this.blocks(item.children)]
        : item.children.map((child) => this.blocks([child])).filter((part) => part !== '');
      const tight = parts.every((part, at) => at === 0 || /^(?:[-*+]|\d+[.)])[ \t]/.test(part));
      const content = parts.join(tight ? '\n' : '\n\n');
      return content === '' ? marker.trimEnd() : indented(marker + box, ' '.repeat(marker.length), content);
    });
    return items.join(isLoose ? '\n\n' : '\n');
  }

  #table(node: NodeOf<'table'>): string {
    const columns = node.children[0]?.children.length ?? 0;
    const rows = node.children.map((row) => {
      if (row.children.length > columns)
        this.context.change(this.at(row), 'cells beyond the last column', 'in the last column');
      const cells = row.children.map((cell) =>
        this.inline(cell.children)
          .replace(/\s*\n\s*/g, ' ')
          .trim(),
      );
      const shown = [...cells.slice(0, columns - 1), cells.slice(columns - 1).join(' ')];
      return `| ${Array.from({ length: columns }, (_, index) => shown[index] ?? '').join(' | ')} |`;
    });
    const align = Array.from({ length: columns }, (_, index) => alignments.get(node.align?.[index] ?? '') ?? '---');
    return [rows[0], `| ${align.join(' | ')} |`, ...rows.slice(1)].join('\n');
  }

  #definitions(node: MdastNode): string {
    const children = 'children' in node ? node.children : [];
    return children
      .map((child, index) => {
        if ((child.type as string) === 'descriptionTerm')
          return `${index > 0 ? '\n' : ''}${this.inline('children' in child ? child.children : [])
            .replace(/\s*\n\s*/g, ' ')
            .trim()}`;
        return indented(': ', '  ', this.blocks('children' in child ? child.children : []));
      })
      .join('\n');
  }

  #directive(node: NodeOf<'containerDirective'>): string {
    const [first] = node.children;
    const isLabelled =
      first?.type === 'paragraph' && (first.data as { directiveLabel?: boolean } | undefined)?.directiveLabel === true;
    const written = isLabelled
      ? this.inline(first.children)
          .trim()
          .replace(/^\[|\]$/g, '')
      : undefined;
    return this.container(
      node.name,
      written,
      node.attributes ?? {},
      isLabelled ? node.children.slice(1) : node.children,
      this.at(node),
    );
  }

  /** One of our directives, as far as its content is what it takes; else its content alone. */
  container(
    name: string,
    label: string | undefined,
    attributes: Readonly<Record<string, string | null | undefined>>,
    children: readonly MdastNode[],
    at: Line,
  ): string {
    const lowerName = name.toLowerCase();
    const own = ownDirectives.get(lowerName);
    if (own === undefined) {
      this.context.lose(at, `the block \`${name}\`, which nothing here corresponds to`, 'its content stands alone');
      return [label === undefined ? '' : `**${label}**`, this.blocks(children)]
        .filter((part) => part !== '')
        .join('\n\n');
    }
    if (lowerName === 'tabs') return this.tabs(children, attributes, at);
    const [first, ...rest] = children;
    const titled =
      label === undefined &&
      first?.type === 'heading' &&
      own.label !== 'none' &&
      !['steps', 'files', 'table'].includes(lowerName);
    const shown = titled
      ? this.inline(first.children)
          .replace(/\s*\n\s*/g, ' ')
          .trim()
      : label;
    const inside = titled ? rest : children;
    if (['steps', 'files', 'table'].includes(lowerName) && !fits(lowerName, inside)) {
      this.context.change(at, `\`${name}\` with content that it cannot have here`, 'its content stands alone');
      return [shown === undefined ? '' : `**${shown}**`, this.blocks(inside)]
        .filter((part) => part !== '')
        .join('\n\n');
    }
    const content = this.blocks(inside);
    if (content.trim() === '') {
      if (shown !== undefined && shown !== '') return `**${shown}**`;
      return '';
    }
    if (lowerName === 'tab') return `**${shown ?? ''}**\n\n${content}`;
    return block(
      lowerName,
      own.label === 'required'
        ? (shown ?? (lowerName === 'details' ? 'Details' : undefined))
        : own.label === 'none'
          ? undefined
          : shown,
      attributesText(attributes, Object.keys(own.attributes)),
      content,
    );
  }

  /** Tabs from directives or components of tabs, from fences, or from headings. */
  tabs(
    children: readonly MdastNode[],
    attributes: Readonly<Record<string, string | null | undefined>>,
    at: Line,
  ): string {
    const before: MdastNode[] = [];
    const found: { name: string; content: string; fence?: string }[] = [];
    const blocksHere = children.filter((node) => !(node.type === 'text' && node.value.trim() === ''));
    const depth = Math.min(...blocksHere.flatMap((node) => (node.type === 'heading' ? [node.depth] : [])));
    const isTab = (node: MdastNode): boolean =>
      (node.type === 'containerDirective' && node.name === 'tab') ||
      (isJsx(node) && /^(?:TabItem|Tab|TabPanel|CodeGroupItem|CodeTab|Tabs\.Tab)$/.test(node.name ?? ''));
    if (blocksHere.some(isTab)) {
      for (const node of blocksHere) {
        if (!isTab(node)) before.push(node);
        else if (node.type === 'containerDirective') {
          const [first] = node.children;
          const isLabelled =
            first?.type === 'paragraph' &&
            (first.data as { directiveLabel?: boolean } | undefined)?.directiveLabel === true;
          found.push({
            name: isLabelled
              ? this.inline(first.children)
                  .trim()
                  .replace(/^\[|\]$/g, '')
              : '',
            content: this.blocks(isLabelled ? node.children.slice(1) : node.children),
          });
        } else {
          const element = node as JsxNode;
          found.push({
            name:
              this.attribute(element, 'label') ??
              this.attribute(element, 'title') ??
              this.attribute(element, 'value') ??
              this.attribute(element, 'name') ??
              '',
            content: this.blocks(element.children),
          });
        }
      }
    } else if (depth !== Infinity) {
      for (const node of blocksHere) {
        if (node.type === 'heading' && node.depth === depth)
          found.push({
            name: this.inline(node.children)
              .replace(/\s*\{[^{}]*\}$/, '')
              .trim(),
            content: '',
          });
        else if (found.length === 0) before.push(node);
        else {
          const last = found[found.length - 1];
          if (last !== undefined)
            last.content = [last.content, this.blocks([node])].filter((part) => part !== '').join('\n\n');
        }
      }
    } else {
      for (const node of blocksHere) {
        if (node.type !== 'code') before.push(node);
        else {
          const content = this.#block(node);
          const title = /^`+[^\n]*?\btitle="([^"]*)"/.exec(content)?.[1];
          found.push({ name: title ?? node.lang?.replace(/[^\w+#-].*$/, '') ?? '', content });
        }
      }
    }
    const lead = this.blocks(before);
    const filled = found.filter(({ content }) => content.trim() !== '');
    const names = new Map<string, number>();
    const tabs = filled.map(({ name, content }, index) => {
      const plain = asLabel(name) || `${index + 1}`;
      const count = (names.get(plain) ?? 0) + 1;
      names.set(plain, count);
      return { name: count === 1 ? plain : `${plain} (${count})`, content };
    });
    const sync = [attributes['sync'], attributes['syncKey'], attributes['groupId']]
      .flatMap((one) => one ?? [])
      .map((one) =>
        one
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/^-|-$/g, ''),
      )[0];
    if (tabs.length < 2) {
      if (tabs.length === 1) this.context.change(at, 'a single tab', 'its content stands alone');
      return [
        lead,
        ...tabs.map(({ name, content }) =>
          content.includes(`title="${name}"`) ? content : `**${name}**\n\n${content}`,
        ),
      ]
        .filter((part) => part !== '')
        .join('\n\n');
    }
    const inner = tabs.map(({ name, content }) => block('tab', name, '', content)).join('\n\n');
    return [lead, block('tabs', undefined, sync === undefined || sync === '' ? '' : `{sync="${sync}"}`, inner)]
      .filter((part) => part !== '')
      .join('\n\n');
  }

  #element(node: JsxNode, isBlock: boolean): string {
    const name = node.name ?? '';
    if (name === '') return isBlock ? this.blocks(node.children) : this.inline(node.children);
    const imported = this.context.imported(name.split('.')[0] ?? name);
    if (imported?.kind === 'part') {
      const text = this.context.part(imported.file, this.at(node));
      if (text !== undefined) return isBlock ? text : text.replace(/\n+/g, ' ');
    }
    const component = components.get(name) ?? components.get(name.replace(/^.*\./, ''));
    if (component !== undefined) return component(node, this, isBlock);
    if (/^[a-z]/.test(name) && isHtmlElement(name)) return this.#htmlElement(node, isBlock);
    const inner = isBlock ? this.blocks(node.children) : this.inline(node.children);
    const texts = ['title', 'label', 'text', 'caption', 'header', 'heading', 'description'].flatMap(
      (key) => this.attribute(node, key) ?? [],
    );
    const address = ['href', 'link', 'to', 'url'].flatMap((key) => this.attribute(node, key) ?? [])[0];
    const picture = ['src', 'image', 'img'].flatMap((key) => this.attribute(node, key) ?? [])[0];
    this.context.lose(
      this.at(node),
      `the component \`<${name}>\``,
      inner + texts.join('') === '' ? 'left out' : 'its words stand alone',
    );
    const [title = '', ...more] = texts;
    const head =
      address === undefined
        ? title === '' || !isBlock
          ? title
          : `**${title}**`
        : this.link(address, title === '' ? address : title, this.at(node));
    const image =
      picture === undefined || !/\.(?:png|jpe?g|gif|svg|webp|avif)$/i.test(picture)
        ? ''
        : this.picture(picture, this.attribute(node, 'alt') ?? title, undefined, this.at(node));
    return [head, ...more, image, inner].filter((part) => part !== '').join(isBlock ? '\n\n' : ' ');
  }

  /** The value of an attribute, if it is a text, or a name that stands for one. */
  attribute(node: JsxNode, name: string): string | undefined {
    const found = node.attributes.find((one) => one.type === 'mdxJsxAttribute' && one.name === name);
    if (found?.type !== 'mdxJsxAttribute') return undefined;
    if (typeof found.value === 'string') return found.value;
    if (found.value === null || found.value === undefined) return '';
    const code = found.value.value.trim();
    const text =
      stringLiteral(code) ?? stringLiteral(/^(?:require|useBaseUrl)\((.*)\)(?:\.default)?$/.exec(code)?.[1] ?? '');
    if (text !== undefined) return text;
    if (/^\d+(?:\.\d+)?$|^(?:true|false)$/.test(code)) return code;
    const imported = this.context.imported(code.replace(/\.(?:src|default)$/, ''));
    return imported?.kind === 'text'
      ? imported.text
      : imported === undefined
        ? this.context.value(code)
        : `/${imported.file}`;
  }

  #htmlElement(node: JsxNode, isBlock: boolean): string {
    const name = node.name ?? '';
    const at = this.at(node);
    const inner = (): string => (isBlock ? this.blocks(node.children) : this.inline(node.children));
    if (wayAround({ name, isDrawing: false }, 'md') !== undefined)
      return this.#forbidden(name, (key) => this.attribute(node, key), inner, at);
    const attributes = node.attributes.flatMap((one): readonly string[] => {
      if (one.type !== 'mdxJsxAttribute') return [];
      const key = one.name === 'className' ? 'class' : one.name === 'htmlFor' ? 'for' : one.name;
      return this.#htmlAttribute(name, key.toLowerCase(), this.attribute(node, one.name), at);
    });
    const tag = `<${[name, ...attributes].join(' ')}>`;
    if (voidElements.has(name)) return tag;
    if (
      /^(?:div|section|article|main|center|header|footer|figure)$/.test(name) &&
      attributes.every((one) => one.startsWith('class='))
    )
      return inner();
    if (/^h[1-6]$/.test(name) && isBlock)
      return `${'#'.repeat(Math.min(6, Math.max(2, Number(name.charAt(1)) + this.shift)))} ${inner().replace(/\s*\n+\s*/g, ' ')}`;
    if (name === 'p' && isBlock && attributes.length === 0) return inner();
    if (!isBlock) return `${tag}${inner()}</${name}>`;
    const content = inner();
    return /^(?:table|thead|tbody|tr|ul|ol|dl|p|td|th|li|dt|dd|figcaption|caption)$/.test(name)
      ? `${tag}${content.includes('\n') || /^(?:table|thead|tbody|tr|ul|ol|dl)$/.test(name) ? `\n${content.replace(/\n\n/g, '\n')}\n` : content}</${name}>`
      : `${tag}\n\n${content}\n\n</${name}>`;
  }

  #htmlAttribute(element: string, key: string, value: string | undefined, at: Line): readonly string[] {
    if (wayAroundAttribute({ name: element, isDrawing: false }, { name: key, value }, 'md') !== undefined) {
      if (
        !/^(?:style|markdown|bgcolor|data-.*|key|slot|frameborder|allow.*|target|rel|class|align|v?align|is:raw|fetchpriority|loading|set:.*|client:.*)$/.test(
          key,
        )
      )
        this.context.lose(at, `the attribute \`${key}\` of \`<${element}>\``, 'left out');
      else if (key === 'style') this.context.lose(at, `the look of \`<${element}>\` (\`style\`)`, 'left out');
      return [];
    }
    if (value === undefined || value === '') return key === 'alt' ? ['alt=""'] : value === undefined ? [] : [key];
    let text = value;
    for (const { url, kind } of attributeAddresses(element, key, value)) {
      const isPlayed = /^(?:video|audio|source|track)$/.test(element) && kind === 'media';
      if (isPlayed && /^(?:https?:)?\/\//i.test(url)) {
        this.context.lose(at, `what another host plays: \`${url}\``, 'left out; save it beside the lesson to play it');
        return [];
      }
      const found = kind === 'link' || isPlayed ? this.context.link(url, at)?.url : this.context.picture(url, at);
      if (found === undefined) return [];
      text = text.replace(url, found);
    }
    return [`${key}="${escapeAttribute(text)}"`];
  }

  /** What stands for an element that the site does not allow. */
  #forbidden(name: string, attribute: (key: string) => string | undefined, inner: () => string, at: Line): string {
    const src = attribute('src') ?? attribute('data') ?? attribute('href');
    if (/^(?:iframe|embed|object|video|audio|source)$/.test(name) && src !== undefined && src !== '') {
      this.context.change(at, `\`<${name}>\`, which shows another page`, 'a link to it');
      return this.link(remoteVideo(src)?.page ?? src, attribute('title') || src, at);
    }
    if (/^(?:script|style|template|noscript)$/.test(name)) {
      this.context.lose(at, `\`<${name}>\``, 'left out');
      return '';
    }
    this.context.lose(at, `\`<${name}>\`, which the site does not allow`, 'its content stands alone');
    return inner();
  }

  #expression(code: string, at: Line, isBlock: boolean): string {
    const trimmed = code.trim();
    if (trimmed === '') return '';
    if (/^\/\*[\s\S]*\*\/$/.test(trimmed)) {
      const words = trimmed.slice(2, -2).trim();
      return isBlock && !/-->|--!>/.test(words) ? `<!-- ${words.replace(/\n\s*\n/g, '\n')} -->` : '';
    }
    const text = stringLiteral(trimmed) ?? this.context.value(trimmed) ?? textOf(this.context.imported(trimmed));
    if (text !== undefined) return escapeMarkdown(text);
    this.context.lose(
      at,
      `the expression \`{${trimmed.length > 60 ? `${trimmed.slice(0, 60)}…` : trimmed}}\``,
      isBlock ? 'shown as code' : 'shown as written',
    );
    return isBlock ? fenced('jsx', trimmed) : inCode(`{${trimmed.replace(/\s+/g, ' ')}}`);
  }

  /** Words with what stands among them. */
  inline(nodes: readonly MdastNode[]): string {
    let out = '';
    let end: number | undefined;
    for (const [index, node] of nodes.entries()) {
      const [start, next] = rangeOf(node);
      // What the tree says nothing of, such as the end of a line.
      if (end !== undefined && start > end) {
        const gap = this.#stripped(this.#text.slice(end, start));
        if (gap.trim() === '' && !gap.includes('\n')) out += gap;
      }
      const behind = nodes[index + 1];
      const attributes =
        this.context.hasAttributes && behind?.type === 'text'
          ? /^\{:?([^{}]*)\}/.exec(this.source(behind))?.[1]
          : undefined;
      let piece =
        attributes !== undefined && node.type === 'image' ? this.#attributed(node, attributes) : this.#phrase(node);
      if (this.context.hasAttributes && node.type === 'text' && index > 0)
        piece = this.#withoutAttributes(piece, nodes[index - 1], node);
      out += piece;
      end = next;
    }
    return out;
  }

  /** A picture whose width stands in its attributes, or its alternative text, with the caption between the brackets. */
  #attributed(node: NodeOf<'image'>, attributes: string): string {
    const alt = /(?:^|[ \t])(?:fig-)?alt=(?:"([^"]*)"|'([^']*)')/.exec(attributes);
    const words = alt?.[1] ?? alt?.[2];
    const width = widthIn(attributes);
    if (words === undefined) return sized(this.#phrase(node), width);
    const caption = (node.alt ?? '').trim();
    const picture = this.picture(
      node.url,
      words.replace(/\\([!-/:-@[-`{-~])/g, '$1'),
      node.title ?? undefined,
      this.at(node),
    );
    const shown = sized(picture, width);
    return caption === '' || caption === words ? shown : `${shown}\n*${escapeMarkdown(caption)}*`;
  }

  #withoutAttributes(piece: string, previous: MdastNode | undefined, node: MdastNode): string {
    if (
      previous === undefined ||
      !['image', 'link', 'inlineCode', 'linkReference', 'imageReference', 'emphasis', 'strong'].includes(previous.type)
    )
      return piece;
    const [written] = /^\{:?[^{}]*\}/.exec(piece) ?? [];
    if (written === undefined) return piece;
    const kept = previous.type === 'image' && widthIn(written) !== undefined ? widthAttribute : /(?!)/;
    const rest = written.replace(/(?:fig-)?alt=(?:"[^"]*"|'[^']*')/, '').replace(kept, '');
    if (/(?:width|height|style|class|\.)/.test(rest))
      this.context.lose(this.at(node), `the attributes \`${written}\``, 'left out');
    return piece.slice(written.length);
  }

  #phrase(node: MdastNode): string {
    switch (node.type) {
      case 'text': {
        let text = this.#stripped(this.source(node));
        // Where the tree has another text than the source (entities of MDX, markers), the source is right.
        if (this.context.math.course && !this.context.math.source) text = text.replace(/(?<!\\)\$/g, '\\$');
        if (this.context.hasAttributes)
          text = text
            .replace(/\[([^[\]]+)\]\{#([\w:.-]+)[^{}\n]*\}/g, '<span id="$2">$1</span>')
            .replace(/\[([^[\]]*)\]\{[.:][^{}\n]*\}/g, '$1');
        return text;
      }
      case 'break':
        return '\\\n';
      case 'inlineCode': {
        const source = this.source(node);
        return source.includes('\n') || source === '' ? inCode(node.value) : source;
      }
      case 'link': {
        const source = this.source(node);
        const words = this.inline(node.children);
        const isAuto = !source.startsWith('[');
        const found = this.context.link(node.url, this.at(node));
        if (found === undefined) return words;
        if (isAuto && found.url === node.url)
          return source.startsWith('<') || /^(?:https?:|www\.)/i.test(source) || source.includes('@') ? source : words;
        const shown =
          words.trim() === '' ? escapeMarkdown(found.title ?? (node.url.replace(/^.*\//, '') || node.url)) : words;
        return `[${shown}](${address(found.url)}${titled(node.title)})`;
      }
      case 'image':
        return sized(
          this.picture(node.url, node.alt ?? '', node.title ?? undefined, this.at(node)),
          asAttribute(widthOf(node)),
        );
      case 'linkReference':
      case 'imageReference':
        return this.#reference(node);
      case 'html':
        return this.html(node.value, this.at(node), false);
      case 'mdxJsxTextElement':
        return this.#element(node, false);
      case 'mdxJsxFlowElement':
        return this.#element(node, false);
      case 'mdxTextExpression':
        return this.#expression(node.value, this.at(node), false);
      case 'footnoteReference':
        return this.source(node);
      default: {
        const source = this.source(node);
        if (!('children' in node) || node.children.length === 0 || (node.type as string) === 'textDirective')
          return this.#stripped(source);
        const [start, end] = rangeOf(node);
        const [first] = rangeOf(node.children[0] as MdastNode);
        const last = rangeOf(node.children.at(-1) as MdastNode)[1];
        if (first < start || last > end) return this.inline(node.children);
        const [open, close] = [this.#text.slice(start, first), this.#text.slice(last, end)];
        const inner = this.inline(node.children);
        return inner.trim() === '' ? '' : `${this.#stripped(open)}${inner}${this.#stripped(close)}`;
      }
    }
  }

  /** The definitions that lead nowhere, by their names; their references are only words. */
  forget(identifiers: Iterable<string>): void {
    for (const identifier of identifiers) this.#dead.add(identifier);
  }

  #reference(node: NodeOf<'linkReference'> | NodeOf<'imageReference'>): string {
    if (node.type === 'imageReference') {
      const target = this.definitions.get(node.identifier);
      return target === undefined
        ? this.source(node)
        : this.picture(target.url, node.alt ?? '', target.title ?? undefined, this.at(node));
    }
    const words = this.inline(node.children);
    if (this.#dead.has(node.identifier)) return words;
    const source = this.source(node);
    const behind = /\](\[[^\]]*\])?$/.exec(source)?.[1] ?? '';
    return behind === '' && words !== this.#stripped(source).slice(1, -1)
      ? `[${words}][${node.label ?? node.identifier}]`
      : `[${words}]${behind}`;
  }

  readonly definitions = new Map<string, NodeOf<'definition'>>();

  link(url: string, words: string, at: Line): string {
    const found = this.context.link(url, at);
    return found === undefined ? words : `[${words.replace(/[[\]]/g, '\\$&')}](${address(found.url)})`;
  }

  /** A film or sound that stands alone, as a player; a link where pages here cannot play it. */
  #player({ url, alt }: NodeOf<'image'>, at: Line): string | undefined {
    const kind = (['video', 'audio'] as const).find((one) => playable[one].includes(endingOf(url)));
    const found = kind === undefined || /^(?:https?:)?\/\//i.test(url) ? undefined : this.context.link(url, at);
    if (kind === undefined || found === undefined) return undefined;
    this.context.decide(
      at,
      `a player without what is said in it to read: \`${url}\``,
      `write \`::${kind}[…]{src="${found.url}"}\` with captions or a transcript`,
    );
    const name = (alt ?? '').replace(/\s+/g, ' ').trim() || url.replace(/^.*\//, '');
    return `<${kind} src="${escapeAttribute(found.url)}" controls aria-label="${escapeAttribute(name)}"></${kind}>`;
  }

  picture(url: string, alt: string, title: string | undefined, at: Line): string {
    if (isFilm(url)) {
      this.context.change(at, `a picture that is a film, a sound or a document: \`${url}\``, 'a link to it');
      return this.link(url, alt.trim() === '' ? url.replace(/^.*\//, '') : alt, at);
    }
    const found = this.context.picture(url, at);
    const words = alt.replace(/\s+/g, ' ').trim();
    if (found !== undefined) {
      if (words === '')
        this.context.decide(
          at,
          `a picture without a text for those who cannot see it: \`${url.length > 80 ? `${url.slice(0, 80)}…` : url}\``,
          'write what it shows between the brackets',
        );
      return `![${words.replace(/[[\]\\]/g, '\\$&')}](${address(found)}${titled(title)})`;
    }
    if (/^https?:\/\//i.test(url))
      return `[${words === '' ? escapeMarkdown(url.replace(/[?#].*$/, '').replace(/^.*\//, '') || url) : escapeMarkdown(words)}](${address(url)})`;
    return words === '' ? '' : `*${escapeMarkdown(words)}*`;
  }

  /** Raw HTML, without what the site does not allow. */
  html(html: string, at: Line, isBlock: boolean): string {
    const { tokens } = readHtml(html);
    const loose = isBlock ? unpaired(tokens) : new Set<HtmlToken>();
    let out = '';
    let skipped: string | undefined;
    for (const token of tokens) {
      const written = html.slice(token.start, token.end);
      const from = { ...at, line: at.line + (html.slice(0, token.start).match(/\n/g)?.length ?? 0) };
      if (skipped !== undefined) {
        if (token.kind === 'end' && token.name === skipped) skipped = undefined;
        continue;
      }
      if (loose.has(token)) continue;
      if (token.kind === 'text') out += written;
      else if (token.kind === 'comment') {
        if (token.isProper) out += isBlock || !/\n/.test(written) ? written : '';
        else this.context.lose(from, `\`${written.slice(0, 40)}\``, 'left out');
      } else if (token.kind === 'end') {
        const source = /^<\/([^\s>]+)/.exec(written)?.[1] ?? token.name;
        if (
          isHtmlElement(token.name) &&
          !/[A-Z]/.test(source.slice(1)) &&
          wayAround({ name: token.name, isDrawing: false }, 'md') === undefined
        )
          out += written;
        else if (isDrawing(token.name)) out += written;
      } else {
        const source = /^<([^\s/>]+)/.exec(written)?.[1] ?? token.name;
        out += this.#tag(token, source, written, from, isBlock, (name) => (skipped = name));
      }
    }
    return this.#stripped(out);
  }

  #tag(
    token: HtmlStartTag,
    source: string,
    written: string,
    at: Line,
    isBlock: boolean,
    skip: (name: string) => void,
  ): string {
    const { name } = token;
    const attribute = (key: string): string | undefined => token.attributes.find((one) => one.name === key)?.value;
    if (isDrawing(name)) return written;
    const isComponent = /^[A-Z]/.test(source) || !isHtmlElement(name);
    if (isComponent) {
      const closes = this.#text.includes(`</${source}`) || token.isSelfClosing;
      if (!closes && token.attributes.length === 0) {
        // Not a component but words such as `<your-name>`, or a type such as `Vec<T>`.
        return escapeText(written);
      }
      const words = ['text', 'title', 'label', 'name', 'caption'].flatMap((key) => attribute(key) ?? [])[0] ?? '';
      this.context.lose(
        at,
        `the component \`<${source}>\``,
        words === '' ? 'left out, its content stands alone' : 'its words stand alone',
      );
      return escapeText(words);
    }
    if (wayAround({ name, isDrawing: false }, 'md') !== undefined) {
      const text = this.#forbidden(name, attribute, () => '', at);
      if (/^(?:script|style|template|noscript|iframe|object)$/.test(name) && !token.isSelfClosing) skip(name);
      return isBlock && text.startsWith('[') ? htmlLink(text) : text;
    }
    if (name === 'img') {
      const src = attribute('src') ?? '';
      if (!isBlock) return this.picture(src, attribute('alt') ?? '', undefined, at);
      const found = this.context.picture(src, at);
      if (found === undefined) {
        const alt = attribute('alt') ?? '';
        return /^https?:/i.test(src)
          ? `<a href="${escapeAttribute(src)}">${escapeText(alt || src)}</a>`
          : alt === ''
            ? ''
            : `<em>${escapeText(alt)}</em>`;
      }
    }
    const attributes = token.attributes.flatMap((one) =>
      this.#htmlAttribute(name, one.name, one.value === '' && one.valueStart === one.start ? undefined : one.value, at),
    );
    const flags = token.attributes
      .filter(
        (one) =>
          one.value === '' &&
          wayAroundAttribute({ name, isDrawing: false }, { name: one.name, value: '' }, 'md') === undefined &&
          !attributes.some((text) => text.startsWith(`${one.name}=`) || text === one.name) &&
          one.name !== 'href' &&
          one.name !== 'src',
      )
      .map((one) => one.name);
    if (name === 'img' && !attributes.some((one) => one.startsWith('alt='))) {
      this.context.decide(at, 'a picture without a text for those who cannot see it', 'write what it shows into `alt`');
      attributes.push('alt=""');
    }
    return `<${[name, ...attributes, ...flags].join(' ')}${token.isSelfClosing && voidElements.has(name) ? ' /' : ''}>`;
  }

  /** A piece of the source without what begins its further lines: marks of quotations, and indents. */
  #stripped(piece: string): string {
    if (!piece.includes('\n')) return piece;
    const [first = '', ...rest] = piece.split('\n');
    let out = first;
    for (const line of rest) {
      let text = line.replace(/^[ \t]+/, '');
      for (let depth = 0; depth < this.#quotes && text.startsWith('>'); depth++)
        text = text.slice(1).replace(/^[ \t]+/, '');
      // What was indented may not begin a block now.
      const begins = /^(?:[-+*][ \t]|#{1,6}[ \t]|>|\d{1,9}[.)][ \t]|:|={2,}|-{2,}|\||`{3}|~{3})/.test(text);
      out += begins ? ` ${text}` : `\n${text}`;
    }
    return out;
  }
}

/**
 * Tags of a piece that are only around something, and whose other half stands in another piece: what is between them is
 * Markdown, and stands alone.
 */
function unpaired(tokens: readonly HtmlToken[]): ReadonlySet<HtmlToken> {
  const open: HtmlToken[] = [];
  const loose = new Set<HtmlToken>();
  for (const token of tokens) {
    if ((token.kind !== 'start' && token.kind !== 'end') || !around.test(token.name)) continue;
    if (token.kind === 'start') open.push(token);
    else {
      const last = open.findLastIndex((one) => 'name' in one && one.name === token.name);
      if (last < 0) loose.add(token);
      else open.splice(last, 1);
    }
  }
  for (const token of open) loose.add(token);
  return loose;
}

const around = /^(?:p|div|center|section|article|header|footer|main|span|font|figure|nav|aside|b|strong|i|em|h[1-6])$/;

const alignments = new Map([
  ['left', ':---'],
  ['right', '---:'],
  ['center', ':---:'],
]);
const isJsx = (node: MdastNode): node is JsxNode =>
  node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';
const phrasing = new Set([
  'text',
  'emphasis',
  'strong',
  'delete',
  'inlineCode',
  'break',
  'link',
  'image',
  'linkReference',
  'imageReference',
  'footnoteReference',
  'mdxJsxTextElement',
  'mdxTextExpression',
  'textDirective',
  'inlineMath',
  'superscript',
  'subscript',
]);
const isPhrasing = (node: MdastNode): boolean => phrasing.has(node.type);
const drawn = new Set(
  'svg g defs symbol desc path rect circle ellipse line polyline polygon text tspan use lineargradient radialgradient stop clippath mask pattern marker math mi mn mo ms mtext mspace mrow mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd mstyle mpadded semantics annotation'.split(
    ' ',
  ),
);
const isDrawing = (name: string): boolean => drawn.has(name);

const textOf = (imported: Imported | undefined): string | undefined =>
  imported?.kind === 'text' ? imported.text : undefined;

/** `[words](url)` where Markdown is not read. */
const htmlLink = (markdown: string): string =>
  markdown.replace(
    /^\[([^]*)\]\(<?([^>)]*)>?\)$/,
    (_, words: string, url: string) =>
      `<a href="${escapeAttribute(url)}">${escapeText(words.replace(/\\([[\]])/g, '$1'))}</a>`,
  );

function fits(name: string, nodes: readonly MdastNode[]): boolean {
  const [only, ...others] = nodes;
  if (only === undefined || others.length > 0) return false;
  if (name === 'table') return only.type === 'table';
  if (only.type !== 'list') return false;
  if (name === 'steps') return only.ordered === true;
  const isEntry = (item: MdastNode): boolean => {
    const [first, ...more] = 'children' in item ? item.children : [];
    return (
      first?.type === 'paragraph' &&
      more.every((child) => child.type === 'list' && child.ordered !== true && child.children.every(isEntry))
    );
  };
  return only.ordered !== true && only.children.every(isEntry);
}

/** A directive around content, with one colon more than any in it. */
function block(name: string, label: string | undefined, attributes: string, content: string): string {
  const most = Math.max(2, ...[...content.matchAll(/^[ \t>]*(:{3,})/gm)].map(([, colons = '']) => colons.length));
  const colons = ':'.repeat(most + 1);
  // Tables, HTML, lists and definitions go on until there is an empty line.
  const last = content.slice(content.lastIndexOf('\n\n') + 1);
  const isPlain =
    /^(?:`{3,}|:{3,})$/.test(content.slice(content.lastIndexOf('\n') + 1)) ||
    !/^(?:[ \t]|[-*+>|<[:]|\d+[.)])/m.test(last);
  return `${colons}${name}${label === undefined || label === '' ? '' : `[${asLabel(label)}]`}${attributes}\n${content}\n${isPlain ? '' : '\n'}${colons}`;
}

function attributesText(
  attributes: Readonly<Record<string, string | null | undefined>>,
  known: readonly string[],
): string {
  const parts = Object.entries(attributes).flatMap(([name, value]) =>
    !known.includes(name)
      ? []
      : value === null || value === undefined || value === ''
        ? [name]
        : [`${name}="${value}"`],
  );
  return parts.length === 0 ? '' : `{${parts.join(' ')}}`;
}

/** An id that a heading has in the source. */
function idOf(node: NodeOf<'heading'>): string | undefined {
  const id = (node.data as { hProperties?: { id?: unknown } } | undefined)?.hProperties?.id;
  return typeof id === 'string' && /^[\p{L}\p{N}][\p{L}\p{N}:_.-]*$/u.test(id) ? id : undefined;
}
