import { closest } from '../../diagnostics/closest.ts';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import type { LessonSource } from '../../source/lesson.ts';
import { problem } from '../problem.ts';
import { relativePath, resolvePath } from '../../source/address.ts';
import { readImports, type ImportUse } from './imports.ts';
import type { Places } from './places.ts';

/** Checks what an MDX lesson imports, and that every component it uses comes from somewhere. */
export function checkMdx(lesson: LessonSource, places: Places): Diagnostic[] {
  if (lesson.format !== 'mdx' || !lesson.needsMdx) return [];
  const text = lesson.located;
  const pieces = lesson.markup.map((piece) => ({ ...piece, offset: text.offsetAt(piece.start) }));
  const diagnostics: Diagnostic[] = [];
  for (const { kind, offset, end } of pieces) {
    const source = text.text.slice(offset, text.offsetAt(end));
    for (const use of readImports(source, kind === 'esm')) diagnostics.push(...checkImport(use, text.span(offset + use.start, offset + use.end), lesson.file, places));
  }
  const declared = new Set(pieces.filter(({ kind }) => kind === 'esm').flatMap((piece) => declaredNames(piece.text)));
  for (const { kind, name, offset } of pieces) {
    if (kind !== 'jsx' || name === undefined || !/^[\p{Lu}]/u.test(name)) continue;
    const root = name.split('.')[0] ?? name;
    if (root === 'Question' || declared.has(root)) continue;
    const meant = closest(root, [...declared, 'Question']);
    diagnostics.push(
      problem('mdx-component-unknown', text.span(offset + 1, offset + 1 + name.length), {
        message: `no component \`${root}\` is imported${meant === undefined ? '' : `, expected \`${meant}\``}`,
        why: 'the page could not be built',
        fix: meant === undefined ? `import it at the top of the lesson: \`import ${root} from './${root}.astro'\`` : `write \`${meant}\``,
      }),
    );
  }
  if (!pieces.some(({ kind, text: code }) => kind === 'esm' && /\b(?:const|let|var)\s*[{[]/.test(code))) {
    for (const { kind, text: code, offset } of pieces) {
      const unknown = kind === 'expression' ? lonelyNames(code).find(({ name }) => !declared.has(name) && !Object.hasOwn(globalThis, name) && !ownWords.has(name)) : undefined;
      if (unknown === undefined) continue;
      const start = text.text.indexOf('{', offset) + 1 + unknown.index;
      diagnostics.push(
        problem('mdx-name-unknown', text.span(start, start + unknown.name.length), {
          message: `no \`${unknown.name}\` is imported or defined`,
          why: 'in MDX, braces hold an expression: the page could not be built',
          fix: 'write `\\{` and `\\}` where braces are meant, or import or export the name at the top',
        }),
      );
    }
  }
  return diagnostics;
}

const ownWords: ReadonlySet<string> = new Set(['Astro', 'true', 'false', 'null', 'this']);

/** The names of an expression that is nothing but names and paths, as prose in braces is. */
function lonelyNames(code: string): readonly { readonly name: string; readonly index: number }[] {
  if (!/^\s*[\p{L}$_][\p{L}\p{N}$_.]*(?:\s*,\s*[\p{L}$_][\p{L}\p{N}$_.]*)*\s*$/u.test(code)) return [];
  return [...code.matchAll(/(?<![\p{L}\p{N}$_.])[\p{L}$_][\p{L}\p{N}$_]*/gu)].map(({ 0: name, index }) => ({ name, index }));
}

function checkImport({ specifier }: ImportUse, span: Span, file: string, places: Places): Diagnostic[] {
  if (specifier === undefined) {
    return [problem('mdx-import-forbidden', span, { message: 'unexpected import of a computed address, expected one in quotes', why: 'nobody could tell what would be loaded', fix: 'write the address as plain text' })];
  }
  if (/^\.\.?(?:\/|$)/.test(specifier)) {
    const path = resolvePath(file, specifier.replace(/[?#].*$/, ''));
    if (path === undefined) return [problem('mdx-import-forbidden', span, { message: 'unexpected import from outside the content folder', why: 'only content and packages belong to a course', fix: 'copy the file into the module’s folder, or make a package of it' })];
    if (places.kindOf(path) === 'file') return [];
    const meant = closest(path, places.files);
    return [
      problem('mdx-import-missing', span, {
        message: `no file \`${path}\`${meant === undefined ? '' : `, expected \`${relativePath(file, meant)}\``}`,
        why: 'the page could not be built',
        fix: meant === undefined ? 'add the file, or correct the path (with its extension)' : `write \`./${relativePath(file, meant)}\``,
      }),
    ];
  }
  // A package: `name`, `@scope/name`, with or without a path behind it.
  if (/^(?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*(?:\/(?!\.\.(?:\/|$))[\w.~@-]+)*$/i.test(specifier) && !nodeModules.has(specifier)) return [];
  return [
    problem('mdx-import-forbidden', span, {
      message: `unexpected import of \`${specifier}\`, expected a file of the course or a package`,
      why: 'only content and packages belong to a course',
      fix: 'import a relative path such as `./Figure.astro`, or a package',
    }),
  ];
}

/** Node's own modules have no place in a page. */
const nodeModules: ReadonlySet<string> = new Set(['fs', 'fs/promises', 'child_process', 'process', 'os', 'net', 'http', 'https', 'vm', 'worker_threads', 'cluster', 'dgram', 'dns', 'tls', 'module', 'path', 'v8', 'inspector', 'repl', 'crypto']);

/** Names that an import or export of the lesson brings into scope. */
function declaredNames(esm: string): string[] {
  const names: string[] = [];
  for (const [, clause = ''] of esm.matchAll(/\bimport\s+([^'"]+?)\s+from\b/g)) {
    for (const part of clause.split(/[{},]/)) {
      const name = /([\p{L}$_][\p{L}\p{N}$_]*)\s*$/u.exec(part)?.[1];
      if (name !== undefined) names.push(name);
    }
  }
  for (const [, name = ''] of esm.matchAll(/\b(?:const|let|var|function\*?|class)\s+([\p{L}$_][\p{L}\p{N}$_]*)/gu)) names.push(name);
  return names;
}
