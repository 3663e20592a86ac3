import { examOf } from '../../schemas/exam.ts';
import type { ProofRecord } from '../../schemas/proof.ts';
import { figureNames, type FigureName } from '../../schemas/lesson.ts';
import { countDrawn } from '../../schemas/quiz.ts';
import { programOf, type PredictOutput } from '../../schemas/questions/predict-output.ts';
import {
  inputOf,
  publicPath,
  referencedCharacter,
  type Course,
  type LocatedQuestion,
  type Heading,
  type Module,
  type OwnPage,
  type Part,
  type Quiz,
  type UsedFiles,
} from '../course/model.ts';
import { darkAddress, moduleAddresses } from '../course/addresses.ts';
import { bodiesOf, isInLesson } from '../course/bodies.ts';
import { exchangesOf } from '../course/exchanges.ts';
import { playerOrigins } from '../course/media.ts';
import { codeFigure } from '../lesson/code/figure.ts';
import type { CodeBlock, Highlight } from '../lesson/code/tokens.ts';
import type { Picture, RenderContext } from '../lesson/markdown.ts';
import type { Need } from '../lesson/sheets.ts';
import { renderQuizText } from '../lesson/quiz-text.ts';
import { inSite, moduleAddress, ownPageAddress, withoutBase } from './address.ts';
import { searchIndex, type KeptEntries } from './search.ts';
import { appearanceOf, editAddress, servedStyles, themedPicture } from './appearance.ts';
import { asId } from '../course/slug.ts';
import type { GlossaryTerm } from '../lesson/terms.ts';
import { labVariantsOf } from '../lesson/directives/exchange/index.ts';
import {
  codeBlocks,
  diagramBlocks,
  renderLesson,
  type LabVariant,
  type LessonHtml,
  type LessonContext,
  type MdxBody,
  type MdxCode,
} from '../lesson/render.ts';
import { questionHtml } from '../questions/question.ts';
import { markdownOf, typeOf } from '../questions/types.ts';
import { wordsOf, type Words } from '../words/words.ts';
import { sitePages } from './pages.ts';
import type {
  CategoryView,
  LanguageView,
  ModuleCard,
  ModuleView,
  OwnPageView,
  QuestionView,
  QuizView,
  SiteModel,
} from './model.ts';

/** What the site's pages depend on in addition to the course. */
export interface SiteOptions {
  /** `/` or `/some/path/`. */
  readonly base: string;
  /** Of a course in several languages. */
  readonly within?: LanguagesOfSite;
  /** Whether drafts have pages, as they do in `dev`. */
  readonly drafts: boolean;
  readonly highlight: Highlight;
  /** A diagram as SVG. */
  diagram?(block: CodeBlock): string | undefined;
  /** An image or other file of a module, by its path in the content folder. */
  asset(file: string): Picture | undefined;
  /** A valid proof record, which matches the module's current code and transcript. */
  proof(module: Module, id: string): ProofRecord | undefined;
  /** What names the files of the index, and what was made of lessons before. */
  readonly search: { hash(text: string): string; readonly kept: KeptEntries };
  /** The URL of the live lab's frame, per built variant. */
  labFrame(variant: LabVariant): string | undefined;
}

/** What a site in one language knows of the others. */
interface LanguagesOfSite {
  readonly root: string;
  /** All languages, the original's first; filled when all sites are there. */
  readonly languages: readonly LanguageView[];
  /** The site of the original, for a translation. */
  readonly original: SiteModel | undefined;
}

/** A lesson with components, or a part, as `@astrojs/mdx` compiles it. */
export interface MdxModule {
  /** The module of the lesson, or the first module that includes the part; in a translation `de/` and its slug. */
  readonly slug: string;
  readonly isLesson: boolean;
  /** Undefined if a lesson turns out to be only HTML. */
  code(): MdxCode | undefined;
}

/** What one module's page depends on, and what it turns out to need. */
interface PageOptions extends SiteOptions {
  readonly words: Words;
  readonly terms?: readonly GlossaryTerm[] | undefined;
  readonly used: Set<Need>;
}

