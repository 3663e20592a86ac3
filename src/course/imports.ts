import { closest } from '../diagnostics/closest.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import { relativePath, resolvePath } from '../source/address.ts';
import type { LessonSource } from '../source/lesson.ts';
import type { ImportUse } from '../source/module-code.ts';
import type { SourceText } from '../source/text.ts';
import {
  bodyCode,
  componentCode,
  type FileCode,
  type FileImports,
  type ImportTarget,
  type ResolvedImport,
} from './component-code.ts';
import { readConfiguration } from './configuration.ts';
import { checkIslands } from './checks/islands.ts';
import { likelyFiles, nearFile } from './checks/links.ts';
import { facts } from './facts.ts';
import { isLessonFile } from './layout.ts';
import { readPartFile } from './part-file.ts';
import type { PartFile } from './read-files.ts';
import { problem, replacing, startOf } from './problem.ts';
import type { CourseReader } from './reader.ts';

interface Importer {
  readonly file: string;
  readonly text: SourceText;
  readonly code: FileCode;
  /** A lesson or part, which obeys stricter rules than a component. */
  readonly isBody: boolean;
}

/**
 * Follows what the lessons of a course import: from its files and from packages, as the bundler would, through components
 * and parts. Nothing is run. What leads nowhere is reported at its place, once.
 */
export class CourseImports {
  readonly #reader: CourseReader;
  readonly #files: readonly string[];
  readonly #parts = new Map<string, PartFile>();
  readonly #known = new Map<string, FileImports>();
  /** Parts on the way to what is being read, for circles. */
  readonly #way: { readonly file: string; readonly span: Span }[] = [];
  readonly configuration;

  constructor(reader: CourseReader) {
    this.#reader = reader;
    this.#files = reader.entries.filter(({ kind }) => kind === 'file').map(({ path }) => path);
    this.configuration = readConfiguration(reader.surroundings);
  }

  /** The Markdown and MDX files that lessons import, by path. */
  get parts(): ReadonlyMap<string, PartFile> {
    return this.#parts;
  }

  /** What a lesson or part imports. */
  of(source: LessonSource): FileImports {
    return (
      this.#known.get(source.file) ??
      this.#follow({ file: source.file, text: source.located, code: bodyCode(source), isBody: true })
    );
  }

  /** What a file imports that a lesson reaches; nothing for one that is no code. */
  from(file: string): readonly ResolvedImport[] {
    return this.#known.get(file)?.imports ?? [];
  }

  /** The files of the course that a lesson needs, those of its components and parts included, in the order of their imports. */
  reachedFrom(source: LessonSource): readonly string[] {
    const reached = new Set<string>();
    const reach = ({ imports }: FileImports): void => {
      for (const { target } of imports) {
        if (target.kind !== 'file' || reached.has(target.file)) continue;
        reached.add(target.file);
        const further = this.#known.get(target.file);
        if (further !== undefined) reach(further);
      }
    };
    reach(this.of(source));
    return [...reached];
  }

