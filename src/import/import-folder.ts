import { isId, slugOf, asId } from '../course/slug.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CourseFiles } from '../source/files.ts';
import { limits } from '../source/limits.ts';
import { memoryFiles, type MemoryContent } from '../source/memory.ts';
import { activeInSvg, activeType } from '../source/published-files.ts';
import { languageTag } from '../../schemas/primitives.ts';
import { convertPage, type ConvertedPage, type Conversion } from './convert-page.ts';
import { detected } from './dialects/index.ts';
import type { Dialect, SourcePage } from './dialect.ts';
import { inOrder, type Finding } from './findings.ts';
import { firstHeading } from './folder-order.ts';
import { plain } from './front-matter.ts';
import { mend } from './mend.ts';
import { folderOf, humanName, nameOf, stemOf, withoutNumber } from './paths.ts';
import { SourceFolder, textIn } from './source-folder.ts';
import { Targets } from './targets.ts';

export interface ImportOptions {
  /** The source; found by itself if it is not named. */
  readonly from?: Dialect | undefined;
  /** The page to import, where it is not all. */
  readonly only?: string | undefined;
  /** The name of the module, or what the names of several begin with. */
  readonly name?: string | undefined;
  /** Modules that there are already. */
  readonly taken: ReadonlySet<string>;
  /** Whether dollar signs are formulas in the course that the lessons come into; undefined where that is still open. */
  readonly hasMath?: boolean | undefined;
}

export interface ImportedModule {
  readonly slug: string;
  /** The page it was. */
  readonly file: string;
  readonly title: string;
  readonly category: ImportedCategory;
}

export interface ImportedCategory {
  readonly id: string;
  readonly title: string;
}

/** What an import writes, and what became of what it read. */
export interface ImportResult {
  readonly dialect: Dialect;
  readonly title: string;
  readonly language: string;
  readonly modules: readonly ImportedModule[];
  /** By path in the content folder: a text, or the path of a file of the source. */
  readonly files: ReadonlyMap<string, { readonly text: string } | { readonly from: string }>;
  /** Whether the lessons hold formulas, so that the course needs `math: true`. */
  readonly needsMath: boolean;
  /** In the order of the source. */
  readonly findings: readonly Finding[];
  /** What is still wrong, in the lessons that are written. */
  readonly errors: readonly Diagnostic[];
}

/** Why nothing can be imported. */
export class NothingToImport extends Error {}

/**
 * Turns a folder of another tool's lessons into modules. Reads nothing outside of the folder, runs nothing and writes nothing.
 *
 * @throws {NothingToImport} if no lesson is found.
 */
