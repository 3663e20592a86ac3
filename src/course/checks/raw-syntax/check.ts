import type { Diagnostic, Span } from '../../../diagnostics/diagnostic.ts';
import type { LessonSource } from '../../../source/lesson.ts';
import { limits } from '../../../source/limits.ts';
import { parseQuizText, rangeOf, type MdastNode } from '../../../source/markdown.ts';
import type { YamlSource } from '../../../source/yaml.ts';
import { facts } from '../../facts.ts';
import type { LoaderCode } from '../../../diagnostics/codes.ts';
import { problem, replacing, type Bearing } from '../../problem.ts';
import type { TextUse } from '../../quiz-texts.ts';
import { asMapping, valueAt } from '../../value.ts';
import { placeInValue } from '../place-in-value.ts';
import { attributes, citations, roles } from './attributes.ts';
import { callouts, tabs } from './callouts.ts';
import { diagrams, mathFences } from './diagrams.ts';
import { code, emphasis } from './emphasis.ts';
import { headings } from './headings.ts';
import { unusedDefinitions } from './definitions.ts';
import { openFences } from './fences.ts';
import type { Place, RawKind, RawUse } from './kind.ts';
import { links, wikiLinks } from './links.ts';
import { lists } from './lists.ts';
import { footnotes, marks, openComments, unusedFootnotes } from './marks.ts';
import { math } from './math.ts';
import { curlyQuotes } from './quotes.ts';
import { runOf, skimmed, type Block, type Run } from './run.ts';
import { tables } from './tables.ts';
import { templates } from './templates.ts';

/** Every kind there is. Where two see the same stretch, the earlier speaks. */
const kinds: readonly RawKind[] = [
  curlyQuotes,
  templates,
  math,
  diagrams,
  mathFences,
  callouts,
  tabs,
  footnotes,
  unusedFootnotes,
  unusedDefinitions,
  openComments,
  openFences,
  wikiLinks,
  citations,
  roles,
  attributes,
  links,
  tables,
  lists,
  headings,
  marks,
  emphasis,
  code,
];

/** Reports what a lesson holds that looks like syntax, and that learners would see as it stands. */
export function checkRawSyntax({ tree, text, located, bodyStartLine, strayDirectives }: LessonSource): Diagnostic[] {
  const bodyStart = located.offsetAt({ line: bodyStartLine + 1, column: 1 });
  // Lines that were meant as directives are reported already.
  const reported = strayDirectives.map(({ start }): Stretch => [
    located.offsetAt(start),
    located.offsetAt({ line: start.line, column: Infinity }),
  ]);
  const body = withoutOwnSyntax(text.slice(bodyStart));
  return rawUses(tree, { kind: 'lesson', hasBlanks: false, source: text }, body, reported).map(
    ({ code, start, end, words, replacement }) => {
      const span = located.span(start, end);
      return problem(code, span, {
        ...words,
        ...bearingOf(code, span),
        edit: replacement === undefined ? undefined : replacing(span, replacement),
      });
    },
  );
}

