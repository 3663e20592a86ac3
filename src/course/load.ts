import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CourseFiles } from '../source/files.ts';
import type { LessonSource } from '../source/lesson.ts';
import { limits } from '../source/limits.ts';
import { sourceText } from '../source/text.ts';
import { course as courseSchema } from '../../schemas/course.ts';
import type { Term } from '../../schemas/glossary.ts';
import type { YamlSource } from '../source/yaml.ts';
import { documentAddresses, filesOf, frontMatterAddresses } from './addresses.ts';
import { bodiesOf, includedFiles, ownBodiesOf } from './bodies.ts';
import { checkAliases } from './checks/aliases.ts';
import { checkDraft } from './checks/draft.ts';
import { checkExam } from './checks/exam.ts';
import { withLetterCase } from './checks/letter-case.ts';
import { checkAddress, checkLinks } from './checks/links.ts';
import { checkMdx } from './checks/mdx.ts';
import { addressedFiles, checkOrphans } from './checks/orphans.ts';
import { checkPageIds } from './checks/page-ids.ts';
import { checkParts } from './checks/parts.ts';
import { isDraft, placesOf, type Places } from './checks/places.ts';
import { checkPrerequisites } from './checks/prerequisites.ts';
import { checkStrays } from './checks/strays.ts';
import { checkQuizTexts } from './checks/quiz-text.ts';
import { checkCourseList, readCourseList, type CourseList } from './course-list.ts';
import { readCourseFile, type CourseFile } from './course-file.ts';
import { glossaryFile, readGlossary } from './glossary-file.ts';
import { CourseImports } from './imports.ts';
import { newerCourse } from './format.ts';
import { withoutFollowUps } from './follow-ups.ts';
import { readLayout, type Layout, type ModuleFolder } from './layout.ts';
import type { Category, Course, Lesson, Module, OwnPage, Resolve, StyleSheet, ValidCourse } from './model.ts';
import { isOwnPage, readOwnPages } from './own-pages.ts';
import { isPublic } from '../source/published-files.ts';
import { readPublicFiles } from './public-files.ts';
import type { DirectiveSyntax } from './directive-syntax.ts';
import { readModule } from './module-file.ts';
import type { ModuleFile, OwnPageFile } from './read-files.ts';
import { outlineOf } from './outline.ts';
import type { PartFile } from './read-files.ts';
import { problem } from './problem.ts';
import { readStyleSheet } from './style-sheet.ts';
import { CourseReader, ReadMemory } from './reader.ts';
import { checkReferences } from './references.ts';
import { validCourse, validQuiz } from './valid.ts';
import { translateCourse } from './translation/course.ts';
import { translationOf } from './translation/names.ts';
import { untranslated, wrongLanguages } from './translation/untranslated.ts';
import { asList, asMapping } from './value.ts';

export type { CourseFiles } from '../source/files.ts';

export interface LoadedCourse {
  /**
   * As much of the course as can be trusted: modules whose lesson or quiz breaks the format are left out.
   * Undefined where `course.yaml` itself cannot be read. Build it only if no diagnostic is an error.
   */
  readonly course: Course | undefined;
  /** Everything that is sound, also in modules with mistakes: what rules look at. Undefined as above. */
  readonly valid: ValidCourse | undefined;
  /** The same of each other language that `course.yaml` names. */
  readonly translations: readonly ValidCourse[];
  /** Every problem of every file, sorted. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many modules were read, also those with errors. */
  readonly modules: number;
  /** How many questions were read, also those with errors. */
  readonly questions: number;
}

/** Is told of a course while it is read, so that others have something to do meanwhile. */
export interface Onlooker {
  /** A lesson whose text could be read; what it says may still be wrong, and it may be a draft. */
  lesson?(source: LessonSource): void;
  /** The course as read, before any rule has judged it. */
  course?(loaded: LoadedCourse): void;
}

/**
 * Reads a whole course: the only way to one. Nothing is evaluated, nothing throws, and nothing outside the
 * content folder is read. The same files give the same result, whatever order the system lists them in, and whatever
 * is in the `memory` of earlier loads with the same directives. `lesson/load.ts` loads a course with the directives there are.
 */
