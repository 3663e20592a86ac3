import { rangeOf, walk } from '../../../source/markdown.ts';
import { matches, quoted, type Place, type RawKind, type RawUse } from './kind.ts';
import type { Run } from './run.ts';

const words = (written: string, { kind }: Place): RawUse['words'] => ({
  message: `${quoted(written)} is shown as written, not as a formula`,
  why: 'learners would see dollar signs and backslashes',
  fix: `write it in plain characters (\`x²\`, \`√2\`, \`½\`)${kind === 'plain' ? '' : ', or write `math: true` into course.yaml, which makes formulas of all that is between dollar signs; one that is meant is written `\\$`'}`,
});

/** Formulas in dollar signs or escaped brackets, and LaTeX environments (`\begin`). */
export const math: RawKind = {
  code: 'raw-math',
  signs: /\$|\\[[(b]/,
  inRun: (run, place) => [
    ...matches(run, /\$\$[^$]+\$\$/g, (written) =>
      isFormula(written.slice(2, -2)) ? words(written, place) : undefined,
    ),
    // Pandoc's rule: no space inside the dollar signs, no digit or letter after the second.
    ...matches(
      run,
      /(?<![$\p{L}\d])\$(?![\s$])(?:[^$\r\n]|[\r\n](?!\s*[\r\n]))+?(?<!\s)\$(?![$\p{L}\d])/gu,
      (written) => (isFormula(written.slice(1, -1)) ? words(written, place) : undefined),
    ),
    ...matches(run, /\\begin\{[a-z]+\*?\}/g, (written) => words(written, place)),
    ...escapedBrackets(run, place),
  ],
  // Markdown may parse what is between two lines of dollar signs as lists and headings.
  inTree(node, place) {
    if (node.type !== 'root') return [];
    const lines: number[] = [];
    walk(node, (child) => {
      if (child.type !== 'text' || !child.value.includes('$$')) return;
      const [start, end] = rangeOf(child);
      for (const { index } of place.source
        .slice(start, end)
        .matchAll(/(?=\$\$)(?<=^|[\r\n][ \t>]*)\$\$(?=[ \t]*(?:[\r\n]|$))/g))
        lines.push(start + index);
    });
    return lines.flatMap((start, index) =>
      index % 2 === 0 ? [{ start, end: start + 2, words: words('$$', place) }] : [],
    );
  },
};

/** `\(…\)` and `\[…\]`: escaped brackets to Markdown, which drops the backslashes and shows the rest. */
function escapedBrackets({ text, written }: Run, place: Place): RawUse[] {
  const found: RawUse[] = [];
  const opened: Record<string, number | undefined> = {};
  for (const { 1: bracket = '', index } of written.matchAll(/\\([^])/g)) {
    if (bracket === '(' || bracket === '[') opened[bracket] = index;
    const start = bracket === ')' ? opened['('] : bracket === ']' ? opened['['] : undefined;
    if (start === undefined) continue;
    delete opened[bracket === ')' ? '(' : '['];
    const end = index + 2;
    const formula = written.slice(start + 2, index);
    const isText = text.startsWith('\uE005\uE005', start) && text.startsWith('\uE005\uE005', index);
    const certain =
      bracket === ']'
        ? /\\[A-Za-z]{2,}|\^|[^=]=[^=]/.test(formula)
        : !/[\r\n]/.test(formula) && isFormula(formula) && !/^\d+$/.test(formula.trim());
    if (isText && certain) found.push({ start, end, words: words(written.slice(start, end), place) });
  }
  return found;
}

const functions =
  /^(?:a(?:rc)?(?:sin|cos|tan)|sinh?|cosh?|tanh?|log|ln|exp|lim|max|min|mod|det|dim|gcd|deg|ker|sup|inf|arg|and|or|if)$/;

/** Whether the text between two dollar signs is a formula, as opposed to prices, shell variables and templates. */
function isFormula(content: string): boolean {
  const formula = content.trim();
  // Shell and templates: `$(…)`, `${…}`, paths.
  if (/^[({]|[/"'`;]|^[A-Z_]{2,}\b/.test(formula.replace(/\\[A-Za-z]+/g, ''))) return /\\[A-Za-z]{2,}/.test(formula);
  if (/\\[A-Za-z]+|\S\^\S|(?<![\p{L}\d])[\p{L}\d})\]]_\{?[\w\\]/u.test(formula)) return true;
  if (/^-?\d+(?:[.,]\d+)?$/.test(formula)) return true;
  const letters = formula.match(/\p{L}+/gu) ?? [];
  if (
    !letters.every(
      (word) =>
        word.length === 1 ||
        (word.length <= 2 && /^[a-z]{2}$/.test(word) && letters.length > 1) ||
        functions.test(word),
    )
  )
    return false;
  // `$5 (or 6$`: an amount, and words.
  return letters.length === 0
    ? /\d\s*[-+*/=<>×·≤≥]\s*\d/.test(formula)
    : letters.length === 1 || /[-+*/=<>×·≤≥|!(,]/.test(formula);
}
