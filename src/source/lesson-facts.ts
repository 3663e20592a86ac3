import type { CodeUse, DirectiveUse, Fence, LessonSource } from './lesson.ts';
import { readPart } from './read-lesson.ts';
import type { SourceText } from './text.ts';

/**
 * The result of parsing a lesson's body as plain data, without the tree and what can be quickly derived from the text.
 */
export type LessonFacts = Omit<
  LessonSource,
  'file' | 'format' | 'text' | 'located' | 'body' | 'prose' | 'tree' | 'html' | 'fences' | 'directives' | 'code'
> & {
  readonly bodyStart: number;
  readonly fences: readonly (Omit<Fence, 'node' | 'directive'> & { readonly directive: number })[];
  readonly directives: readonly (Omit<DirectiveUse, 'node' | 'parent'> & { readonly parent: number })[];
  /** The number of the fence if it is sufficient, otherwise the block itself. */
  readonly code: readonly (number | (Omit<CodeUse, 'fence'> & { readonly fence: number }))[];
};

/** Converts a body to JSON, for `lessonFromFacts`. References are stored as indexes, -1 for none. */
export function factsOf(source: LessonSource): LessonFacts {
  const {
    file: _file,
    format: _format,
    text,
    located: _located,
    body,
    prose: _prose,
    tree: _tree,
    html: _html,
    fences,
    directives,
    code,
    ...facts
  } = source;
  const numberOf = (directive: DirectiveUse | undefined): number =>
    directive === undefined ? -1 : directives.indexOf(directive);
  return {
    ...facts,
    // The body has an additional line break at its end.
    bodyStart: text.length - (body.length - 1),
    fences: fences.map(({ node: _node, directive, ...fence }) => ({ ...fence, directive: numberOf(directive) })),
    directives: directives.map(({ node: _node, parent, ...directive }) => ({ ...directive, parent: numberOf(parent) })),
    code: code.map(({ fence, ...block }) => {
      const number = fence === undefined ? -1 : fences.indexOf(fence);
      return fence !== undefined && fence.lang === block.lang && fence.code === block.code
        ? number
        : { ...block, fence: number };
    }),
  };
}

/**
 * Restores a body from cached facts of the same text, equivalent to the result of `readLesson` or `readPart`. The tree
 * is parsed lazily, because most consumers do not need it.
 */
export function lessonFromFacts(
  text: SourceText,
  format: 'md' | 'mdx',
  { bodyStart, fences: keptFences, directives: keptDirectives, code, ...facts }: LessonFacts,
): LessonSource {
  let read: LessonSource | undefined;
  const whole = (): LessonSource => {
    // A lesson differs from a part only in required front matter, which has already been checked.
    read ??= readPart(text, format).source;
    if (read === undefined) throw new Error(`${text.file}: facts were kept of a body that cannot be read`);
    return read;
  };
  const directives: DirectiveUse[] = [];
  for (const [number, directive] of keptDirectives.entries()) {
    // Parents come before their children.
    directives.push({
      ...directive,
      parent: directives[directive.parent],
      get node() {
        return whole().directives[number]!.node;
      },
    });
  }
  const fences = keptFences.map((fence, number): Fence => ({
    ...fence,
    directive: directives[fence.directive],
    get node() {
      return whole().fences[number]!.node;
    },
  }));
  return {
    ...facts,
    file: text.file,
    format,
    text: text.text,
    located: text,
    fences,
    directives,
    code: code.map((block): CodeUse => {
      const fence = fences[typeof block === 'number' ? block : block.fence];
      return typeof block === 'number'
        ? { lang: fence?.lang, code: fence?.code ?? '', fence }
        : { lang: block.lang, code: block.code, fence };
    }),
    get body() {
      return `${text.text.slice(bodyStart)}\n`;
    },
    get tree() {
      return whole().tree;
    },
    get html() {
      return whole().html;
    },
    get prose() {
      return whole().prose;
    },
  };
}