export function loadCourse(
  files: CourseFiles,
  directives: readonly DirectiveSyntax[],
  memory = new ReadMemory(),
  onlooker: Onlooker = {},
): LoadedCourse {
  const original = loadLanguage({ files, directives, memory, onlooker }, undefined);
  const languages = (original.course?.data.translations ?? []).filter(
    (language) => language !== original.course?.language,
  );
  const translations = languages.map((language) => loadLanguage({ files, directives, memory, onlooker }, language));
  const { diagnostics, ...rest } = original;
  const shown = new Set(
    translations.flatMap(({ course }) =>
      [...(course?.modules ?? []), ...(course?.pages ?? [])].flatMap(({ files }) => files),
    ),
  );
  const found = [
    // A picture that only a translation shows is used, too.
    ...diagnostics.filter(({ code, file }) => code !== 'file-orphaned' || !shown.has(file)),
    ...translations.flatMap((translation, index) => {
      const language = languages[index] ?? '';
      // The rest is said of the original.
      return [
        ...translation.diagnostics.filter(({ file }) => translationOf(file)?.language === language),
        ...(original.course === undefined || translation.course === undefined
          ? []
          : untranslated(original.course, translation.course, language, files)),
      ];
    }),
    ...(original.course === undefined ? [] : wrongLanguages(original.course)),
  ];
  const loaded: LoadedCourse = {
    ...rest,
    course: rest.course && { ...rest.course, translations: translations.flatMap(({ course }) => course ?? []) },
    translations: translations.flatMap(({ valid }) => valid ?? []),
    diagnostics: limited(found.toSorted(compareDiagnostics)),
  };
  onlooker.course?.(loaded);
  return loaded;
}

interface Reading {
  readonly files: CourseFiles;
  readonly directives: readonly DirectiveSyntax[];
  readonly memory: ReadMemory;
  readonly onlooker: Onlooker;
}

/** Reads a course as it is written, or in one of its other languages: then with the files of that language in place of the original's. */
function loadLanguage({ files, directives, memory, onlooker }: Reading, language: string | undefined): LoadedCourse {
  const reader = new CourseReader(files, directives, memory);
  const courseText = reader.entry('course.yaml')?.kind === 'file' ? reader.text('course.yaml') : undefined;
  const newer = courseText === undefined ? undefined : newerCourse(courseText);
  if (newer !== undefined)
    return {
      course: undefined,
      valid: undefined,
      translations: [],
      diagnostics: withoutFollowUps([newer]),
      modules: 0,
      questions: 0,
    };
  const original = readCourseFile(reader);
  reader.readIn(language, original?.data.translations ?? []);
  const courseFile =
    original === undefined || language === undefined ? original : translateCourse(original, language, reader);
  const layout = readLayout(reader.entries, language);
  reader.report(layout.diagnostics);
  reader.hasMath = courseFile?.data.math === true;
  reader.videoHosts = courseFile?.data.video ?? [];
  const list = readCourseList(courseFile, layout);
  if (courseFile !== undefined) reader.report(checkCourseList(courseFile, layout, list, reader));

  const read = list.slugs.flatMap((slug) => {
    const folder = layout.folders.get(slug);
    if (folder === undefined) return [];
    const module = readModule(reader, withQuizLike(folder, reader));
    if (module.lesson?.source !== undefined && module.isTranslated === (language !== undefined))
      onlooker.lesson?.(module.lesson.source);
    return [module];
  });
  const imports = new CourseImports(reader);
  const modules = withParts(read, imports);
  const pages = readOwnPages(reader);
  const publicFiles = readPublicFiles(reader);
  const places = placesOf(reader, modules, pages);
  const glossary = readGlossary(reader);
  const frame = {
    glossary,
    pages,
    publicFiles,
    ...(courseFile === undefined
      ? { files: [], styleSheet: undefined }
      : checkFrame(courseFile.source, reader, places)),
  };
  checkModules(reader, layout, modules, list, places, imports, frame);
  reader.report(modules.flatMap((module) => checkExam(module, courseFile?.data.exam)));
  reader.reportConflicts();
  return {
    course: courseFile === undefined ? undefined : assemble(courseFile, modules, list, places, frame),
    valid: courseFile === undefined ? undefined : validCourse(courseFile, modules, glossary, pages, places.resolve),
    translations: [],
    diagnostics: withoutFollowUps(reader.diagnostics),
    modules: modules.length,
    questions: modules.reduce((sum, { quiz }) => sum + asList(asMapping(quiz?.source?.value)?.['questions']).length, 0),
  };
}