export function importFolder(files: CourseFiles, options: ImportOptions): ImportResult {
  const folder = new SourceFolder(files);
  const dialect = options.from ?? detected(folder);
  if (dialect === undefined) throw new NothingToImport('it has no lessons in Markdown');
  const whole = dialect.site(folder);
  const own = options.only === undefined ? whole.pages : whole.pages.filter(({ file }) => file === options.only);
  const pages: readonly SourcePage[] = options.only !== undefined && own.length === 0 ? [{ file: options.only }] : own;
  if (pages.length === 0) throw new NothingToImport(`${dialect.title} has no pages there`);
  const site = { ...whole, pages };
  const usesMath = site.hasMath === true && pages.some(({ file }) => hasFormula(folder, file));
  const math = { course: options.hasMath ?? usesMath, source: usesMath };
  const slugs = slugsFor(pages, options);
  const conversion: Conversion = {
    folder,
    dialect,
    site,
    targets: new Targets(folder, site),
    slugs,
    titleOf: (file) => titleOf(folder, site.pages, file),
    refusal: (file) => refusal(folder, file),
    math,
  };
  const converted = pages.map((page) => convertPage(page, conversion));
  const modules = withCategories(converted, options, site.title);
  const lessons = new Map(converted.map(({ slug, text }) => [`modules/${slug}/lesson.md`, text]));
  const courseText = courseOf(modules, math.course);
  const {
    lessons: sound,
    mended,
    errors,
  } = mend(
    lessons,
    (current) => memoryFiles(contentOf(current, courseText, converted, folder)),
    labelsOf(folder, slugs),
  );
  const findings: Finding[] = [
    ...converted.flatMap((one) => one.findings),
    ...mended.map((one): Finding => {
      const page = converted.find(({ slug }) => one.file === `modules/${slug}/lesson.md`);
      return {
        file: page?.page.file ?? one.file,
        line: sourceLine(page, sound.get(one.file) ?? '', one.line),
        fate: one.isLoss ? 'lost' : 'changed',
        what: one.what,
        instead: one.instead,
      };
    }),
    ...(options.only === undefined ? site.leftOut : []).map(({ file, why }): Finding => ({
      file,
      line: 1,
      fate: 'lost',
      what: 'the page or file itself',
      instead: `left out: ${why}`,
    })),
  ];
  return {
    dialect,
    title: site.title ?? humanName(options.name ?? 'My course'),
    language: languageTag.safeParse(site.language).success ? (site.language ?? 'en') : 'en',
    modules,
    files: new Map<string, { readonly text: string } | { readonly from: string }>([
      ...[...sound].map(([path, text]) => [path, { text }] as const),
      ...converted.flatMap(({ slug, files: needed }) =>
        [...needed].flatMap(([name, from]) =>
          isNamed(sound.get(`modules/${slug}/lesson.md`) ?? '', name)
            ? [[`modules/${slug}/${name}`, { from }] as const]
            : [],
        ),
      ),
    ]),
    needsMath: usesMath && options.hasMath !== true,
    findings: inOrder(findings),
    errors,
  };
}

const isNamed = (lesson: string, name: string): boolean => lesson.includes(name);