export interface CourseSite {
  readonly site: SiteModel;
  /** Lessons that may use components, and parts that lessons include, by path in the content folder. */
  readonly mdx: ReadonlyMap<string, MdxModule>;
  /** The inputs of a module's page, besides those of every page: if they are unchanged, so is the page. */
  madeFrom(slug: string): readonly string[];
}

/** The sites of a course: that of the original, and one for each language that it is translated into. */
export function sitesFromCourse(course: Course, options: SiteOptions): readonly [CourseSite, ...CourseSite[]] {
  const { base: root } = options;
  const languages: LanguageView[] = [];
  const first = siteFromCourse(course, { ...options, within: { root, languages, original: undefined } });
  const others = course.translations.map((translation) =>
    siteFromCourse(translation, {
      ...options,
      base: `${root}${translation.language}/`,
      within: { root, languages, original: first.site },
    }),
  );
  for (const { site } of others.length === 0 ? [] : [first, ...others]) {
    const paths = once(() => new Set(sitePages(site).map(({ path }) => path)));
    languages.push({
      name: nameOfLanguage(site.language),
      site,
      has: (path) => paths().has(path),
    });
  }
  return [first, ...others];
}

/** A language as it calls itself, with the capital that a list has where the language has any. */
function nameOfLanguage(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase(language));
}

/** The language before the slugs of a translation, `de/`; nothing for the original. */
const prefixOf = ({ base, within }: Pick<SiteOptions, 'base' | 'within'>): string =>
  within === undefined ? '' : base.slice(within.root.length);

/**
 * Computes everything that the pages of one language show from a valid course. Pure. A lesson and its quiz are rendered lazily, once:
 * `dev` shows one page at a time.
 */
