import { isDiagram } from '../../diagrams/read.ts';
import { rangeOf } from '../../../source/markdown.ts';
import type { RawKind, RawUse } from './kind.ts';
import { blank } from './run.ts';

/** Languages that other tools render as diagrams, with the name of the tool. */
const tools: ReadonlyMap<string, string> = new Map([
  ['mermaid', 'Mermaid'],
  ['mmd', 'Mermaid'],
  ['dot', 'Graphviz'],
  ['graphviz', 'Graphviz'],
  ['plantuml', 'PlantUML'],
  ['puml', 'PlantUML'],
  ['d2', 'D2'],
  ['vega', 'Vega'],
  ['vega-lite', 'Vega-Lite'],
  ['ditaa', 'ditaa'],
  ['nomnoml', 'nomnoml'],
  ['wavedrom', 'WaveDrom'],
]);

const formulas: ReadonlySet<string> = new Set(['math', 'katex']);

/** Fence languages that are diagrams or formulas in other tools and code here; only reported below. */
export const shownElsewhere: ReadonlySet<string> = new Set([...tools.keys(), ...formulas]);

/** The language of a fence, also between braces, as Quarto writes it. */
function languageOf(lang: string | null | undefined): string {
  return (lang ?? '').toLowerCase().replace(/^\{\.?|\}$/g, '');
}

/** The first line of a fence, skimmed or not, in one of these languages. */
function fenceOf(languages: Iterable<string>): RegExp {
  return new RegExp(`(?:[\`~]{3}|${blank.code})[ \\t]*(?:\\{\\.?)?(?:${[...languages].join('|')})(?![\\w-])`, 'i');
}

/** Diagrams, written as code in a fence. */
export const diagrams: RawKind = {
  code: 'raw-diagram',
  signs: fenceOf(tools.keys()),
  inTree: (node, { kind, source }) => {
    const tool = node.type === 'code' ? tools.get(languageOf(node.lang)) : undefined;
    return node.type !== 'code' || tool === undefined || (kind === 'lesson' && isDiagram(node.lang))
      ? []
      : fence(
          node,
          source,
          `${tool} diagram`,
          'drawing',
          kind === 'quiz' ? '' : ', or use `mermaid`, `:::flow` or `:::sequence`',
        );
  },
};

/** Formulas, written as code in a fence. */
export const mathFences: RawKind = {
  code: 'raw-math',
  signs: fenceOf(formulas),
  inTree: (node, { source }) =>
    node.type === 'code' && formulas.has(languageOf(node.lang)) ? fence(node, source, 'formula', 'formula', '') : [],
};

/** The language of a fence that other tools render. */
function fence(
  node: Parameters<typeof rangeOf>[0] & { readonly lang?: string | null | undefined },
  source: string,
  what: string,
  shown: string,
  otherWay: string,
): RawUse[] {
  const lang = node.lang ?? '';
  const [start, end] = rangeOf(node);
  const at = source.indexOf(lang, start);
  if (at < 0 || at >= end) return [];
  return [
    {
      start: at,
      end: at + lang.length,
      words: {
        message: `this ${what} is shown as its code, not as a ${shown}`,
        why: `learners would have to read the source of the ${shown}`,
        fix: `show it as a picture with a description${otherWay}; if the code itself is meant, write \`text\` in place of \`${lang}\``,
      },
    },
  ];
}
