import { closest } from '../../diagnostics/closest.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { LessonSource } from '../../source/lesson.ts';
import type { FileCode } from '../component-code.ts';
import { problem } from '../problem.ts';

/** Checks that every component and every name that an MDX body uses comes from somewhere. */
export function checkMdx(source: LessonSource, code: FileCode): Diagnostic[] {
  const text = source.located;
  const { declared, isWhole } = code;
  if (!isWhole) return [];
  const diagnostics: Diagnostic[] = [];
  for (const { name, start, end } of code.elements) {
    const root = name.split('.')[0] ?? name;
    if (!/^\p{Lu}/u.test(name) || ownComponents.includes(root) || declared.has(root)) continue;
    const meant = closest(root, [...declared, ...ownComponents]);
    diagnostics.push(
      problem('mdx-component-unknown', text.span(start, end), {
        message: `no component \`${root}\` is imported${meant === undefined ? '' : `, expected \`${meant}\``}`,
        why: 'the page could not be built',
        fix: meant === undefined ? `import it at the top of the lesson: \`import ${root} from './${root}.astro'\`` : `write \`${meant}\``,
      }),
    );
  }
  for (const { kind, text: expression, start } of source.markup) {
    const unknown = kind === 'expression' ? lonelyNames(expression).find(({ name }) => !declared.has(name) && !Object.hasOwn(globalThis, name) && !ownWords.has(name)) : undefined;
    if (unknown === undefined) continue;
    const at = text.text.indexOf('{', text.offsetAt(start)) + 1 + unknown.index;
    diagnostics.push(
      problem('mdx-name-unknown', text.span(at, at + unknown.name.length), {
        message: `no \`${unknown.name}\` is imported or defined`,
        why: 'in MDX, braces hold an expression: the page could not be built',
        fix: 'write `\\{` and `\\}` where braces are meant, or import or export the name at the top',
      }),
    );
  }
  return [...diagnostics, ...ignoredExports(source, code)];
}

/** Exports that Astro's MDX would take for how Markdown is shown, which is rendered before. */
function ignoredExports(source: LessonSource, { exports }: FileCode): Diagnostic[] {
  if (!exports.has('components') && !exports.has('default')) return [];
  const text = source.located;
  return source.markup.flatMap(({ kind, text: code, start }) => {
    const found = kind === 'esm' ? /\bexport\s+(?:default\b|(?:const|let|var|function)\s+components\b)/.exec(code) : null;
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

/** Components that every lesson has. */
const ownComponents = ['Question', 'Fragment'];

const ownWords: ReadonlySet<string> = new Set(['frontmatter', 'props', 'true', 'false', 'null', 'this']);

/** The names of an expression that is nothing but names and paths, as prose in braces is. */
function lonelyNames(code: string): readonly { readonly name: string; readonly index: number }[] {
  if (!/^\s*[\p{L}$_][\p{L}\p{N}$_.]*(?:\s*,\s*[\p{L}$_][\p{L}\p{N}$_.]*)*\s*$/u.test(code)) return [];
  return [...code.matchAll(/(?<![\p{L}\p{N}$_.])[\p{L}$_][\p{L}\p{N}$_]*/gu)].map(({ 0: name, index }) => ({ name, index }));
}