  #follow(importer: Importer): FileImports {
    const imports: ResolvedImport[] = [];
    const found: FileImports = { code: importer.code, imports };
    // Known before it is complete: modules may import each other in a circle.
    this.#known.set(importer.file, found);
    this.#way.push({ file: importer.file, span: startOf(importer.file) });
    for (const use of importer.code.imports) {
      const span = importer.text.span(use.start, use.end);
      const target = this.#resolve(use, importer, span);
      imports.push({ use, target });
      if (target.kind === 'file') {
        this.#way[this.#way.length - 1] = { file: importer.file, span };
        this.#read(target.file, use, span);
      }
      this.#checkNames(use, target, importer);
    }
    this.#way.pop();
    this.#reader.report(checkIslands(importer.text, found, this.configuration));
    return found;
  }

  /** Reads a file of the course that is imported, unless that was done. */
  #read(file: string, use: ImportUse, span: Span): void {
    if (hasQuery(use)) return;
    if (isPart(file)) {
      const start = this.#way.findIndex((step) => step.file === file);
      if (start >= 0) this.#reportCircle(start, span);
      else if (!this.#parts.has(file)) {
        const part = readPartFile(this.#reader, file);
        this.#parts.set(file, part);
        if (part.source !== undefined) this.of(part.source);
      }
    } else if (!this.#known.has(file) && /\.(?:astro|svelte|vue|m?js|jsx|m?ts|tsx)$/.test(file)) {
      const text = this.#reader.text(file);
      const code =
        text === undefined
          ? undefined
          : this.#reader.recall(text, undefined, () => ({ result: componentCode(file, text.text), diagnostics: [] }));
      if (text !== undefined && code !== undefined) this.#follow({ file, text, code, isBody: false });
    }
  }

  #reportCircle(start: number, span: Span): void {
    const steps = this.#way.slice(start);
    // Components may take turns with an end; parts always show all that is in them.
    if (!steps.every(({ file }) => isPart(file))) return;
    const names = [...steps.map(({ file }) => file), steps[0]?.file ?? ''].map((file) => `\`${file}\``);
    this.#reader.report(
      problem('mdx-import-circle', span, {
        message:
          steps.length === 1 ? 'this part imports itself' : `parts import each other in a circle: ${names.join(' → ')}`,
        why: 'showing them would never end',
        fix: 'take the import out of one of them',
      }),
    );
  }

  #resolve(use: ImportUse, { file, isBody }: Importer, span: Span): ImportTarget {
    const { specifier } = use;
    if (specifier === undefined) {
      if (isBody)
        this.#forbid(
          span,
          'unexpected import of a computed address, expected one in quotes',
          'nobody could tell what would be loaded',
          'write the address as plain text',
        );
      return { kind: isBody ? 'nothing' : 'unknown' };
    }
    const path = specifier.replace(/[?#][^]*/, '');
    if (/^\.\.?(?:\/|$)/.test(specifier)) return this.#resolveFile(use, path, file, span);
    const scheme = /^([a-z][\w+.-]*):/i.exec(specifier)?.[1];
    if (
      scheme === 'lectern' ||
      (scheme !== undefined && scheme !== 'node' && scheme !== 'astro' && this.configuration.isOpen)
    )
      return { kind: 'unknown' };
    if (isPackageName(path) || path.startsWith('#') || scheme === 'node')
      return this.#resolvePackage(specifier.startsWith('#') ? specifier : path, file, isBody, span);
    this.#forbidWords(span, specifier);
    return { kind: 'nothing' };
  }

  #resolveFile(use: ImportUse, written: string, from: string, span: Span): ImportTarget {
    const path = resolvePath(from, written);
    if (path === undefined) {
      this.#forbid(
        span,
        'unexpected import from outside the content folder',
        'only content and packages belong to a course',
        'copy the file into the module’s folder, or make a package of it',
      );
      return { kind: 'nothing' };
    }
    const file = this.#fileAt(path);
    if (file === undefined) {
      this.#reportMissingFile(path, from, span);
      return { kind: 'nothing' };
    }
    if (isLessonFile(file)) {
      this.#forbid(
        span,
        `unexpected import of a lesson, \`${file}\``,
        'it has a page of its own',
        'link to it, or move what both share into a part of its own that both import',
      );
      return { kind: 'nothing' };
    }
    // What a query asks for, such as the text of a file, can be had of any; and whoever brings integrations may bring readers.
    if (!hasQuery(use) && !isReadable.test(file) && !this.configuration.isOpen) {
      this.#reader.report(
        problem('mdx-import-kind', span, {
          message: `\`${file}\` is nothing that can be imported as it is`,
          why: 'the page could not be built',
          fix: `import its text, \`${use.specifier ?? ''}?raw\`, or its address, \`${use.specifier ?? ''}?url\`; data can be imported as JSON`,
          unsettles: [facts.imports(from)],
        }),
      );
      return { kind: 'nothing' };
    }
    return { kind: 'file', file };
  }

  /** The file that the bundler takes for a path: as it stands, with an ending that may be left out, or a folder's index. */
  #fileAt(path: string): string | undefined {
    const typescript = path.replace(/\.(m?)js(x?)$/, '.$1ts$2');
    const tried = [
      path,
      ...(typescript === path ? [] : [typescript, path.replace(/\.js$/, '.tsx')]),
      ...endings.map((ending) => path + ending),
      ...endings.map((ending) => `${path}/index${ending}`),
    ];
    return tried.find((one) => this.#reader.entry(one)?.kind === 'file');
  }

  #reportMissingFile(path: string, from: string, span: Span): void {
    const sameBut = this.#files.find((file) => file !== path && file.toLowerCase() === path.toLowerCase());
    const meant = sameBut ?? nearFile(path, this.#files);
    const written = meant === undefined ? undefined : relativePath(from, meant).replace(/^(?!\.)/, './');
    this.#reader.report(
      problem('mdx-import-missing', span, {
        message: `no file \`${path}\`${written === undefined ? '' : `, expected \`${written}\``}`,
        why: 'the page could not be built',
        fix: written === undefined ? 'add the file, or correct the path (with its extension)' : `write \`${written}\``,
        edit: sameBut === undefined || written === undefined ? undefined : replacing(span, written),
        unsettles: [facts.path(path), facts.imports(from), ...likelyFiles(path, this.#files).map(facts.file)],
      }),
    );
  }

  #resolvePackage(specifier: string, from: string, isBody: boolean, span: Span): ImportTarget {
    const { surroundings } = this.#reader;
    if (isBody && (nodeModules.has(specifier) || specifier.startsWith('node:'))) {
      this.#forbidWords(span, specifier);
      return { kind: 'nothing' };
    }
    const module = surroundings?.resolve(specifier, from);
    if (module === undefined || module.kind === 'built-in') return { kind: 'unknown' };
    if (module.kind === 'file') return { kind: 'package', module };
    // MDX takes `Box.astro` for `./Box.astro` where there is no such package.
    const beside = isBody ? this.#fileAt(resolvePath(from, specifier) ?? '') : undefined;
    if (beside !== undefined) return { kind: 'file', file: beside };
    const name = module.package;
    this.#reader.report(
      problem('mdx-import-missing', span, {
        message: module.isInstalled
          ? `package \`${name}\` has nothing to import as \`${specifier}\``
          : `no package \`${name}\` is installed`,
        why: 'the page could not be built',
        fix: module.isInstalled
          ? name === 'lectern'
            ? 'import one of `lectern/components/`'
            : `import what the documentation of \`${name}\` names, or install a version that has it`
          : specifier.startsWith('#')
            ? 'add it to `imports` of the course’s `package.json`'
            : `install it beside the course (\`npm install ${name}\`), or correct the name`,
        unsettles: [facts.address(specifier, from), facts.imports(from)],
      }),
    );
    return { kind: 'nothing' };
  }

  /** Reports names that the imported module does not export, where that can be known. */
  #checkNames({ names }: ImportUse, target: ImportTarget, { file, text }: Importer): void {
    const wanted = names.filter(({ imported }) => imported !== '*');
    if (wanted.length === 0) return;
    // The types of packages stand in files of their own.
    const exports =
      target.kind === 'file'
        ? this.#exportsOf(target.file, new Set())
        : target.kind === 'package' && !/\.(?:m?ts|tsx|astro|vue|svelte)$/.test(file)
          ? target.module.exports()
          : undefined;
    if (exports === undefined) return;
    for (const { imported, start, end } of wanted) {
      if (exports.has(imported)) continue;
      const meant = closest(imported, exports);
      const what = target.kind === 'file' ? `\`${target.file}\`` : 'this package';
      this.#reader.report(
        problem('mdx-import-name', text.span(start, end), {
          message:
            imported === 'default'
              ? `${what} has no default export`
              : `${what} exports no \`${imported}\`${meant === undefined || meant === 'default' ? '' : `, expected \`${meant}\``}`,
          why: 'the page could not be built',
          fix:
            imported === 'default'
              ? 'name what it exports, in braces'
              : meant === undefined || meant === 'default'
                ? 'export it there, or import another name'
                : `write \`${meant}\``,
          unsettles: [facts.names(text.file, ['imports'])],
        }),
      );
    }
  }

  /** The names that a file of the course exports; undefined where they cannot be known. */
  #exportsOf(file: string, seen: Set<string>): ReadonlySet<string> | undefined {
    const found = this.#known.get(file);
    if (found === undefined || /\.(?:svelte|vue)$/.test(file)) return undefined;
    if (seen.has(file)) return new Set();
    seen.add(file);
    const names = new Set(found.code.exports);
    if (isPart(file))
      for (const name of ['default', 'Content', 'frontmatter', 'file', 'url', 'getHeadings']) names.add(name);
    for (const specifier of found.code.passesOn) {
      const target = found.imports.find(({ use }) => use.specifier === specifier)?.target;
      const passed =
        target?.kind === 'file'
          ? this.#exportsOf(target.file, seen)
          : target?.kind === 'package'
            ? target.module.exports()
            : undefined;
      if (passed === undefined) return undefined;
      for (const name of passed) if (name !== 'default') names.add(name);
    }
    return names;
  }

  #forbidWords(span: Span, specifier: string): void {
    this.#forbid(
      span,
      `unexpected import of \`${specifier}\`, expected a file of the course or a package`,
      'only content and packages belong to a course',
      'import a relative path such as `./Figure.astro`, or a package',
    );
  }

  #forbid(span: Span, message: string, why: string, fix: string): void {
    this.#reader.report(problem('mdx-import-forbidden', span, { message, why, fix }));
  }
}

