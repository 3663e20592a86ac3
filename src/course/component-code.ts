import type { PackageModule } from '../source/files.ts';
import type { LessonSource } from '../source/lesson.ts';
import { readModuleCode, type ElementUse, type ImportUse, type NameUse } from '../source/module-code.ts';

/** The code of a lesson, part or component, with offsets into its file. */
export interface FileCode {
  readonly imports: readonly ImportUse[];
  readonly exports: ReadonlySet<string>;
  readonly passesOn: readonly string[];
  /** Names that its imports and declarations define. */
  readonly declared: ReadonlySet<string>;
  readonly elements: readonly UsedElement[];
  /** Free names that are evaluated when the code runs. */
  readonly lookedUp: readonly NameUse[];
  /** Whether all of it could be parsed. */
  readonly isWhole: boolean;
}

export interface UsedElement extends ElementUse {
  /** Whether it is in an expression, where Astro does not look for islands. */
  readonly isInExpression: boolean;
}

/** The target of an import. */
export type ImportTarget =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'package'; readonly module: Extract<PackageModule, { kind: 'file' }> }
  /** Only the bundler can resolve it. */
  | { readonly kind: 'unknown' }
  /** Does not exist; already reported. */
  | { readonly kind: 'nothing' };

export interface ResolvedImport {
  readonly use: ImportUse;
  readonly target: ImportTarget;
}

/** The code of a file, and its resolved imports. */
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
    // Replacing braces by parentheses keeps all offsets.
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

/** Code without a match contains no import, island, component or expression. */
const mayName = /\bimport\b|\bclient:|[<{]/;

interface ScriptElement {
  readonly attributes: string;
  readonly code: string;
  /** Where the code begins. */
  readonly start: number;
}

function scriptsIn(text: string): ScriptElement[] {
  const found: ScriptElement[] = [];
  const opening = /<script\b/g;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const start = text.indexOf('>', opening.lastIndex) + 1;
    const end = start === 0 ? -1 : text.indexOf('</script>', start);
    if (end < 0) break;
    found.push({ attributes: text.slice(opening.lastIndex, start - 1), code: text.slice(start, end), start });
    opening.lastIndex = end;
  }
  return found;
}

/** Parses the code of a component or module, by file extension; undefined for other files and for invalid code. */
export function componentCode(file: string, text: string): FileCode | undefined {
  const collected = new Collected();
  switch (/\.([^./]+)$/.exec(file)?.[1]) {
    case 'astro': {
      const [whole = '', opening = '', code = ''] = fences.exec(text) ?? [];
      const isRead = collected.add(code, 'ts', opening.length);
      const template = text.slice(whole.length);
      for (const { attributes, code: script, start } of scriptsIn(template))
        if (attributes.trim() === '') collected.add(script, 'ts', whole.length + start);
      collected.elements.push(...templateElements(template, whole.length));
      collected.exports.add('default');
      return isRead ? collected : undefined;
    }
    case 'svelte':
    case 'vue':
      return scriptsIn(text).every(({ code, start }) => collected.add(code, 'ts', start)) ? collected : undefined;
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

/** Components in the template of an Astro component, found by their tags, because it is not JSX. */
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

  /**
   * Parses a piece of code and returns whether that succeeded. Unless the piece is an expression, its first element is
   * not in one.
   */
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