/** Where in the source a line of a lesson may be from: the nearest heading above. */
function sourceLine(page: ConvertedPage | undefined, lesson: string, line: number): number {
  if (page === undefined) return 1;
  const above = lesson
    .split('\n')
    .slice(0, line)
    .flatMap((text) => /^#{2,6} (.*?)(?: \{#[^}]*\})?$/.exec(text)?.[1] ?? []);
  const last = above.at(-1);
  return page.headings.find(({ text }) => text === plain(last ?? ''))?.line ?? 1;
}

function contentOf(
  lessons: ReadonlyMap<string, string>,
  course: string,
  converted: readonly ConvertedPage[],
  folder: SourceFolder,
): MemoryContent {
  const files: Record<string, string | Uint8Array> = { 'course.yaml': course };
  for (const [path, text] of lessons) files[path] = text;
  for (const { slug, files: needed } of converted)
    for (const [name, from] of needed) {
      const bytes = folder.files.read(from);
      if (bytes instanceof Uint8Array) files[`modules/${slug}/${name}`] = bytes;
    }
  return files;
}

/** A `course.yaml` with only what the lessons need to be checked. */
function courseOf(modules: readonly ImportedModule[], hasMath: boolean): string {
  return `title: Import\nlanguage: en\n${hasMath ? 'math: true\n' : ''}categories:\n  - id: import\n    title: Import\n    modules: [${modules.map(({ slug }) => slug).join(', ')}]\n`;
}

function slugsFor(pages: readonly SourcePage[], { name, taken }: ImportOptions): ReadonlyMap<string, string> {
  const used = new Set(taken);
  const slugs = new Map<string, string>();
  for (const { file } of pages) {
    const parts = file
      .replace(/\.\w+$/, '')
      .split('/')
      .filter(
        (part, index, all) =>
          !/^(?:index|readme|_index|content|about|introduction|article)$/i.test(part) ||
          all.length === 1 ||
          (index === all.length - 1 &&
            /^(?:about|introduction)$/i.test(part) &&
            pages.filter((other) => folderOf(other.file) === folderOf(file)).length > 1),
      );
    const names = parts.map((part) => asId(withoutNumber(part)) || asId(part)).filter((part) => part !== '');
    const candidates =
      pages.length === 1 && name !== undefined
        ? [name]
        : names
            .map((_, index) => names.slice(names.length - 1 - index).join('-'))
            .map((own) => (name === undefined ? own : `${name}-${own}`));
    const cut = candidates.map((one) => (one.length <= 80 ? one : one.slice(0, 80).replace(/-[^-]*$/, '')));
    let slug = cut.find((one) => isId(one) && !used.has(one)) ?? '';
    const base = cut[0] !== undefined && isId(cut[0]) ? cut[0] : slugOf(name ?? 'lesson') || 'lesson';
    for (let number = 2; slug === ''; number++) if (!used.has(`${base}-${number}`)) slug = `${base}-${number}`;
    used.add(slug);
    slugs.set(file, slug);
  }
  return slugs;
}

function withCategories(
  converted: readonly ConvertedPage[],
  { name }: ImportOptions,
  siteTitle: string | undefined,
): readonly ImportedModule[] {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  const idOf = (title: string): string => {
    const known = ids.get(title);
    if (known !== undefined) return known;
    const base = [name, asId(title) || `part-${ids.size + 1}`]
      .filter((part, index, all) => part !== undefined && (index === 0 || part !== all[0]))
      .join('-');
    let id = base;
    for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
    taken.add(id);
    ids.set(title, id);
    return id;
  };
  const otherwise = siteTitle ?? (name === undefined ? 'Lessons' : humanName(name));
  return converted.map(({ slug, page, title }) => {
    const category = plain(page.category ?? '') || plain(otherwise) || 'Lessons';
    return { slug, file: page.file, title, category: { id: idOf(category), title: category } };
  });
}

function titleOf(folder: SourceFolder, pages: readonly SourcePage[], file: string): string | undefined {
  const written =
    textIn(folder.page(file).data, 'title') ??
    firstHeading(folder, file) ??
    pages.find((page) => page.file === file)?.title;
  return written === undefined ? humanName(stemOf(nameOf(file))) : plain(written);
}

function refusal(folder: SourceFolder, file: string): string | undefined {
  const content = folder.files.read(file);
  if (!(content instanceof Uint8Array))
    return content.reason === 'too-large'
      ? `larger than ${Math.round(limits.fileBytes / 2 ** 20)} MiB`
      : 'it cannot be read';
  if (content.length === 0) return 'an empty file';
  const active = activeType(file);
  if (active !== undefined) return `${active}, which browsers would run`;
  const found = /\.svg$/i.test(file) ? activeInSvg(new TextDecoder().decode(content)) : undefined;
  return found === undefined ? undefined : `a drawing that holds ${found}`;
}

/** Whether a page has what looks like a formula, outside of code. */
function hasFormula(folder: SourceFolder, file: string): boolean {
  const text = (folder.text(file) ?? '')
    .replace(/^([ \t>]*)(`{3,}|~{3,})(?!\s*\{math\}|math)[\s\S]*?^[ \t>]*\2/gm, '')
    .replace(/`[^`\n]*`/g, '');
  return /\$\$|(?<![\\\w$])\$(?=[^\s$\d])(?:[^$\n\\]|\\.)+?(?<=\S)\$(?![\d\w])|\{math\}/.test(text);
}

/** Names that pages give to places in them, by the lesson they are in. */
function labelsOf(folder: SourceFolder, slugs: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const [file, slug] of slugs)
    for (const [, heading, target, option] of (folder.text(file) ?? '').matchAll(
      /\{#([\w:.-]+)|^\(([^()\s]+)\)=|^[ \t]*(?::(?:label|name):|#\|[ \t]*label:)[ \t]*(\S+)/gm,
    )) {
      const label = heading ?? target ?? option ?? '';
      if (!labels.has(label)) labels.set(label, `modules/${slug}/lesson.md`);
    }
  return labels;
}