export function siteFromCourse(course: Course, options: SiteOptions): CourseSite {
  const words = wordsOf(course.language, course.data.words);
  const shown = shownModules(course, options.drafts);
  const glossary = glossaryOf(course);
  const { root, languages, original } = options.within ?? { root: options.base, languages: [], original: undefined };
  const isOwn = ({ isTranslated }: Module): boolean => original === undefined || isTranslated;
  const cards = new Map(
    shown.map((module) => [
      module.slug,
      isOwn(module) ? moduleCard(module, options.base) : { ...moduleCard(module, root), language: original?.language },
    ]),
  );
  const accents = new Map(course.categories.map(({ id }, index) => [id, index % accentCount]));
  const mdx = new Map<string, MdxModule>();
  const around = new Map<string, () => readonly string[]>();
  const madeFrom = new Map<string, () => readonly string[]>();
  const shows = new Map<string, number>();
  const own = shown.filter(isOwn);
  for (const { file } of own.flatMap(({ lesson }) => lesson.parts)) shows.set(file, (shows.get(file) ?? 0) + 1);
  const partNeeds = new Map<string, () => ReadonlySet<Need>>();
  const places = new Map(shown.map((module, index) => [module, index]));
  const modules = own.map((module): ModuleView => {
    const index = places.get(module) ?? 0;
    const used = new Set<Need>();
    const page: PageOptions = { ...options, words, used, terms: glossary };
    const quiz = once(() => (module.quiz === undefined ? undefined : quizView(module, module.quiz, course, page)));
    const body = once(() => lessonBody(module, quiz(), course, page));
    if (module.lesson.source.needsMdx) {
      mdx.set(module.lesson.file, {
        slug: prefixOf(options) + module.slug,
        isLesson: true,
        code: () => withFrontMatter(body().mdx?.code, module.lesson.data),
      });
      around.set(module.lesson.file, () => body().mdx?.html ?? []);
    }
    for (const part of module.lesson.parts) {
      if (!part.isOwn) continue;
      const usedInPart = new Set<Need>();
      const made = once(() =>
        partBody(part, module, quiz(), course, { ...page, used: usedInPart }, shows.get(part.file) === 1),
      );
      partNeeds.set(part.file, () => {
        made();
        return usedInPart;
      });
      mdx.set(part.file, {
        slug: prefixOf(options) + module.slug,
        isLesson: false,
        code: () => withFrontMatter(made().code, part.frontMatter),
      });
      around.set(part.file, () => made().html);
    }
    const known = {
      ...cards.get(module.slug)!,
      category: { ...module.category, accent: accents.get(module.category.id) ?? 0 },
      objectives: module.lesson.data.objectives.map(({ id, text }) => ({ id, text })),
      prerequisites: module.lesson.data.prerequisites.flatMap((slug) => cards.get(slug) ?? []),
      previous: neighbour(shown[index - 1], cards),
      next: neighbour(shown[index + 1], cards),
      sections: sectionsOf(module.lesson.outline),
      figure: openingOf(module, course, page),
      authors: module.lesson.data.authors ?? [],
      updated: module.lesson.data.updated,
      edit: editAddress(course.data.repository, module.lesson.file),
      aliases: module.lesson.data.aliases,
    };
    madeFrom.set(module.slug, () => [
      JSON.stringify(known),
      JSON.stringify(glossary),
      ...bodiesOf(module.lesson).map(inputOf),
      module.quiz?.source.text ?? '',
      // An overlay of texts is not all that its questions are made of.
      original === undefined ? '' : JSON.stringify(module.quiz?.data ?? null),
      ...languages.filter(({ has }) => has(withoutBase(options, known.href))).map(({ site }) => site.language),
      JSON.stringify(module.proof ?? null),
      JSON.stringify(
        module.files
          .map((file) => options.asset(file))
          .map((asset) => asset && [asset.href, asset.width, asset.height, asset.sources]),
      ),
      // Whether other pages are published is not an input of this module.
      JSON.stringify(
        moduleAddresses(bodiesOf(module.lesson), module.quiz).map(({ url, from }) =>
          context(from, course, page).link(url),
        ),
      ),
    ]);
    return {
      ...known,
      get html() {
        return body().mdx === undefined ? body().html : undefined;
      },
      get needs() {
        body();
        for (const question of quiz()?.questions ?? []) void [question.html, question.contextHtml];
        const inParts = module.lesson.parts.flatMap(({ file }) => [...(partNeeds.get(file)?.() ?? [])]);
        const inContents = known.sections.some(({ parts }) => parts.length > 0) ? (['blocks'] as const) : [];
        const inQuiz = quiz()?.questions.some(({ data }) => typeOf(data).isApart) === true ? (['kinds'] as const) : [];
        return new Set([...used, ...inParts, ...inContents, ...inQuiz]);
      },
      players: playerOrigins(bodiesOf(module.lesson)),
      hasLab: bodiesOf(module.lesson).some((body) => labVariantsOf(exchangesOf(body)).length > 0),
      get quiz() {
        return quiz();
      },
    };
  });
  const categories = course.categories.map(({ id, title, modules: members }): CategoryView => ({
    id,
    title,
    accent: accents.get(id) ?? 0,
    modules: members.flatMap(({ slug }) => cards.get(slug) ?? []),
  }));
  const replaced = new Set(course.publicFiles.map(publicPath));
  const search = once(() =>
    searchIndex(own, { language: course.language, base: options.base, root, ...options.search }),
  );
  const site: SiteModel = {
    title: course.title,
    description: course.description,
    language: course.language,
    words,
    url: course.data.url?.replace(/\/+$/, ''),
    base: options.base,
    root,
    languages,
    elsewhere: (original?.modules ?? []).flatMap((view) => {
      const { language } = cards.get(view.slug) ?? {};
      // What is costly to know of a module is computed when somebody asks for it.
      return language === undefined ? [] : [Object.create(view, { language: { value: language } }) as ModuleView];
    }),
    categories,
    appearance: appearanceOf(
      course.data,
      course.pages,
      context('course.yaml', course, { ...options, words, used: new Set() }),
      {
        further: glossary.length > 0 ? [{ text: words.say('glossary'), href: inSite(options, 'glossary/') }] : [],
        original: original?.language,
        css:
          course.styleSheet === undefined ? '' : servedStyles(course.styleSheet, (file) => options.asset(file)?.href),
      },
    ),
    glossary,
    pages: course.pages
      .filter((page) => original === undefined || page.isTranslated)
      .map((page) => ownPageView(page, course, { ...options, words, used: new Set() })),
    replaced,
    modules,
    get search() {
      return search();
    },
    htmlAround: (file) => around.get(file)?.() ?? [],
  };
  return { site, mdx, madeFrom: (slug) => madeFrom.get(slug)?.() ?? [] };
}

