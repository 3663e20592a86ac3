import type { Span } from '../diagnostics/diagnostic.ts';
import type { HtmlFault } from './html-structure.ts';
import type { HtmlPiece } from './html.ts';
import type { MdastNode } from './markdown.ts';
import type { SourceText } from './text.ts';

/** A lesson's body: its syntax tree with positions in the *file* (front matter counted), and what rules and pages look for in it. */
export interface LessonSource {
  readonly file: string;
  readonly format: 'md' | 'mdx';
  /** The whole file as read, without BOM. */
  readonly text: string;
  /** The same, and the arithmetic between its offsets and places. */
  readonly located: SourceText;
  /** The body alone, as given to the Markdown engine: with a line break at the end, without which the engine can read past it. */
  readonly body: string;
  /** Lines of the file before the body. */
  readonly bodyStartLine: number;
  readonly tree: MdastNode;
  readonly headings: readonly Heading[];
  readonly links: readonly LinkReference[];
  readonly images: readonly LinkReference[];
  readonly fences: readonly Fence[];
  /** Every block of code in the tree, in order: fences, and code that is only indented. */
  readonly code: readonly CodeUse[];
  readonly directives: readonly DirectiveUse[];
  /** The key of the footnote that each reference leads to, in order. */
  readonly footnotes: readonly string[];
  /** Silences: `lectern-silence code: reason` comments, with the block they stand before. */
  readonly silences: readonly Silence[];
  /** True when the body holds JSX, `import`, `export` or an expression other than a comment: only Astro's build can render it. */
  readonly needsMdx: boolean;
  /** JSX, expressions, imports and exports, in order. */
  readonly markup: readonly MarkupUse[];
  /** Elements written as HTML or JSX, in order. */
  readonly elements: readonly ElementUse[];
  /** Where those elements do not make the tree that the source shows. */
  readonly htmlFaults: readonly HtmlFault[];
  /** What stands in the raw HTML of a node of the tree. */
  readonly html: ReadonlyMap<MdastNode, HtmlPiece>;
  /** Lines of a paragraph that look like a directive (`::: note`, a lone `:::`) but are none. */
  readonly strayDirectives: readonly Span[];
  /** Visible prose, fenced code left out. */
  readonly prose: string;
  /** How many words the prose has: for the reading time. */
  readonly words: number;
}

/** A block of code as it stands in the tree. */
export interface CodeUse {
  readonly lang: string | undefined;
  readonly code: string;
  /** Undefined for code that is only indented. */
  readonly fence: Fence | undefined;
}

/** The ids that every lesson's page has besides those of its lesson; `tests/site/pages.test.ts` holds the page to it. */
export const pageIds: readonly string[] = [
  'main',
  'contents',
  'knowledge-check',
  'Quiz',
  'Quiz-title',
  'Search',
  'Languages',
];

/** Names of footnotes are told apart as CommonMark's labels are. */
export const footnoteKey = (identifier: string): string => identifier.toLowerCase();
/** The id of a footnote on the page, by its key. */
export const footnoteId = (key: string): string => `note.${key}`;
/** The id of a reference to it, from 0. The first has no number, unless the name ends in one: else the second of `a` could be the first of `a.2`. */
export const footnoteReferenceId = (key: string, index: number): string =>
  `noteref.${key}${index === 0 && !/\.\d+$/.test(key) ? '' : `.${index + 1}`}`;

export interface Heading extends Span {
  readonly depth: number;
  readonly text: string;
  /** `{#id}` first, else the GitHub slug, `-1` … for repeats. */
  readonly id: string;
  readonly explicitId: boolean;
}

/** A link or picture with the span of its address in the source. */
export interface LinkReference extends Span {
  readonly url: string;
  /** Link text or alternative text. */
  readonly text: string;
  readonly urlSpan: Span;
}

/** A fenced code block with its parsed meta. */
export interface Fence extends Span {
  /** What it is in the body's tree. */
  readonly node: MdastNode;
  readonly lang: string | undefined;
  /** Lines end with a line feed, whatever ends them in the file. */
  readonly code: string;
  /** The file that the code is taken from, once the course has found it; the code is then what is shown of it. */
  readonly from?: CodeOrigin;
  /** Line of the first code line; of the fence itself for code that is taken from a file. */
  readonly codeLine: number;
  readonly meta: FenceMeta;
  /** The language and everything after it; the opening line's end where there is neither. */
  readonly infoSpan: Span;
  readonly metaSpan: Span;
  /** The meta word by word, offsets in the file's text. */
  readonly metaParts: readonly MetaPart[];
  /** The fence stands in this directive, if any. */
  readonly directive: DirectiveUse | undefined;
}

/** Where the code of a fence is taken from. */
export interface CodeOrigin {
  /** Relative to the content folder. */
  readonly file: string;
  /** All of the file, with line feeds and without one at the end: what is run. */
  readonly whole: string;
}

