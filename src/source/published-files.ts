import { attributeText } from './html.ts';

const publicFolder = 'public/';

/** Whether a file is copied to the site as it is, under its own name. */
export const isPublic = (file: string): boolean => file.startsWith(publicFolder);

/** Where such a file is published, below the base. */
export const publicPath = (file: string): string => file.slice(publicFolder.length);

/** The files that hosts read by names without an ending, and that browsers only show as text. */
const ofHosts: ReadonlySet<string> = new Set(['CNAME', '_headers', '_redirects']);

/** Whether a file is one that hosts read, and that needs no ending for it. */
export const isOfHost = (file: string): boolean => isPublic(file) && ofHosts.has(publicPath(file));

/** Types of files that browsers show, play or save, and none of which they run with the rights of the site. */
const types: ReadonlySet<string> = new Set(
  `png jpg jpeg gif webp avif svg ico bmp apng mp4 webm ogv mov m4v mkv avi mp3 m4a aac ogg oga opus flac wav vtt srt pdf txt md
  csv tsv json jsonl yaml yml toml ini log diff patch ipynb zip tar gz tgz bz2 xz 7z doc docx xls xlsx ppt pptx odt ods odp epub
  rtf tex bib py rb go rs c h cpp hpp cc java kt scala cs fs swift ts jsx tsx sh bash ps1 sql r jl lua pl php hs ex exs erl clj
  dart zig css scss pcap pcapng proto graphql env conf cfg lock stl step dxf woff woff2 ttf otf bin dat mid midi`.split(
    /\s+/,
  ),
);

/**
 * What keeps a file from being published: its type, where browsers may take it for a page or a program of the site, or where
 * nobody knows what they take it for. Undefined if it can be published, for SVG only as `activeInSvg` says.
 */
export function activeType(file: string): string | undefined {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const type = dot < 1 ? '' : name.slice(dot + 1).toLowerCase();
  if (types.has(type)) return undefined;
  if (/^(?:[xs]?html?|xht|mht(?:ml)?|php\d|hta)$/.test(type)) return 'a web page';
  if (/^(?:[cm]?js|wasm|swf|vbs)$/.test(type)) return 'a script';
  return /^(?:xml|xslt?|rdf|rss|atom|svgz|dtd|mml|xul)$/.test(type) ? 'XML' : 'a file of an unknown type';
}

/** Elements that run, embed or load something, whatever their prefix. */
const activeElements: ReadonlySet<string> = new Set(
  `script handler listener foreignobject iframe frame object embed applet audio video source track link meta base form input button
  textarea html body image-set feimage`.split(/\s+/),
);

/**
 * The first thing in a drawing that is more than a drawing: scripts, handlers, HTML, addresses that lead out of the file,
 * entities, other documents. Undefined if there is none. Takes time in proportion to the text, and takes for active what it
 * cannot read.
 */
