import type { CourseFiles } from '../source/files.ts';
import { decodeText, sourceText } from '../source/text.ts';
import { findFrontMatter } from '../source/front-matter.ts';
import { parseYaml } from '../source/yaml.ts';
import { linesOf, type Line } from './lines.ts';

/** Front matter, and what follows it. */
export interface Page {
  readonly data: Readonly<Record<string, unknown>>;
  /** The line of a key of the front matter; 1 where there is none. */
  lineOf(key: string): number;
  readonly body: readonly Line[];
}

/** A folder that is imported, as the dialects see it. Nothing is read outside of it, and nothing is run. */
export class SourceFolder {
  readonly files: CourseFiles;
  /** Paths of all files, sorted. */
  readonly paths: readonly string[];
  readonly #known: ReadonlySet<string>;
  readonly #texts = new Map<string, string | undefined>();
  readonly #pages = new Map<string, Page>();

  constructor(files: CourseFiles) {
    this.files = files;
    this.paths = files.list().flatMap(({ kind, path }) => (kind === 'file' ? [path] : []));
    this.#known = new Set(this.paths);
  }

  has(path: string): boolean {
    return this.#known.has(path);
  }

  /** The file with such a name that lies nearest to the top; undefined where there is none. */
  topmost(name: RegExp, isRight: (path: string) => boolean = () => true): string | undefined {
    return this.paths
      .filter((path) => name.test(path) && isRight(path))
      .toSorted((a, b) => a.split('/').length - b.split('/').length)[0];
  }

  /** A text file, also one whose name begins with a dot; undefined where there is none, or it is not text. */
  text(path: string): string | undefined {
    if (!this.#texts.has(path)) {
      const content = this.files.read(path);
      const text = content instanceof Uint8Array ? decodeText(path, content).source?.text : undefined;
      this.#texts.set(path, text?.replace(/^\uFEFF/, ''));
    }
    return this.#texts.get(path);
  }

  /** The first of these text files that there is. */
  firstText(...paths: readonly string[]): string | undefined {
    return paths.map((path) => this.text(path)).find((text) => text !== undefined);
  }

  /** The value of a YAML or JSON file; undefined where there is none, or it cannot be read. */
  data(path: string): unknown {
    const text = this.text(path);
    if (text === undefined) return undefined;
    return yamlValue(text, path);
  }

  page(path: string): Page {
    const known = this.#pages.get(path) ?? readPage(this.text(path) ?? '', path);
    this.#pages.set(path, known);
    return known;
  }
}

function readPage(text: string, file: string): Page {
  const located = sourceText(file, text);
  const found = findFrontMatter(located);
  if (typeof found === 'string') return { data: {}, lineOf: () => 1, body: linesOf(text, file) };
  const yaml = text.slice(found.yaml.start, found.yaml.end);
  const value = yamlValue(yaml, file);
  const first = located.pointAt(found.bodyStart).line;
  return {
    data: isRecord(value) ? value : {},
    lineOf: (key) => yaml.split(/\r\n|\r|\n/).findIndex((line) => line.startsWith(`${key}:`)) + 2,
    body: linesOf(text.slice(found.bodyStart), file, first),
  };
}

/** The value of YAML, or of as many of its simple keys as can be read where it breaks our rules. */
function yamlValue(text: string, file: string): unknown {
  const { source, diagnostics } = parseYaml(sourceText(file, text));
  if (source !== undefined && !diagnostics.some(({ severity }) => severity === 'error')) return source.value;
  return {
    ...(isRecord(source?.value) ? source.value : {}),
    ...Object.fromEntries(
      [...text.matchAll(/^([A-Za-z][\w-]*):[ \t]+(.+?)[ \t]*$/gm)].map(([, key = '', value = '']) => [
        key,
        value.replace(/^(["'])(.*)\1$/, '$2'),
      ]),
    ),
  };
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value inside of records; undefined where there is none. */
export function valueIn(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), value);
}

/** A text inside of records, as numbers and dates are written, too. */
export function textIn(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = valueIn(value, ...keys);
  if (typeof found === 'number') return String(found);
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}

/** The texts of a list. */
export const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
