import { closest } from '../diagnostics/closest.ts';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import type { YamlSource } from '../source/yaml.ts';
import type { LessonFile, ModuleFile, QuizFile } from './module-file.ts';
import { orOneOf, problem } from './problem.ts';
import { asList, asMapping, valueAt } from './value.ts';

/**
 * Checks every name one part of a module uses for another: objectives, sections, contexts, ids that must be unique.
 * Works on what was written, so that a question with a mistake elsewhere is still checked.
 */
export function checkReferences(module: ModuleFile): readonly Diagnostic[] {
  const { folder, lesson, quiz } = module;
  const key = quiz ?? lesson;
  const known = key && checked.get(key);
  if (known !== undefined && known.lesson === lesson && known.quizMisnamed === folder.quizMisnamed) return known.found;
  const found = namesIn(module);
  if (key !== undefined) checked.set(key, { lesson, quizMisnamed: folder.quizMisnamed, found });
  return found;
}

/** Files that have not changed are the very same, and so is what was found in them. */
const checked = new WeakMap<LessonFile | QuizFile, { readonly lesson: LessonFile | undefined; readonly quizMisnamed: boolean; readonly found: readonly Diagnostic[] }>();

function namesIn({ folder, lesson, quiz }: ModuleFile): readonly Diagnostic[] {
  return [...uniqueIn(lesson?.frontMatter, [['objectives']]), ...(quiz === undefined ? [] : checkQuiz(quiz, lesson)), ...(folder.quizMisnamed ? [] : checkAsked(lesson, quiz))];
}

/** Checks the questions a lesson asks in its middle (`::question{id="…"}`). */
function checkAsked(lesson: LessonFile | undefined, quiz: QuizFile | undefined): Diagnostic[] {
  const asked = (lesson?.source?.directives ?? []).filter(({ name }) => name === 'question');
  if (asked.length === 0) return [];
  const source = quiz?.source;
  // A quiz without questions is reported itself.
  if (quiz !== undefined && !Array.isArray(valueAt(source?.value, ['questions']))) return [];
  const ids = source === undefined ? [] : asList(valueAt(source.value, ['questions'])).map((_, index) => textAt(source, ['questions', index, 'id']));
  const known = ids.filter((id) => id !== undefined);
  if (known.length < ids.length) return [];
  return asked.flatMap(({ attributeSpans }) => {
    const id = attributeSpans.find(({ name }) => name === 'id');
    // What is no id at all is reported with the directive.
    if (id?.value === undefined || known.includes(id.value) || !isId.test(id.value)) return [];
    const meant = closest(id.value, known);
    return [
      problem('question-unknown', id.valueSpan, {
        message: `the quiz has no question \`${id.value}\`${orOneOf(meant, known)}`,
        why: 'there would be nothing to ask here',
        fix: meant === undefined ? 'add the question to `quiz.yaml`, or remove the directive' : `write \`${meant}\``,
      }),
    ];
  });
}

const isId = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

function checkQuiz({ source }: QuizFile, lesson: LessonFile | undefined): Diagnostic[] {
  if (source === undefined) return [];
  const diagnostics: Diagnostic[] = [];
  const questions = asList(valueAt(source.value, ['questions']));
  const objectives = objectiveIds(lesson);
  const sections = lesson?.source?.headings.map(({ id }) => id);
  const contexts = Object.keys(asMapping(valueAt(source.value, ['contexts'])) ?? {});
  for (const index of questions.keys()) {
    const at = ['questions', index];
    const check = (key: string, known: readonly string[] | undefined, unknown: (name: string, meant: string | undefined) => Omit<Diagnostic, keyof Span | 'severity'>): void => {
      const name = textAt(source, [...at, key]);
      if (name === undefined || name.trim() === '' || known === undefined || known.includes(name)) return;
      diagnostics.push({ ...source.spanOf([...at, key]), severity: 'error', ...unknown(name, closest(name, known)) });
    };
    check('objective', objectives, (name, meant) => ({
      code: 'objective-unknown',
      message: `objective \`${name}\` is not one of this lesson’s${orOneOf(meant, objectives ?? [])}`,
      why: 'the question would count towards no objective',
      fix: `${meant === undefined ? 'name an objective of the lesson' : `write \`${meant}\``}, or add the objective to the lesson`,
    }));
    check('section', sections, (name, meant) => ({
      code: 'section-unknown',
      message: `the lesson has no section \`${name}\`${orOneOf(meant, sections ?? [])}`,
      why: 'a wrong answer could not lead the learner to where it is taught',
      fix: meant === undefined ? 'name a heading of the lesson: its `{#id}`, or its text in lower case with hyphens' : `write \`${meant}\``,
    }));
    check('context', contexts, (name, meant) => ({
      code: 'context-unknown',
      message: `the quiz has no context \`${name}\`${orOneOf(meant, contexts)}`,
      why: 'the question would lose the text it speaks of',
      fix: `${meant === undefined ? 'name one of `contexts`' : `write \`${meant}\``}, or add it to \`contexts\``,
    }));
  }
  const lists = [['questions'], ...questions.flatMap((_, index) => ['options', 'items'].map((key) => ['questions', index, key]))];
  return [...diagnostics, ...uniqueIn(source, lists)];
}

/** The lesson's objectives by id; undefined where one of them cannot be known, for then every reference might be right. */
function objectiveIds(lesson: LessonFile | undefined): readonly string[] | undefined {
  const source = lesson?.frontMatter;
  const objectives = valueAt(source?.value, ['objectives']);
  if (source === undefined || !Array.isArray(objectives)) return undefined;
  const ids = objectives.map((_, index) => textAt(source, ['objectives', index, 'id']));
  return ids.every((id) => id !== undefined) ? ids : undefined;
}

/** Reports every id that stands twice in one list. */
function uniqueIn(source: YamlSource | undefined, lists: readonly (readonly (string | number)[])[]): Diagnostic[] {
  if (source === undefined) return [];
  return lists.flatMap((list) => {
    const first = new Map<string, readonly (string | number)[]>();
    return asList(valueAt(source.value, list)).flatMap((item, index): Diagnostic[] => {
      const written = asMapping(item)?.['id'];
      if (written === undefined) return [];
      const path = [...list, index, 'id'];
      const id = typeof written === 'string' ? written : source.writtenAt(path);
      if (id === undefined) return [];
      const before = first.get(id);
      if (before === undefined) {
        first.set(id, path);
        return [];
      }
      return [
        {
          ...source.spanOf(path),
          code: 'id-duplicate',
          severity: 'error',
          message: `unexpected second \`${id}\` in \`${String(list.at(-1))}\`, each id stands once`,
          why: 'answers and progress are stored under the id, so the two would be mixed up',
          fix: 'give one of them another id',
          related: [{ ...source.spanOf(before), message: 'first used here' }],
        },
      ];
    });
  });
}

function textAt(source: YamlSource, path: readonly (string | number)[]): string | undefined {
  const value = valueAt(source.value, path);
  return typeof value === 'string' ? value : value === undefined ? undefined : source.writtenAt(path);
}