/** The `##` sections of an outline, each with its `###` parts; parts before the first section have none. */
function sectionsOf(outline: readonly Heading[]): ModuleView['sections'] {
  const sections: { id: string; title: string; parts: { id: string; title: string }[] }[] = [];
  for (const { depth, id, text } of outline) {
    if (depth === 2) sections.push({ id, title: text, parts: [] });
    else if (depth === 3) sections.at(-1)?.parts.push({ id, title: text });
  }
  return sections;
}

/** The glossary of a course, sorted as its language does; a term's id is its slug, or its number where it has none. */
function glossaryOf({ glossary, language }: Course): readonly GlossaryTerm[] {
  const ids = new Set<string>();
  const collator = new Intl.Collator(language);
  return glossary
    .toSorted((a, b) => collator.compare(a.term, b.term))
    .map(({ term, text, also }, index) => {
      const slug = asId(term);
      const id = slug === '' || ids.has(slug) ? `term-${index + 1}` : slug;
      ids.add(id);
      return { id, term, text, forms: [term, ...also] };
    });
}

/** What opens a module's page: one of our drawings, or a picture of its author. */
function openingOf(module: Module, course: Course, page: PageOptions): ModuleView['figure'] {
  const { figure } = module.lesson.data;
  return isFigureName(figure) ? figure : themedPicture(figure, context(module.lesson.file, course, page).picture);
}

function isFigureName(figure: Module['lesson']['data']['figure']): figure is FigureName {
  return figureNames.some((name) => name === figure);
}

function ownPageView({ slug, file, data, source }: OwnPage, course: Course, page: PageOptions): OwnPageView {
  const html = once(
    () =>
      renderLesson(source, {
        ...context(file, course, page),
        words: page.words,
        labFrame: (variant) => page.labFrame(variant),
        // Sections of such a page are not a path that is gone step by step: they have no numbers.
        outline: [],
        sectionsAfter: 0,
        proof: () => undefined,
        question: () => undefined,
      }).html,
  );
  return {
    slug,
    href: ownPageAddress(page.base, slug),
    title: data.title,
    summary: data.summary,
    get html() {
      return html();
    },
    get needs() {
      html();
      return page.used;
    },
    players: playerOrigins([source]),
    hasLab: labVariantsOf(exchangesOf(source)).length > 0,
    edit: editAddress(course.data.repository, file),
  };
}

/** Adds the front matter only to code that uses it, so that other code does not change when it is edited. */
function withFrontMatter(code: MdxCode | undefined, data: unknown): MdxCode | undefined {
  return code === undefined || !JSON.stringify(code).includes('frontmatter')
    ? code
    : { ...code, frontMatter: Object.assign({}, data) };
}

/** Number of accents in `tokens.css`; a course with more categories reuses them. */
export const accentCount = 6;

/** A lazily computed value. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/**
 * All non-ASCII characters of the course, sorted and unique, for font subsetting. Taken from the source text, so that
 * nothing has to be rendered first; it includes characters that occur only in comments.
 */
export function courseCharacters(course: Course, drafts: boolean, isOriginal = true): string {
  const characters = new Set<string>();
  const references = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      for (const character of value.match(/[^\0-\x7f]/gu) ?? []) characters.add(character);
      if (value.includes('&')) for (const reference of value.match(/&#?\w+;/g) ?? []) references.add(reference);
    } else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) look(part);
  };
  look([course.data, course.glossary]);
  look(wordsOf(course.language, course.data.words).texts);
  for (const { data, source } of course.pages) look([data, inputOf(source)]);
  for (const { lesson, quiz, proof, isTranslated } of shownModules(course, drafts))
    look(isOriginal || isTranslated ? [lesson.data, ...bodiesOf(lesson).map(inputOf), quiz?.data, proof] : lesson.data);
  look([...references].map(referencedCharacter));
  return [...characters].toSorted().join('');
}

