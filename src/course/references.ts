import { slug } from 'github-slugger';
import type { z } from 'zod';
import { lesson as lessonSchema } from '../../schemas/lesson.ts';
import { quiz as quizSchema } from '../../schemas/quiz.ts';
import { closest } from '../diagnostics/closest.ts';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import type { DirectiveUse, Heading, LessonSource } from '../source/lesson.ts';
import type { YamlPath, YamlSource } from '../source/yaml.ts';
import { bodiesOf, ownBodiesOf } from './bodies.ts';
import { facts, naming, type Fact } from './facts.ts';
import type { LessonFile, ModuleFile, QuizFile } from './read-files.ts';
import { orOneOf, problem, replacing, type Words } from './problem.ts';
import { distinctLists, type DistinctLists } from './schema-shape.ts';
import { isId } from './slug.ts';
import { asList, asMapping, textAt, valueAt } from './value.ts';

/**
 * Checks references within a module: objectives, sections, contexts, and unique ids. Works on the raw data, so that a
 * question with other errors is still checked.
 */
export function checkReferences(module: ModuleFile): readonly Diagnostic[] {
  const { folder, lesson, quiz, parts } = module;
  // Not cached, because parts may belong to another module at the next load.
  if (parts.length > 0) return namesIn(module);
  const key = quiz ?? lesson;
  const known = key && checked.get(key);
  if (known !== undefined && known.lesson === lesson && known.quizMisnamed === folder.quizMisnamed) return known.found;
  const found = namesIn(module);
  if (key !== undefined) checked.set(key, { lesson, quizMisnamed: folder.quizMisnamed, found });
  return found;
}

/** Results by file object: unchanged files are the same objects. */
const checked = new WeakMap<
  LessonFile | QuizFile,
  { readonly lesson: LessonFile | undefined; readonly quizMisnamed: boolean; readonly found: readonly Diagnostic[] }
>();

function namesIn({ folder, lesson, quiz, parts, outline }: ModuleFile): readonly Diagnostic[] {
  const sections =
    lesson?.source === undefined || parts.some(({ source }) => source === undefined) ? undefined : outline;
  const shown = { source: lesson?.source, parts };
  const own = ownBodiesOf(shown);
  const ownFiles = new Set(own.map(({ file }) => file));
  return [
    ...(lesson?.frontMatter === undefined ? [] : checkDistinct(lessonSchema, lesson.frontMatter)),
    ...(quiz === undefined ? [] : checkQuiz(quiz, lesson, sections)),
    ...(lesson === undefined ? [] : checkRenamedSections(lesson, sections)),
    ...(folder.quizMisnamed ? [] : own.flatMap((body) => checkAsked(body, quiz, folder.slug))),
    // Problems within a part are reported with the first module that includes it.
    ...checkAskedOnce(bodiesOf(shown).flatMap(questionsAskedIn)).filter(
      ({ file, related }) => ownFiles.has(file) || related?.some((place) => place.file !== file) === true,
    ),
  ];
}

/** Old ids of sections must lead to one that is there, and be the id of nothing else. */
function checkRenamedSections(
  { file, frontMatter }: LessonFile,
  outline: readonly Heading[] | undefined,
): Diagnostic[] {
  const written = asMapping(valueAt(frontMatter?.value, ['sections']));
  if (frontMatter === undefined || written === undefined || outline === undefined) return [];
  const known = outline.map(({ id }) => id);
  const taken = new Set(known);
  return Object.entries(written).flatMap(([section, olds]) => [
    ...(known.includes(section) ? [] : [unknownSection(section, known, frontMatter, file)]),
    ...asList(olds).flatMap((old, index): Diagnostic[] => {
      if (typeof old !== 'string' || taken.size !== taken.add(old).size) return [];
      return [
        problem('alias-taken', frontMatter.spanOf(['sections', section, index]), {
          message: `\`${old}\` is ${known.includes(old) ? 'the id of a section' : 'an old id of another section'} already`,
          why: 'links to it would lead to the wrong place',
          fix: 'remove the alias',
        }),
      ];
    }),
  ]);
}

function unknownSection(section: string, known: readonly string[], source: YamlSource, file: string): Diagnostic {
  const meant = closest(section, known);
  return problem('section-unknown', source.keySpanOf(['sections', section]), {
    message: `the lesson has no section \`${section}\`${orOneOf(meant, known)}`,
    why: 'links to its old ids would lead nowhere',
    fix: meant === undefined ? 'name a heading of the lesson' : `write \`${meant}\``,
    ...naming(section, facts.sections(file)),
  });
}