/** What is run of a fence: for code that is taken from a file, all of the file, whatever is shown of it. */
export const programIn = ({ code, from }: Pick<Fence, 'code' | 'from'>): string => from?.whole ?? code;

/** All that a body is read from: its text, and the files that its code, and what is said in its videos, are taken from. */
export function inputOf({ text, fences, directives }: Pick<LessonSource, 'text' | 'fences' | 'directives'>): string {
  const taken = [
    ...fences.flatMap(({ from, code }) => (from === undefined ? [] : [from.file, from.whole, code])),
    ...directives.flatMap(({ spoken }) => spoken ?? []),
  ];
  return taken.length === 0 ? text : JSON.stringify([text, ...taken]);
}

export interface FenceMeta {
  /** The name of the file where the code is taken from one, unless another is given. */
  readonly title?: string;
  /** Where the code is taken from, as written: relative to the lesson. */
  readonly file?: string;
  /** The region of that file to show. */
  readonly region?: string;
  /** The lines of that file to show, from 1. */
  readonly lines?: readonly [from: number, to: number];
  /** The file can be downloaded. */
  readonly link?: boolean;
  readonly label?: string;
  /** What a diagram shows, for those who do not see it. */
  readonly alt?: string;
  readonly runs?: 'node' | 'browser' | 'no';
  /** Why `runs="no"`. */
  readonly reason?: string;
  readonly diff?: boolean;
  /** The number of the first line, where lines are numbered. */
  readonly numbers?: number;
  /** Long lines are broken, not scrolled. */
  readonly wrap?: boolean;
  /** Lines that were put in and taken out, ascending, from 1. */
  readonly inserted?: readonly number[];
  readonly deleted?: readonly number[];
  /** Stretches of lines that are closed until they are opened: first and last line, from 1. */
  readonly collapsed?: readonly (readonly [from: number, to: number])[];
  /** What is marked within lines. */
  readonly words?: readonly MarkedWords[];
  /** Marked lines, ascending, from 1. */
  readonly marks: readonly number[];
  /** Whatever else stood in the meta: unknown attributes, reported by the loader. */
  readonly unknown: readonly string[];
}

/** Words of code that stand out wherever they occur. */
export interface MarkedWords {
  readonly kind: 'mark' | 'ins' | 'del';
  readonly text: string;
}

/** One word of a fence's meta: `title="server.js"`, `diff`, or `{2,4-6}` (named `{}`). */
export interface MetaPart {
  readonly name: string;
  readonly value: string | undefined;
  readonly text: string;
  readonly offset: number;
}

/** A block directive as written. */
export interface DirectiveUse extends Span {
  readonly name: string;
  readonly label: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  readonly node: MdastNode;
  readonly kind: 'container' | 'leaf';
  readonly nameSpan: Span;
  /** Offset of what follows name, label and attributes. */
  readonly openerEnd: number;
  /** Where each attribute stands, as often as it is written. */
  readonly attributeSpans: readonly AttributeSpan[];
  /** False for a container that ends only because the file does. */
  readonly closed: boolean;
  /** The directive around this one. */
  readonly parent: DirectiveUse | undefined;
  /** What is said in a video or sound, in paragraphs, once the course has read the file that has it. */
  readonly spoken?: readonly string[];
}

export interface AttributeSpan {
  readonly name: string;
  /** Undefined for a flag. */
  readonly value: string | undefined;
  /** The whole attribute. */
  readonly span: Span;
  /** The value without its quotes; the name where there is none. */
  readonly valueSpan: Span;
}

/** The opening tag of an element. */
export interface ElementUse extends Span {
  /** As written in JSX, in lower case in HTML. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly attributes: readonly ElementAttribute[];
  /** It is `<svg>` or `<math>`, or stands in one: other names are known there. */
  readonly isDrawing: boolean;
}

export interface ElementAttribute {
  /** As HTML has it: `class` also where JSX has `className`. */
  readonly name: string;
  /** Character references decoded; empty without a value, undefined for an expression. */
  readonly value: string | undefined;
  readonly nameSpan: Span;
  /** The value without its quotes; the name where there is none. */
  readonly valueSpan: Span;
}

/** A JSX element, an expression or an import, as it stands in the source. */
export interface MarkupUse extends Span {
  readonly kind: 'jsx' | 'expression' | 'esm';
  /** The source of the piece; for JSX that of its opening tag. */
  readonly text: string;
  /** The element's name, for JSX. */
  readonly name: string | undefined;
}

export interface Silence extends Span {
  readonly code: string;
  /** Empty where the author gave none, which is an error. */
  readonly reason: string;
  /** The block the silence speaks of. */
  readonly covers: Span | undefined;
}