/** The texts that every page of a course shows: its title, and the interface. */
export function everywhereIn({ title, language, data }: Course): string {
  return [title, ...wordsOf(language, data.words).texts].join('');
}

/** All code blocks of the course by module, which must be highlighted before the module is rendered; those of other pages by their files. */
export function courseCodeBlocks(course: Course, drafts: boolean): ReadonlyMap<string, readonly CodeBlock[]> {
  return blocksIn(course, drafts, moduleCodeBlocks, codeBlocks);
}

/** The diagrams of each module and page, which must be drawn before it is rendered. */
export function courseDiagrams(course: Course, drafts: boolean): ReadonlyMap<string, readonly CodeBlock[]> {
  return blocksIn(course, drafts, moduleDiagrams, diagramBlocks);
}

/** Blocks of each module by its slug, with the language of a translation before it, and of other pages by their files. */
function blocksIn(
  course: Course,
  drafts: boolean,
  ofModule: (module: Module) => readonly CodeBlock[],
  ofBody: (body: OwnPage['source']) => readonly CodeBlock[],
): ReadonlyMap<string, readonly CodeBlock[]> {
  return new Map([
    ...shownModules(course, drafts).map((module) => [module.slug, ofModule(module)] as const),
    ...course.translations.flatMap((translation) =>
      shownModules(translation, drafts)
        .filter(({ isTranslated }) => isTranslated)
        .map((module) => [`${translation.language}/${module.slug}`, ofModule(module)] as const),
    ),
    ...inAllLanguages(course)
      .flatMap(({ pages }) => pages)
      .map(({ file, source }) => [file, ofBody(source)] as const),
  ]);
}

/** A course, and its translations. */
export const inAllLanguages = (course: Course): readonly Course[] => [course, ...course.translations];

export function moduleDiagrams({ lesson }: Module): readonly CodeBlock[] {
  return bodiesOf(lesson).flatMap(diagramBlocks);
}

/** The code blocks of one module, in its lesson and its quiz. */
export function moduleCodeBlocks({ lesson, quiz }: Module): readonly CodeBlock[] {
  const inTexts = (texts: readonly string[]): readonly CodeBlock[] =>
    quiz === undefined
      ? []
      : texts
          .filter(mayHoldCode)
          .flatMap((text) => quiz.texts.of(text).blocks.map(({ lang, code }) => ({ lang, code })));
  return [
    ...bodiesOf(lesson).flatMap(codeBlocks),
    ...(quiz?.questions ?? []).flatMap(({ data }) => [
      ...inTexts(markdownOf(data)),
      ...('program' in data ? [programBlock(data)] : []),
    ]),
    ...inTexts(Object.values(quiz?.data.contexts ?? {})),
    ...inTexts((quiz?.data.results ?? []).flatMap(({ message = [] }) => message)),
  ];
}