/** What holds questions was meant to be the quiz of a module that has none, whatever it is called. */
function withQuizLike(folder: ModuleFolder, reader: CourseReader): ModuleFolder {
  if (folder.quiz !== undefined || folder.quizLike !== undefined) return folder;
  const quizLike = folder.assets.find(
    (path) =>
      /\.ya?ml$/i.test(path) &&
      reader.entry(path)?.kind === 'file' &&
      /^questions:/m.test(reader.text(path)?.text ?? ''),
  );
  return { ...folder, quizLike };
}

/** The modules with the parts that their lessons show; each part is the first's that shows it, drafts coming last. */
function withParts(modules: readonly ModuleFile[], imports: CourseImports): readonly ModuleFile[] {
  const partsOf = new Map(
    modules.map(({ slug, lesson }) => [
      slug,
      lesson?.source === undefined
        ? []
        : imports.reachedFrom(lesson.source).flatMap((file) => imports.parts.get(file) ?? []),
    ]),
  );
  const owners = new Map<PartFile, string>();
  for (const module of modules.toSorted((a, b) => Number(isDraft(a)) - Number(isDraft(b)))) {
    for (const part of partsOf.get(module.slug) ?? []) if (!owners.has(part)) owners.set(part, module.slug);
  }
  return modules.map((module) => {
    const parts = partsOf.get(module.slug) ?? [];
    const source = module.lesson?.source;
    return source === undefined || parts.length === 0
      ? module
      : {
          ...module,
          parts: parts.map((part) => ({ ...part, isOwn: owners.get(part) === module.slug })),
          outline: outlineOf(source, imports),
        };
  });
}

/** What a course has besides its modules. */
interface Frame {
  readonly glossary: readonly Term[];
  readonly pages: readonly OwnPageFile[];
  readonly publicFiles: readonly string[];
  readonly styleSheet: StyleSheet | undefined;
  /** What `course.yaml` and the style sheet name. */
  readonly files: readonly string[];
}

/** Checks where the addresses of `course.yaml` and its style sheet lead, and gives the files among them. */
function checkFrame(source: YamlSource, reader: CourseReader, places: Places): Pick<Frame, 'files' | 'styleSheet'> {
  const uses = documentAddresses(courseSchema, source);
  for (const { url, kind, at } of uses) {
    const from = { file: source.file, anchors: undefined, isDraft: false };
    reader.report(
      withLetterCase(
        checkAddress({ url, kind, at: at() }, from, places),
        sourceText(source.file, source.text),
        places.files,
      ),
    );
  }
  const styleSheet = readStyleSheet(source, reader, places);
  const files = uses.flatMap(({ url }) => {
    const target = places.resolve(url, source.file);
    return target.kind === 'file' ? [target.file] : [];
  });
  return { styleSheet, files: [...files, ...(styleSheet?.loads ?? []).map(({ file }) => file)] };
}

function checkModules(
  reader: CourseReader,
  layout: Layout,
  modules: readonly ModuleFile[],
  { isOrdered }: CourseList,
  places: Places,
  imports: CourseImports,
  frame: Frame,
): void {
  let used: ReadonlySet<string> | undefined;
  const usedByAll = (): ReadonlySet<string> =>
    (used ??= new Set(modules.flatMap((module) => [...addressedFiles(module, places).used])));
  const checkBodyIn = (source: LessonSource, draft: boolean): void =>
    reader.report(
      withLetterCase(
        [...checkLinks(source, places, draft), ...checkMdx(source, imports.of(source).code)],
        source.located,
        places.files,
      ),
    );
  for (const { source } of frame.pages) if (source !== undefined) checkBodyIn(source, false);
  const needed = new Set(
    modules.flatMap(({ lesson }) => (lesson?.source === undefined ? [] : imports.reachedFrom(lesson.source))),
  );
  for (const module of modules) {
    const { lesson, parts, quiz } = module;
    const draft = isDraft(module);
    for (const body of ownBodiesOf({ source: lesson?.source, parts })) checkBodyIn(body, draft);
    for (const { url, kind, at } of frontMatterAddresses(lesson?.frontMatter)) {
      const from = { file: lesson?.file ?? '', anchors: undefined, isDraft: draft };
      reader.report(checkAddress({ url, kind, at: at() }, from, places));
    }
    if (quiz?.source !== undefined) {
      const found = checkQuizTexts(
        quiz,
        {
          file: quiz.file,
          anchors: lesson?.source === undefined ? undefined : places.anchors(lesson.source),
          isDraft: draft,
        },
        places,
      );
      reader.report(withLetterCase(found, sourceText(quiz.file, quiz.source.text), places.files));
    }
    reader.report(
      checkDraft(module),
      checkReferences(module),
      checkPageIds(module),
      checkOrphans(reader, module, places, usedByAll, needed),
      checkParts(module, imports),
    );
  }
  reader.report(
    checkPrerequisites(modules, isOrdered),
    checkAliases(modules),
    checkStrays(reader, layout, modules, places, [
      ...places.files.filter(
        (file) => file === glossaryFile || translationOf(file) !== undefined || isOwnPage(file) || isPublic(file),
      ),
      ...frame.pages.flatMap(({ source }) =>
        source === undefined ? [] : [...filesOf([source], undefined, places.resolve).files, ...includedFiles([source])],
      ),
      ...frame.files,
      ...(frame.styleSheet === undefined ? [] : [frame.styleSheet.file]),
    ]),
  );
}

