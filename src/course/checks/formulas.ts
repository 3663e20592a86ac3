import type { TextUse } from '../../../schemas/texts.ts';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import type { LessonSource } from '../../source/lesson.ts';
import { parseQuizText, rangeOf, walk, type MdastNode } from '../../source/markdown.ts';
import type { YamlSource } from '../../source/yaml.ts';
import { formulaOf } from '../formula.ts';
import { problem } from '../problem.ts';
import { placeInValue } from './place-in-value.ts';

/** Reports formulas of a lesson that are not TeX, at the place within them. */
export function checkFormulas({ tree, text, located }: LessonSource): Diagnostic[] {
  if (!text.includes('$')) return [];
  return wrongIn(tree, text).map(({ start, end, message }) => notTex(located.span(start, end), message));
}

/** The same for every Markdown text of a quiz. */
export function checkQuizFormulas(texts: readonly TextUse[], source: YamlSource): Diagnostic[] {
  return texts.flatMap(({ path, text, kind }) => {
    const tree = kind === 'markdown' && text.includes('$') ? parseQuizText(text, true) : undefined;
    return tree === undefined
      ? []
      : wrongIn(tree, text).map(({ start, end, message }) =>
          notTex(placeInValue(text, start, end, path, source), message),
        );
  });
}

interface Wrong {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

function wrongIn(tree: MdastNode, text: string): readonly Wrong[] {
  const found: Wrong[] = [];
  walk(tree, (node) => {
    if (node.type !== 'inlineMath' && node.type !== 'math') return;
    const { error } = formulaOf(node.value, node.type === 'math');
    if (error === undefined) return;
    const [start, end] = rangeOf(node);
    const inside = text.indexOf(node.value, start);
    const from = inside === -1 ? start : inside;
    const at = Math.min(from + error.at, end - 1);
    const length = /^(?:\\[A-Za-z]+|.)?/.exec(text.slice(at, end))?.[0].length ?? 1;
    found.push({ start: at, end: at + Math.max(1, length), message: error.message });
  });
  return found;
}

const notTex = (span: Span, message: string): Diagnostic =>
  problem('math-syntax', span, {
    message: `this is no TeX: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
    why: 'the formula could not be shown',
    fix: 'correct it; a dollar sign that is meant as one is written `\\$`',
  });