/** Checks the questions embedded in a lesson or part (`::question{id="…"}`). */
function checkAsked(body: LessonSource, quiz: QuizFile | undefined, slug: string): Diagnostic[] {
  const asked = questionsAskedIn(body);
  if (asked.length === 0) return [];
  const source = quiz?.source;
  // A quiz without questions is reported separately.
  if (quiz !== undefined && !Array.isArray(valueAt(source?.value, ['questions']))) return [];
  const known = source === undefined ? [] : idsIn(source, 'questions');
  const file = facts.path(`modules/${slug}/quiz.yaml`);
  return asked.flatMap(({ attributeSpans }) => {
    const id = attributeSpans.find(({ name }) => name === 'id');
    // Invalid ids are reported separately.
    if (id?.value === undefined || !isId(id.value) || known.includes(id.value)) return [];
    const meant = closest(id.value, known);
    return [
      problem('question-unknown', id.valueSpan, {
        message: `the quiz has no question \`${id.value}\`${orOneOf(meant, known)}`,
        why: 'there would be nothing to ask here',
        fix: meant === undefined ? 'add the question to `quiz.yaml`, or remove the directive' : `write \`${meant}\``,
        ...(quiz === undefined
          ? { unsettles: [file], assumes: [file] }
          : naming(id.value, facts.names(quiz.file, ['questions']))),
      }),
    ];
  });
}

function questionsAskedIn({ directives }: LessonSource): readonly DirectiveUse[] {
  return directives.filter(({ name }) => name === 'question');
}

/** A question can be embedded only once per page, because its id and its answer must be unique. */
function checkAskedOnce(asked: readonly DirectiveUse[]): Diagnostic[] {
  const first = new Map<string, Span>();
  return asked.flatMap(({ attributeSpans }) => {
    const id = attributeSpans.find(({ name }) => name === 'id');
    if (id?.value === undefined || id.value === '') return [];
    const before = first.get(id.value);
    if (before === undefined) {
      first.set(id.value, id.valueSpan);
      return [];
    }
    return [
      problem('question-repeated', id.valueSpan, {
        message: `unexpected second place of the question \`${id.value}\`, a page has it once`,
        why: 'the two would share one answer and one address, and only the first could be reached',
        fix: 'remove one of the two, or ask another question here',
        related: [{ ...before, message: 'first asked here' }],
      }),
    ];
  });
}

/** The problem with a reference, and the facts that it depends on. */
interface Reference extends Words {
  readonly code: 'context-unknown' | 'objective-unknown' | 'section-unknown';
  readonly names: Fact;
}

function checkQuiz(
  { source }: QuizFile,
  lesson: LessonFile | undefined,
  outline: readonly Heading[] | undefined,
): Diagnostic[] {
  if (source === undefined) return [];
  const diagnostics: Diagnostic[] = [];
  const questions = asList(valueAt(source.value, ['questions']));
  const file = lesson?.file ?? '';
  const objectives =
    lesson?.frontMatter === undefined || !Array.isArray(valueAt(lesson.frontMatter.value, ['objectives']))
      ? undefined
      : idsIn(lesson.frontMatter, 'objectives');
  const sections = outline?.map(({ id }) => id);
  const contexts = Object.keys(asMapping(valueAt(source.value, ['contexts'])) ?? {}).filter(isId);
  for (const index of questions.keys()) {
    const at = ['questions', index];
    const check = (
      key: string,
      known: readonly string[] | undefined,
      unknown: (name: string, meant: string | undefined, span: Span) => Reference,
    ): void => {
      const name = textAt(source, [...at, key])?.normalize('NFC');
      if (name === undefined || name.trim() === '' || known === undefined || known.includes(name)) return;
      // Invalid ids are reported separately; section ids are free-form.
      if (key !== 'section' && !isId(name)) return;
      const span = source.spanOf([...at, key]);
      const { code, names, ...words } = unknown(name, closest(name, known), span);
      diagnostics.push(problem(code, span, { ...words, ...naming(name, names) }));
    };
    check('objective', objectives, (name, meant) => ({
      code: 'objective-unknown',
      message: `objective \`${name}\` is not one of this lesson’s${orOneOf(meant, objectives ?? [])}`,
      why: 'the question would count towards no objective',
      fix: `${meant === undefined ? 'name an objective of the lesson' : `write \`${meant}\``}, or add the objective to the lesson`,
      names: facts.names(file, ['objectives']),
    }));
    check('section', sections, (name, near, span) => {
      const titled = sectionTitled(name, outline ?? []);
      const meant = titled ?? near;
      return {
        code: 'section-unknown',
        message: `the lesson has no section \`${name}\`${orOneOf(meant, sections ?? [])}`,
        why: 'a wrong answer could not lead the learner to where it is taught',
        fix:
          meant === undefined
            ? 'name a heading of the lesson: its `{#id}`, or its text in lower case with hyphens'
            : `write \`${meant}\``,
        edit: titled === undefined || !plainWord.test(titled) ? undefined : replacing(span, titled),
        names: facts.sections(file),
      };
    });
    check('context', contexts, (name, meant) => ({
      code: 'context-unknown',
      message: `the quiz has no context \`${name}\`${orOneOf(meant, contexts)}`,
      why: 'the question would lose the text it speaks of',
      fix: `${meant === undefined ? 'name one of `contexts`' : `write \`${meant}\``}, or add it to \`contexts\``,
      names: facts.names(source.file, ['contexts']),
    }));
  }
  return [...diagnostics, ...checkDistinct(quizSchema, source)];
}