/** A file with thousands of mistakes has one cause; beyond the limit nothing more is shown. `sorted` by file. */
function limited(sorted: readonly Diagnostic[]): Diagnostic[] {
  const shown = new Map<string, number>();
  return sorted.flatMap((diagnostic) => {
    const { file } = diagnostic;
    const count = (shown.get(file) ?? 0) + 1;
    shown.set(file, count);
    if (count <= limits.reportsPerFile) return [diagnostic];
    if (count > limits.reportsPerFile + 1) return [];
    return [
      problem('more-problems', diagnostic, {
        message: `more than ${limits.reportsPerFile.toLocaleString('en')} problems in this file; those from here on are not shown`,
        why: 'so many problems usually have one cause',
        fix: 'fix the first ones and check again',
      }),
    ];
  });
}

function assemble(
  { data, source, listed }: CourseFile,
  files: readonly ModuleFile[],
  { meant }: CourseList,
  { resolve }: Places,
  { glossary, pages, publicFiles, styleSheet, files: named }: Frame,
): Course {
  const bySlug = new Map(files.map((file) => [file.slug, file]));
  const taken = new Set<string>();
  const categories: Category[] = data.categories.map(({ id, title }, index) => {
    const own = listed.filter(({ category, slug }) => category === index && !taken.has(slug));
    const modules = own.flatMap(({ slug }) => {
      taken.add(slug);
      const file = bySlug.get(meant.get(slug) ?? slug);
      const module = file === undefined ? undefined : trusted(file, { id, title }, resolve);
      return module === undefined ? [] : [module];
    });
    return { id, title, modules };
  });
  return {
    title: data.title,
    description: data.description ?? '',
    language: data.language,
    translations: [],
    categories,
    modules: categories.flatMap(({ modules }) => modules),
    data,
    source,
    pages: pages.flatMap(({ slug, file, data, source, isTranslated }): OwnPage[] =>
      data === undefined || source === undefined
        ? []
        : [{ slug, file, isTranslated, data, source, ...filesOf([source], undefined, resolve) }],
    ),
    glossary,
    styleSheet,
    files: named,
    publicFiles,
    resolve,
  };
}

function trusted(file: ModuleFile, category: Module['category'], resolve: Resolve): Module | undefined {
  const { slug, folder, quiz, proof, isTranslated } = file;
  const lesson = trustedLesson(file);
  if (lesson === undefined) return undefined;
  if (folder.proofMisnamed || (quiz === undefined ? folder.quizMisnamed : quiz.data === undefined)) return undefined;
  const wholeQuiz = quiz === undefined ? undefined : validQuiz(slug, quiz);
  return {
    slug,
    category,
    draft: lesson.data.draft,
    isTranslated,
    lesson,
    quiz: wholeQuiz,
    proof,
    ...filesOf(bodiesOf(lesson), wholeQuiz, resolve, lesson.frontMatter),
  };
}

function trustedLesson({ lesson, parts: files, outline }: ModuleFile): Lesson | undefined {
  if (lesson?.data === undefined || lesson.frontMatter === undefined || lesson.source === undefined) return undefined;
  const { file, format, data, frontMatter, source } = lesson;
  const parts = files.flatMap((part) => (part.source === undefined ? [] : [{ ...part, source: part.source }]));
  if (parts.length < files.length) return undefined;
  return { file, format, data, frontMatter, source, parts, outline };
}

export { ReadMemory, type ReadStore } from './reader.ts';