export function activeInSvg(text: string): string | undefined {
  let at = 0;
  for (;;) {
    const open = text.indexOf('<', at);
    if (open < 0) return undefined;
    if (text.startsWith('<!--', open)) {
      at = behind(text, '-->', open + 4);
    } else if (text.startsWith('<![CDATA[', open)) {
      const end = behind(text, ']]>', open);
      const found = activeStyle(text.slice(open, end));
      if (found !== undefined) return found;
      at = end;
    } else if (text.startsWith('<?', open)) {
      const end = behind(text, '?>', open);
      if (!/^<\?xml\s[^?]*\?>$/.test(text.slice(open, end))) return 'a processing instruction';
      if (/encoding\s*=\s*["'](?!utf-8["'])/i.test(text.slice(open, end))) return 'another encoding than UTF-8';
      at = end;
    } else if (text.startsWith('<!', open)) {
      const end = behind(text, '>', open);
      if (!/^<!doctype\s[^[]*$/i.test(text.slice(open, end))) return 'a declaration of entities';
      at = end;
    } else {
      const tag = tagAt(text, open);
      if (tag === undefined) return 'a tag that is not well-formed';
      const found = activeTag(tag);
      if (found !== undefined) return found;
      at = tag.end;
      if (tag.name === 'style' && !tag.isEmpty && text.charAt(open + 1) !== '/') {
        // All up to the end tag, so that nothing in it takes a word apart.
        const next = text.indexOf('</', at);
        if (next < 0) return 'a tag that never ends';
        const content = text.slice(at, next);
        if (content.includes('<!--')) return 'a comment in a style';
        const css = content.replace(/<!\[CDATA\[|\]\]>/g, '');
        const found = activeStyle(css) ?? activeStyle(attributeText(css));
        if (found !== undefined) return found;
        at = next;
      }
    }
    if (at < 0) return 'a tag that never ends';
  }
}

interface Tag {
  /** Without prefix, in lower case. */
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly isEmpty: boolean;
  readonly end: number;
}

function tagAt(text: string, open: number): Tag | undefined {
  const head = /<\/?([^\s/>"'=<]+)/y;
  head.lastIndex = open;
  const name = head.exec(text)?.[1];
  if (name === undefined) return undefined;
  const attributes: [string, string][] = [];
  const attribute = /\s+([^\s/>"'=<]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
  let at = head.lastIndex;
  for (;;) {
    attribute.lastIndex = at;
    const found = attribute.exec(text);
    if (found === null) break;
    attributes.push([(found[1] ?? '').toLowerCase(), attributeText(found[2] ?? found[3] ?? '')]);
    at = attribute.lastIndex;
  }
  const close = /\s*(\/?)>/y;
  close.lastIndex = at;
  const end = close.exec(text);
  return end === null
    ? undefined
    : { name: local(name.toLowerCase()), attributes, isEmpty: end[1] === '/', end: close.lastIndex };
}

function activeTag({ name, attributes }: Tag): string | undefined {
  if (activeElements.has(name)) return `\`<${name}>\``;
  for (const [full, value] of attributes) {
    const key = local(full);
    // eslint-disable-next-line no-control-regex
    const clean = value.replace(/[\u0000-\u0020]+/g, '').toLowerCase();
    if (full === 'xmlns' || full.startsWith('xmlns:')) {
      if (clean === 'http://www.w3.org/1999/xhtml') return 'HTML';
    } else if (key.startsWith('on')) return `the event handler \`${full}\``;
    else if (key === 'base' && full.includes(':')) return `\`${full}\``;
    else if (key === 'attributename' && /^(?:.*:)?(?:href|on\w*|style)$/.test(clean))
      return 'an animation of an address';
    else if (key === 'href' || key === 'src') {
      const isLink = name === 'a' && /^https?:/.test(clean);
      if (
        !isLink &&
        !clean.startsWith('#') &&
        clean !== '' &&
        !/^data:image\/(?:png|jpeg|gif|webp|avif)[;,]/.test(clean)
      )
        return `the address \`${value.slice(0, 60)}\``;
    } else if (clean.includes('javascript:')) return `\`${full}\``;
    else {
      const style = activeStyle(value);
      if (style !== undefined) return style;
    }
  }
  return undefined;
}

/** What a style loads. */
function activeStyle(css: string): string | undefined {
  if (/@import|expression\s*\(|-moz-binding|\\/i.test(css)) return 'a style that loads another one';
  for (const { index } of css.matchAll(/url\(|image-set\(|src\(/gi)) {
    const value = css.slice(index, index + 200).replace(/^[\w-]+\(\s*["']?\s*/, '');
    if (!/^(?:#|data:image\/(?:png|jpeg|gif|webp|avif)[;,])/i.test(value)) return 'a style that loads a file';
  }
  return undefined;
}

const local = (name: string): string => name.slice(name.lastIndexOf(':') + 1);

/** The offset behind the next `mark`; negative where there is none. */
function behind(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}