const isPart = (file: string): boolean => /\.mdx?$/.test(file);
const hasQuery = ({ specifier }: ImportUse): boolean => specifier?.includes('?') === true;

/** Endings that the bundler adds by itself. */
const endings = ['.mjs', '.js', '.mts', '.ts', '.jsx', '.tsx', '.json'];

/** What the bundler reads by itself: code, components, parts, data, styles, and files it gives an address. */
const isReadable =
  /\.(?:astro|svelte|vue|[cm]?[jt]sx?|json5?|mdx?|markdown|mdown|mkdn?|mdwn|html?|css|less|s[ac]ss|styl(?:us)?|p(?:ost)?css|sss|a?png|bmp|jpe?g|jfif|pjpeg|pjp|gif|svg|ico|webp|avif|cur|jxl|mp4|webm|ogg|mp3|wav|flac|aac|opus|mov|m4a|vtt|woff2?|eot|[ot]tf|webmanifest|pdf|txt|wasm)$/i;

/** A package: `name`, `@scope/name`, with or without a path behind it. */
const isPackageName = (specifier: string): boolean =>
  /^(?:@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*(?:\/(?!\.\.(?:\/|$))[\w.~@-]+)*$/i.test(specifier);

/** Node's own modules have no place in a lesson. */
const nodeModules: ReadonlySet<string> = new Set([
  'fs',
  'fs/promises',
  'child_process',
  'process',
  'os',
  'net',
  'http',
  'https',
  'vm',
  'worker_threads',
  'cluster',
  'dgram',
  'dns',
  'tls',
  'module',
  'path',
  'v8',
  'inspector',
  'repl',
  'crypto',
]);