/** Text that needs no quotes in YAML. */
const plainWord = /^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u;

/** The id of the only heading with this text, for references that use a title instead of an id. */
function sectionTitled(name: string, headings: readonly Heading[]): string | undefined {
  const wanted = slug(name.trim());
  const [found, another] = wanted === '' ? [] : headings.filter(({ text }) => slug(text.normalize('NFC')) === wanted);
  return another === undefined ? found?.id : undefined;
}

/** The valid ids in a list of a document. */
function idsIn(source: YamlSource, list: string): readonly string[] {
  return asList(valueAt(source.value, [list]))
    .flatMap((_, index) => textAt(source, [list, index, 'id']) ?? [])
    .filter(isId);
}

/** Reports duplicate entries of lists. The schema defines which lists must be unique, and by which key. */
export function checkDistinct(schema: z.ZodType, source: YamlSource): Diagnostic[] {
  return repeatedIn(distinctLists(schema), source.value, [], source);
}

function repeatedIn(lists: DistinctLists, value: unknown, path: YamlPath, source: YamlSource): Diagnostic[] {
  const mapping = asMapping(value);
  return [
    ...(lists.toldApartBy === undefined ? [] : repeatedAt(path, lists.toldApartBy, asList(value), source)),
    ...[...lists.keys].flatMap(([key, inner]) =>
      mapping === undefined || !Object.hasOwn(mapping, key)
        ? []
        : repeatedIn(inner, mapping[key], [...path, key], source),
    ),
    ...(lists.entries === undefined
      ? []
      : entriesOf(value).flatMap(([step, entry]) =>
          repeatedIn(lists.entries as DistinctLists, entry, [...path, step], source),
        )),
  ];
}

function entriesOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  return Array.isArray(value) ? [...value.entries()] : Object.entries(asMapping(value) ?? {});
}

function repeatedAt(
  list: YamlPath,
  keys: readonly string[],
  entries: readonly unknown[],
  source: YamlSource,
): Diagnostic[] {
  const first = new Map<string, YamlPath>();
  return entries.flatMap((entry, index): Diagnostic[] => {
    const mapping = asMapping(entry);
    const key = keys.find((name) => mapping !== undefined && Object.hasOwn(mapping, name));
    if (key === undefined && keys.length > 0) return [];
    const path = key === undefined ? [...list, index] : [...list, index, key];
    const name = textAt(source, path);
    if (name === undefined || name.trim() === '') return [];
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, path);
      return [];
    }
    const of = String(list.at(-1));
    return [
      problem('id-duplicate', source.spanOf(path), {
        message: `unexpected second \`${name}\` in \`${of}\`, each ${key === 'id' ? 'id stands' : 'entry stands'} once`,
        ...(consequences.get(of) ?? (key === undefined ? ofNames : ofAnswers)),
        related: [{ ...source.spanOf(before), message: 'first used here' }],
      }),
    ];
  });
}

const ofAnswers = {
  why: 'answers and progress are stored under it, so the two would be mixed up',
  fix: 'give one of them another id',
};
const ofNames = {
  why: 'the second says nothing that the first does not',
  fix: 'remove one of the two, or write the name that was meant',
};

/** Consequences of duplicate names in other lists. */
const consequences: ReadonlyMap<string, { readonly why: string; readonly fix: string }> = new Map([
  [
    'categories',
    { why: 'a category’s address is made from its id, so the two would share one', fix: 'give one of them another id' },
  ],
  [
    'objectives',
    {
      why: 'questions name the objective they test, so nobody could tell which of the two is meant',
      fix: 'give one of them another id',
    },
  ],
]);