/** A cheap test before parsing: very few texts contain a code block. */
const mayHoldCode = (text: string): boolean => /```|~~~| {4}|\t/.test(text);

/** The lab variants that the course needs; none if no lesson has a lab. */
export function labVariants(course: Course, drafts: boolean): ReadonlySet<LabVariant> {
  return new Set(
    inAllLanguages(course)
      .flatMap((each) => [
        ...shownModules(each, drafts).flatMap(({ lesson }) => bodiesOf(lesson)),
        ...each.pages.map(({ source }) => source),
      ])
      .flatMap((body) => labVariantsOf(exchangesOf(body))),
  );
}

/** Files that the pages of a course use; those that its style sheet or `course.yaml` names, or that are copied, as linked. */
export function courseFiles(course: Course, drafts: boolean): UsedFiles {
  const users = inAllLanguages(course).flatMap((each) => [...shownModules(each, drafts), ...each.pages]);
  const frame = [...inAllLanguages(course).flatMap(({ files }) => files), ...course.publicFiles];
  const distinct = (files: readonly string[]): readonly string[] => [...new Set(files)].toSorted();
  return {
    files: distinct([...users.flatMap(({ files }) => files), ...frame]),
    shown: distinct(users.flatMap(({ shown }) => shown)),
    linked: distinct([...users.flatMap(({ linked }) => linked), ...frame]),
  };
}

function shownModules(course: Course, drafts: boolean): readonly Module[] {
  return drafts ? course.modules : course.modules.filter(({ draft }) => !draft);
}

function moduleCard(module: Module, base: string): ModuleCard {
  const { slug, category, draft, lesson, quiz } = module;
  return {
    slug,
    categoryTitle: category.title,
    href: moduleAddress(base, slug),
    title: lesson.data.title,
    summary: lesson.data.summary,
    // At 220 words per minute.
    minutes: Math.max(1, Math.round(bodiesOf(lesson).reduce((sum, { words }) => sum + words, 0) / 220)),
    questions: quiz === undefined ? 0 : countedQuestions(module, quiz),
    draft,
  };
}

function neighbour(module: Module | undefined, cards: ReadonlyMap<string, ModuleCard>): ModuleCard | undefined {
  return module === undefined ? undefined : cards.get(module.slug);
}

/** The render context of a file, which resolves its URLs on the site. */
function context(
  file: string,
  { resolve, modules, pages }: Course,
  { base, drafts, highlight, diagram, asset, words, used, within }: PageOptions,
): RenderContext {
  const isShown = (slug: string): boolean => drafts || modules.some((module) => module.slug === slug && !module.draft);
  const { root = base, original } = within ?? {};
  // What is not translated is where the original has it.
  const baseOf = (
    targets: readonly { readonly slug: string; readonly isTranslated: boolean }[],
    named: string,
  ): string =>
    original === undefined || targets.some(({ slug, isTranslated }) => slug === named && isTranslated) ? base : root;
  return {
    highlight,
    ...(diagram === undefined ? {} : { diagram }),
    uses: (need) => used.add(need),
    isRightToLeft: words.direction === 'rtl',
    link(url) {
      const target = resolve(url, file);
      switch (target.kind) {
        case 'here':
          return target.hash;
        case 'page':
          return isShown(target.module)
            ? moduleAddress(baseOf(modules, target.module), target.module) + target.hash
            : undefined;
        case 'own-page':
          return ownPageAddress(baseOf(pages, target.page), target.page) + target.hash;
        case 'file': {
          const href = asset(target.file)?.href;
          return href === undefined ? undefined : href + target.hash;
        }
        case 'elsewhere':
        case 'nowhere':
          return url;
      }
    },
    picture(url) {
      const light = pictureAt(url);
      const besides = darkAddress(url);
      const dark = light === undefined || besides === undefined ? undefined : pictureAt(besides);
      return light === undefined || dark === undefined ? light : { ...light, dark };
    },
  };

  function pictureAt(url: string): Picture | undefined {
    const target = resolve(url, file);
    const picture = target.kind === 'file' ? asset(target.file) : undefined;
    if (picture === undefined || target.kind !== 'file') return undefined;
    return { ...picture, href: (picture.sources?.at(-1)?.href ?? picture.href) + target.hash };
  }
}

function lessonBody(module: Module, quiz: QuizView | undefined, course: Course, page: PageOptions): LessonHtml {
  return renderLesson(module.lesson.source, lessonWorld(module, module.lesson.file, quiz, course, page));
}

/**
 * A part is always compiled, because lessons import it. `isNumbered`: only one module includes it, so its section
 * numbers are unambiguous.
 */
function partBody(
  { file, source }: Part,
  module: Module,
  quiz: QuizView | undefined,
  course: Course,
  page: PageOptions,
  isNumbered: boolean,
): MdxBody {
  const around = lessonWorld(module, file, quiz, course, page);
  const { html, mdx } = renderLesson(source, isNumbered ? around : { ...around, outline: [] });
  return mdx ?? { code: { code: '', parts: [{ type: 'html', number: 0 }] }, html: [html] };
}

function lessonWorld(
  module: Module,
  file: string,
  quiz: QuizView | undefined,
  course: Course,
  page: PageOptions,
): LessonContext {
  const questions = new Map(quiz?.questions.map((question) => [question.data.id, question]));
  return {
    ...context(file, course, page),
    words: page.words,
    labFrame: (variant) => page.labFrame(variant),
    outline:
      module.lesson.parts.length === 0
        ? undefined
        : module.lesson.outline.filter(({ depth }) => depth === 2).map(({ id }) => id),
    sectionsAfter: quiz === undefined ? 0 : 1,
    renamed: module.lesson.data.sections,
    // With parts, nobody knows here which of them a learner reads first.
    terms: module.lesson.parts.length === 0 ? page.terms : [],
    proof: (id) => page.proof(module, id),
    question: (id) => {
      const question = questions.get(id);
      return question === undefined ? undefined : questionHtml(question, 'lesson');
    },
  };
}

/** How many questions count: those that an attempt at the quiz asks, or those in the lesson if there are no others. */
function countedQuestions(module: Module, { data, questions }: Quiz): number {
  const inQuiz = questions.filter(({ data: { id } }) => !isInLesson(module.lesson, id));
  const objectives = inQuiz.map(({ data: { objective } }) => objective);
  return inQuiz.length === 0 ? questions.length : countDrawn(data.pick, objectives);
}

function quizView(module: Module, { file, data, questions, texts }: Quiz, course: Course, page: PageOptions): QuizView {
  const around = context(file, course, page);
  const exam = examOf(data.exam, course.data.exam);
  const text = (markdown: string): string => renderQuizText(texts.of(markdown), around);
  return {
    words: page.words,
    title: data.title ?? page.words.say(exam === undefined ? 'quiz-title' : 'exam-title'),
    passMark: data.passMark,
    shuffle: data.shuffle,
    pick: data.pick,
    asksConfidence: course.data.confidence !== false && exam === undefined,
    exam:
      exam === undefined
        ? undefined
        : {
            ...exam,
            objectives: module.lesson.data.objectives,
            course: course.data.title,
            module: module.lesson.data.title,
          },
    questions: questions.map((question) => questionView(module, question, data.contexts, text, page)),
    results: (data.results ?? []).map(({ message, ...result }) => ({
      ...result,
      html: message === undefined ? undefined : text(message),
    })),
    reports: course.data.reports,
  };
}

function questionView(
  module: Module,
  { data, address, original, isTranslated }: LocatedQuestion,
  contexts: Readonly<Record<string, string>>,
  text: (markdown: string) => string,
  { base, highlight, words, within }: PageOptions,
): QuestionView {
  // With its buttons it is in the language of the original.
  const language = isTranslated === false ? within?.original?.language : undefined;
  const html = once(() => {
    const rendered = new Map(markdownOf(data).map((markdown) => [markdown, text(markdown)]));
    if ('program' in data) rendered.set(data.program, codeFigure(programBlock(data), { wrap: true }, { highlight }));
    return rendered;
  });
  const heading = module.lesson.outline.find(({ id }) => id === data.section);
  const context = data.context === undefined ? undefined : contexts[data.context];
  const contextHtml = once(() => (context === undefined ? undefined : text(context)));
  return {
    address,
    data,
    original,
    language,
    words: language === undefined ? words : (within?.original?.words ?? words),
    inLesson: isInLesson(module.lesson, data.id),
    taught: { href: `${moduleAddress(base, module.slug)}#${data.section}`, title: heading?.text ?? data.section },
    get contextHtml() {
      return contextHtml();
    },
    get html() {
      return html();
    },
  };
}

function programBlock(question: Pick<PredictOutput, 'program' | 'language'>): CodeBlock {
  const { code, language } = programOf(question);
  return { lang: language, code: code.replace(/\n$/, '') };
}
