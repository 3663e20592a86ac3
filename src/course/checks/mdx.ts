import { closest, isSlipOf } from '../../diagnostics/closest.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { LessonSource, MarkupUse } from '../../source/lesson.ts';
import type { FileCode } from '../component-code.ts';
import { facts, naming } from '../facts.ts';
import { problem, type Bearing } from '../problem.ts';
import { checkHeadings } from './headings.ts';

/** Checks that every component and name that an MDX body uses is defined. */
export function checkMdx(source: LessonSource, code: FileCode): Diagnostic[] {
  const text = source.located;
  const { declared, isWhole } = code;
  if (!isWhole) return [];
  const names = facts.names(source.file, ['imports']);
  const reaching = (name: string): Required<Bearing> => {
    const { unsettles, assumes } = naming(name, names);
    return { unsettles: [...unsettles, facts.imports(source.file)], assumes };
  };
  const diagnostics: Diagnostic[] = misspeltImports(source);
  for (const { name, start, end } of code.elements) {
    const root = name.split('.')[0] ?? name;
    if (!/^\p{Lu}/u.test(name) || ownComponents.includes(root) || declared.has(root)) continue;
    const meant = closest(root, [...declared, ...ownComponents]);
    diagnostics.push(
      problem('mdx-component-unknown', text.span(start, end), {
        message: `no component \`${root}\` is imported${meant === undefined ? '' : `, expected \`${meant}\``}`,
        why: 'the page could not be built',
        fix:
          meant === undefined
            ? `import it at the top of the lesson: \`import ${root} from './${root}.astro'\``
            : `write \`${meant}\``,
        ...reaching(root),
      }),
    );
  }
  const unknown = code.lookedUp.filter(
    ({ name }) => !declared.has(name) && !Object.hasOwn(globalThis, name) && !ownWords.has(name),
  );
  const reported = unknown.length === 0 ? [] : reportedBraces(source);
  for (const piece of source.markup) {
    const [from, to] = [text.offsetAt(piece.start), text.offsetAt(piece.end)];
    const first = unknown.find(({ start, end }) => start >= from && end <= to);
    if (first === undefined) {
      if (piece.kind === 'expression' && /^\s*\{[^]*\}\s*$/.test(piece.text)) diagnostics.push(objectShown(piece));
      continue;
    }
    const { name, start, end } = first;
    if (reported.some(([before, after]) => start >= before && end <= after)) continue;
    diagnostics.push(
      problem('mdx-name-unknown', text.span(start, end), {
        message: `no \`${name}\` is imported or defined`,
        why: 'in MDX, braces hold an expression: the page could not be built',
        fix: 'write `\\{` and `\\}` where braces are meant, or import or export the name at the top',
        ...reaching(name),
      }),
    );
  }
  return [...diagnostics, ...ignoredExports(source, code)];
}

/** Braces intended as attributes, which the checks of headings and directives report. */
function reportedBraces(source: LessonSource): readonly (readonly [number, number])[] {
  const text = source.located;
  return [
    ...source.strayDirectives.map(
      ({ start }) => [text.offsetAt(start), text.offsetAt({ line: start.line, column: Infinity })] as const,
    ),
    ...checkHeadings(source).flatMap(({ code, start, end }) =>
      code === 'heading-attributes' ? [[text.offsetAt(start), text.offsetAt(end)] as const] : [],
    ),
  ];
}

/** Double braces, as in template languages: in MDX an object expression. */
function objectShown(piece: MarkupUse): Diagnostic {
  return problem('raw-template', piece, {
    message: `\`{${piece.text}}\` is an object, of which nothing can be shown`,
    why: 'learners would see `[object Object]`',
    fix: 'write out what it stands for; if the text itself is meant, put it between backticks',
  });
}

/** Lines with a misspelt `import` keyword: they are text, and the names that they would define are unknown. */
function misspeltImports({ text, located, bodyStartLine, fences }: LessonSource): Diagnostic[] {
  const from = located.offsetAt({ line: bodyStartLine + 1, column: 1 });
  return [...text.slice(from).matchAll(importLine)].flatMap(({ 1: word = '', index }) => {
    const at = located.span(from + index, from + index + word.length);
    if (
      !isSlipOf(word, 'import') ||
      fences.some(({ start, end }) => start.line <= at.start.line && at.start.line <= end.line)
    )
      return [];
    return [
      problem('mdx-syntax', at, {
        message: `unexpected \`${word}\`, expected \`import\``,
        why: 'the line would be shown as text, and nothing that it names could be used',
        fix: 'write `import`',
        unsettles: [facts.names(located.file, ['imports']), facts.imports(located.file)],
      }),
    ];
  });
}

const importLine =
  /^(\p{L}{5,8})[ \t]+(?:[\w$]+|\*[ \t]+as[ \t]+[\w$]+|\{[^{}\r\n]*\})(?:[ \t]*,[ \t]*\{[^{}\r\n]*\})?[ \t]+from[ \t]+(["'])(?=[.@]|[^"'\r\n]*\/[^"'\r\n])[^"'\r\n]{2,}\2[ \t]*(?:;[ \t]*)?$/gmu;

/** Exports by which Astro's MDX customises Markdown, which have no effect because Markdown is rendered first. */
function ignoredExports(source: LessonSource, { exports }: FileCode): Diagnostic[] {
  if (!exports.has('components') && !exports.has('default')) return [];
  const text = source.located;
  return source.markup.flatMap(({ kind, text: code, start }) => {
    const found =
      kind === 'esm' ? /\bexport\s+(?:default\b|(?:const|let|var|function)\s+components\b)/.exec(code) : null;
    if (found === null) return [];
    const at = text.offsetAt(start) + found.index;
    return [
      problem('mdx-export-ignored', text.span(at, at + found[0].length), {
        message: `unexpected \`${found[0]}\``,
        why: 'it would have no effect: what is Markdown in a lesson is rendered without it, and the page has a layout',
        fix: 'remove it, and write the component where it is meant',
      }),
    ];
  });
}

/** Components that are available in every lesson. */
const ownComponents = ['Question', 'Fragment'];

const ownWords: ReadonlySet<string> = new Set(['frontmatter', 'props', 'true', 'false', 'null', 'this']);
