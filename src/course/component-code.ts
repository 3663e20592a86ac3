import type { PackageModule } from '../source/files.ts';
import type { LessonSource } from '../source/lesson.ts';
import { readModuleCode, type ElementUse, type ImportUse, type NameUse } from '../source/module-code.ts';

/** The code of a lesson, part or component: offsets are those of its file. */
export interface FileCode {
  readonly imports: readonly ImportUse[];
  readonly exports: ReadonlySet<string>;
  readonly passesOn: readonly string[];
  /** Names that its imports and declarations bring into scope. */
  readonly declared: ReadonlySet<string>;
  readonly elements: readonly UsedElement[];
  /** Names that a piece looks up as soon as it runs, and does not declare itself. */
  readonly lookedUp: readonly NameUse[];
  /** Whether all of it could be read. */
  readonly isWhole: boolean;
}

export interface UsedElement extends ElementUse {
  /** In an expression, where Astro looks for no islands. */
  readonly isInExpression: boolean;
}

/** What an import leads to. */
export type ImportTarget =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'package'; readonly module: Extract<PackageModule, { kind: 'file' }> }
  /** Something that only the bundler can tell. */
  | { readonly kind: 'unknown' }
  /** Nothing: reported. */
  | { readonly kind: 'nothing' };

export interface ResolvedImport {
  readonly use: ImportUse;
  readonly target: ImportTarget;
}

/** The code of a file, and what its imports lead to. */
export interface FileImports {
  readonly code: FileCode;
  readonly imports: readonly ResolvedImport[];
}

/** The code of an MDX body: imports and exports, expressions, JSX. */
export function bodyCode(source: LessonSource): FileCode {
  const known = bodies.get(source);
  if (known !== undefined) return known;
  const text = source.located;
  const collected = new Collected();
  for (const { kind, name, start, end } of source.markup) {
    const offset = text.offsetAt(start);
    const written = text.text.slice(offset, text.offsetAt(end));
    if (kind === 'esm') collected.isWhole = collected.add(written, 'jsx', offset) && collected.isWhole;
    // Parentheses for the braces leave every place where it is.
    else if (kind === 'expression') collected.add(`(${written.slice(1, -1)})`, 'jsx', offset, true);
    else if (kind === 'jsx' && name !== undefined) {
      const opening = written.trimEnd();
      const added =
        mayName.test(written.slice(1)) &&
        collected.add(opening.endsWith('/>') ? opening : `${opening}</${name}>`, 'jsx', offset);
      if (!added)
        collected.elements.push({
          name,
          start: offset + 1,
          end: offset + 1 + name.length,
          attributes: [],
          isInExpression: false,
        });
    }
  }
  bodies.set(source, collected);
  return collected;
}

const bodies = new WeakMap<LessonSource, FileCode>();

/** Only such tags can hold an import, an island, a component or an expression. */
const mayName = /\bimport\b|\bclient:|[<{]/;

/** The code of a component or module by its file's ending; undefined for files that hold none, or none that can be parsed. */
export function componentCode(file: string, text: string): FileCode | undefined {
  const collected = new Collected();
  switch (/\.([^./]+)$/.exec(file)?.[1]) {
    case 'astro': {
      const [whole = '', opening = '', code = ''] = fences.exec(text) ?? [];
      const isRead = collected.add(code, 'ts', opening.length);
      const template = text.slice(whole.length);
      for (const { index, 1: attributes = '', 2: script = '' } of template.matchAll(
        /<script\b([^>]*)>([\s\S]*?)<\/script>/g,
      )) {
        if (attributes.trim() === '')
          collected.add(script, 'ts', whole.length + index + '<script'.length + attributes.length + 1);
      }
      collected.elements.push(...templateElements(template, whole.length));
      collected.exports.add('default');
      return isRead ? collected : undefined;
    }
    case 'svelte':
    case 'vue':
      for (const { index, 1: attributes = '', 2: script = '' } of text.matchAll(
        /<script\b([^>]*)>([\s\S]*?)<\/script>/g,
      )) {
        if (!collected.add(script, 'ts', index + '<script'.length + attributes.length + 1)) return undefined;
      }
      return collected;
    case 'js':
    case 'mjs':
    case 'jsx':
      return collected.add(text, 'jsx', 0) ? collected : undefined;
    case 'ts':
    case 'mts':
      return collected.add(text, 'ts', 0) ? collected : undefined;
    case 'tsx':
      return collected.add(text, 'tsx', 0) ? collected : undefined;
    default:
      return undefined;
  }
}

/** Components in the template of an Astro component, which is no JSX: found by their tags. */
function templateElements(template: string, offset: number): readonly UsedElement[] {
  return [...template.matchAll(/<(\p{Lu}[\w$.]*)([^<>]*)/gu)].map(({ index, 1: name = '', 2: rest = '' }) => {
    const start = offset + index + 1;
    const attributes = [...rest.matchAll(/(?<=\s)(client:[\w-]+)(?:=(?:"([^"]*)"|'([^']*)'|(\{|`)))?/g)].map(
      (attribute) => {
        const from = start + name.length + attribute.index;
        return {
          name: attribute[1] ?? '',
          value: attribute[4] === undefined ? (attribute[2] ?? attribute[3] ?? '') : undefined,
          start: from,
          end: from + (attribute[1] ?? '').length,
        };
      },
    );
    return { name, start, end: start + name.length, attributes, isInExpression: false };
  });
}

/** The code of an Astro component, between the first two lines `---`. */
const fences = /^([^<{]*?(?:^|\r\n|\n|\r)[ \t]*---)([\s\S]*?)[\r\n][ \t]*---/;

class Collected implements FileCode {
  readonly imports: ImportUse[] = [];
  readonly exports = new Set<string>();
  readonly passesOn: string[] = [];
  readonly declared = new Set<string>();
  readonly elements: UsedElement[] = [];
  readonly lookedUp: NameUse[] = [];
  isWhole = true;

  /** Whether the piece could be read. The first element of a piece that is none itself is not in an expression. */
  add(code: string, lang: 'jsx' | 'ts' | 'tsx', offset: number, isExpression = false): boolean {
    const read = readModuleCode(code, lang);
    if (read === undefined) return false;
    const moved = <Place extends { readonly start: number; readonly end: number }>(place: Place): Place => ({
      ...place,
      start: place.start + offset,
      end: place.end + offset,
    });
    this.imports.push(...read.imports.map((use) => ({ ...moved(use), names: use.names.map(moved) })));
    for (const name of read.exports) this.exports.add(name);
    for (const name of read.declared) this.declared.add(name);
    this.passesOn.push(...read.passesOn);
    this.lookedUp.push(...read.lookedUp.map(moved));
    this.elements.push(
      ...read.elements.map((element, index) => ({
        ...moved(element),
        attributes: element.attributes.map(moved),
        isInExpression: isExpression || index > 0,
      })),
    );
    return true;
  }
}