/** A body without the openers of directives and the ids of headings, which nearly every lesson has and which are as they should be. */
function withoutOwnSyntax(body: string): string {
  return body
    .replace(/^:{2,}[a-z-]+(?:\[([^[\]\r\n]*)\])?(?:\{[^{}\r\n]*\})?[ \t]*$/gm, '$1')
    .replace(/^(#{2,6}[ \t][^\r\n{}#]*)\{#[a-z\d-]+\}[ \t]*$/gm, '$1');
}

/** Whether any kind may be in a text: most texts of a quiz are a line of plain words, and need not be parsed. */
function mayHoldAny(text: string): boolean {
  if (!/[$`~[\]{}<|=*^@%\\\r\n]|\+\+|:[a-z]|!!!|\?\?\?|^#/i.test(text)) return false;
  const rest = skimmed(text);
  return kinds.some(({ signs }) => signs.test(rest));
}

/** The same for every Markdown text of a quiz. */
export function checkRawQuizTexts(texts: readonly TextUse[], source: YamlSource, hasMath: boolean): Diagnostic[] {
  return texts.flatMap(({ path, text, kind }) => {
    if (kind !== 'markdown' || !mayHoldAny(text)) return [];
    const tree = parseQuizText(text, hasMath);
    if (tree === undefined) return [];
    const { type, form } = asMapping(valueAt(source.value, path.slice(0, -1))) ?? {};
    const hasBlanks =
      (path.at(-1) === 'text' && type === 'fill-in') ||
      (path.at(-1) === 'model' && type === 'self-check' && form === 'cloze');
    const uses = rawUses(tree, { kind: 'quiz', hasBlanks, source: text }, text);
    return uses.map(({ code, start, end, words, replacement }) => {
      const span = placeInValue(text, start, end, path, source);
      // Where the value stands in the file as it is, and not with escapes.
      const isVerbatim = replacement !== undefined && writtenAt(span, source) === text.slice(start, end);
      return problem(code, span, {
        ...words,
        ...(code === 'raw-wiki-link'
          ? { assumes: [facts.type(source.file, path.slice(0, -1))] }
          : bearingOf(code, span)),
        edit: isVerbatim ? replacing(span, replacement) : undefined,
      });
    });
  });
}

/** What stands at a span within one line. */
function writtenAt({ start, end }: Span, { text }: YamlSource): string | undefined {
  const line = text.split(/\r\n|\r|\n/, start.line)[start.line - 1] ?? '';
  return start.line === end.line ? line.slice(start.column - 1, end.column - 1) : undefined;
}

/** How reports bear on others: a link whose name stands nowhere, and an address that nothing refers to, are one misspelt name. */
function bearingOf(code: LoaderCode, { file, start }: Span): Bearing {
  const addresses = facts.names(file, ['addresses']);
  switch (code) {
    case 'raw-link':
      return { unsettles: [addresses] };
    case 'definition-unused':
      return { assumes: [addresses, facts.line(file, start.line)] };
    case 'raw-code':
      // Backticks at the start of a line may be what is left of a fence.
      return start.column > 1 ? {} : { assumes: [facts.blocks(file), facts.line(file, start.line)] };
    default:
      return {};
  }
}

/** What no text can show: in texts that are shown as written, too. */
const shownNowhere: readonly RawKind[] = [math, marks];

/** Formulas and marks of other dialects in a text that is shown as written. */
export function rawUsesInPlainText(tree: MdastNode, text: string): readonly Found[] {
  return rawUses(tree, { kind: 'plain', hasBlanks: false, source: text }, text, [], shownNowhere);
}

type Stretch = readonly [start: number, end: number];

export interface Found extends RawUse {
  readonly code: LoaderCode;
}

/** Everything of every kind in a tree, each stretch once. `text` is what of the source may hold any; `reported` is left out. */
function rawUses(
  tree: MdastNode,
  place: Place,
  text: string,
  reported: readonly Stretch[] = [],
  among = kinds,
): readonly Found[] {
  const found: Found[] = [];
  const taken = reported.slice(0, limits.reportsPerFile);
  const add = (code: LoaderCode, uses: readonly RawUse[], from = 0): void => {
    for (const { start, end, words, replacement, covers: [first, last] = [start, end] } of uses) {
      // Of a file only so many reports are shown.
      if (found.length > limits.reportsPerFile) return;
      if (taken.some(([other, otherEnd]) => other < from + end && from + start < otherEnd)) continue;
      taken.push([from + first, from + last]);
      found.push({ code, start: from + start, end: from + end, words, replacement });
    }
  };
  const skim = skimmed(text);
  const possible = among.filter(({ signs }) => signs.test(skim));
  if (possible.length === 0) return found;
  const nodes: MdastNode[] = [];
  const runs: { readonly own: readonly RawKind[]; readonly run: Run }[] = [];
  walk(tree, (node, parent, before) => {
    nodes.push(node);
    if (parent === undefined || !isBlock(node)) return;
    const block = place.source.slice(...rangeOf(node));
    // Skimming takes signs away, and puts one in place of code.
    if (!block.includes('`') && !possible.some(({ signs }) => signs.test(block))) return;
    const written = skimmed(block);
    const own = possible.filter(({ signs, inRun }) => inRun !== undefined && signs.test(written));
    if (own.length > 0) runs.push({ own, run: runOf(node, parent, before, place.source) });
  });
  for (const kind of possible) {
    const { code, inTree, inRun } = kind;
    if (inRun !== undefined)
      for (const { own, run } of runs) if (own.includes(kind)) add(code, inRun(run, place), run.start);
    if (inTree !== undefined) for (const node of nodes) add(code, inTree(node, place));
  }
  return found;
}

function isBlock(node: MdastNode): node is Block {
  return node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell';
}

function walk(
  node: MdastNode,
  visit: (node: MdastNode, parent: MdastNode | undefined, before: MdastNode | undefined) => void,
  parent?: MdastNode,
  before?: MdastNode,
): void {
  visit(node, parent, before);
  if ('children' in node)
    for (const [index, child] of node.children.entries())
      walk(child, visit, node, index === 0 ? undefined : node.children[index - 1]);
}
