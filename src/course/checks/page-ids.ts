import { closest } from '../../diagnostics/closest.ts';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import type { YamlSource } from '../../source/yaml.ts';
import { footnoteId, footnoteReferenceId, pageIds, type LessonSource } from '../../source/lesson.ts';
import { isOwnElement } from '../addresses.ts';
import { anchorsOf } from '../anchors.ts';
import { bodiesOf, ownBodiesOf } from '../bodies.ts';
import { exerciseIds } from '../exercises.ts';
import { facts, naming } from '../facts.ts';
import type { LessonFile, ModuleFile, QuizFile } from '../read-files.ts';
import { orOneOf, problem } from '../problem.ts';
import { asList, asMapping, valueAt } from '../value.ts';

/** What a page is made of, as far as it has ids. */
interface IdentifiedPage {
  readonly lesson: Pick<LessonFile, 'source'> | undefined;
  readonly quiz: Pick<QuizFile, 'source'> | undefined;
  readonly parts: ModuleFile['parts'];
}

/** What has an id on a module's page already, and where that is written, if an author wrote it. */
interface Taken {
  readonly by: string;
  readonly at: Span | undefined;
}

/** A question's; its position is only computed where a report needs it, because that reads the quiz again. */
class TakenByQuestion implements Taken {
  readonly by: string;
  readonly #quiz: YamlSource | undefined;
  readonly #index: number;

  constructor(id: string, quiz: YamlSource | undefined, index: number) {
    this.by = `the question \`${id}\``;
    this.#quiz = quiz;
    this.#index = index;
  }

  get at(): Span | undefined {
    return this.#quiz?.spanOf(['questions', this.#index, 'id']);
  }
}

/**
 * An id names one place of the page: reports headings and elements whose id another one, a question or the page itself
 * has, ids that name nothing, and attributes that refer to an id that is not there.
 */
export function checkPageIds({ lesson, quiz, parts }: IdentifiedPage): Diagnostic[] {
  const source = lesson?.source;
  if (source === undefined) return [];
  const taken = new Map<string, Taken>(pageIds.map((id) => [id, { by: 'the page itself', at: undefined }]));
  for (const [index, question] of asList(valueAt(quiz?.source?.value, ['questions'])).entries()) {
    const id = asMapping(question)?.['id'];
    if (typeof id === 'string') taken.set(`q-${id}`, new TakenByQuestion(id, quiz?.source, index));
  }
  const bodies = bodiesOf({ source, parts });
  for (const [id, by] of bodies.flatMap(footnoteIds)) taken.set(id, { by, at: undefined });
  const own = new Set(ownBodiesOf({ source, parts }));
  // What a part has wrong by itself is said where it is shown first.
  const ids = bodies.flatMap((body) =>
    [...headingIds(body, taken), ...directiveIds(body, taken), ...elementIds(body, taken)].filter(
      ({ file, related }) => own.has(body) || related?.some((place) => place.file !== file) === true,
    ),
  );
  // A component, or a part that cannot be read, may have an id that nobody can know of.
  return parts.some((part) => part.source === undefined) || bodies.some((body) => anchorsOf(body).isOpen)
    ? ids
    : [...ids, ...bodies.filter((body) => own.has(body)).flatMap((body) => references(body, taken))];
}

/** The ids that the footnotes of a body and the references to them get. */
function footnoteIds({ footnotes }: LessonSource): readonly (readonly [id: string, by: string])[] {
  const cited = new Map<string, number>();
  for (const key of footnotes) cited.set(key, (cited.get(key) ?? 0) + 1);
  return [...cited].flatMap(([key, count]) => [
    [footnoteId(key), `the footnote \`${key}\``] as const,
    ...Array.from(
      { length: count },
      (_, index) => [footnoteReferenceId(key, index), `a reference to the footnote \`${key}\``] as const,
    ),
  ]);
}

function headingIds({ headings }: LessonSource, taken: Map<string, Taken>): Diagnostic[] {
  return headings.flatMap((heading) => {
    const other = taken.get(heading.id);
    if (other === undefined) {
      taken.set(heading.id, { by: `the heading “${heading.text}”`, at: heading });
      return [];
    }
    // Headings among themselves are compared where headings are checked.
    if (other.by.startsWith('the heading') && other.at?.file === heading.file) return [];
    return [
      problem('heading-id-duplicate', heading, {
        message: `unexpected id \`${heading.id}\`, ${other.by} has it`,
        why: 'links would lead to the first of the two',
        fix: heading.explicitId
          ? 'give the heading another id'
          : 'give the heading an id of its own: `{#…}` at the end of the line',
        ...(other.at === undefined ? {} : { related: [{ ...other.at, message: 'the other one' }] }),
      }),
    ];
  });
}

function directiveIds(source: LessonSource, taken: Map<string, Taken>): Diagnostic[] {
  return exerciseIds(source).flatMap(({ id, use }): Diagnostic[] => {
    const at = use.attributeSpans.find(({ name }) => name === 'id')?.valueSpan ?? use.nameSpan;
    const other = taken.get(id);
    if (other === undefined) {
      taken.set(id, { by: 'an exercise', at });
      return [];
    }
    return [
      problem('html-id-duplicate', at, {
        message: `unexpected second \`${id}\`, ${other.by} has it`,
        why: 'links would lead to the first of the two',
        fix: 'give the exercise another id',
        ...(other.at === undefined ? {} : { related: [{ ...other.at, message: 'first used here' }] }),
      }),
    ];
  });
}

function elementIds({ elements, file }: LessonSource, taken: Map<string, Taken>): Diagnostic[] {
  return elements.filter(isOwnElement).flatMap(({ attributes }) =>
    attributes.flatMap(({ name, value, nameSpan, valueSpan }): Diagnostic[] => {
      if (name !== 'id' || value === undefined) return [];
      if (value === '' || /\s/.test(value)) {
        return [
          problem('html-id-invalid', value === '' ? nameSpan : valueSpan, {
            message: value === '' ? 'this id is empty' : `unexpected space in the id \`${value}\``,
            why: 'nothing could refer to it',
            fix: 'write a name of letters, digits and hyphens, or remove the attribute',
            unsettles: [facts.sections(file)],
            assumes: [facts.markup(file, valueSpan.start.line)],
          }),
        ];
      }
      const other = taken.get(value);
      if (other === undefined) {
        taken.set(value, { by: 'another element', at: valueSpan });
        return [];
      }
      return [
        problem('html-id-duplicate', valueSpan, {
          message: `unexpected second \`${value}\`, ${other.by} has it`,
          why: 'links lead to the first of the two, and what is named by it is named wrongly',
          fix: 'give it another id',
          ...(other.at === undefined ? {} : { related: [{ ...other.at, message: 'first used here' }] }),
        }),
      ];
    }),
  );
}

/** Attributes whose value is one id, or several with spaces between them (HTML, WAI-ARIA 1.2). */
const referring: ReadonlySet<string> = new Set([
  'for',
  'headers',
  'list',
  'popovertarget',
  'commandfor',
  'aria-activedescendant',
  'aria-controls',
  'aria-describedby',
  'aria-details',
  'aria-errormessage',
  'aria-flowto',
  'aria-labelledby',
  'aria-owns',
]);

/** Attributes that an address within the page may stand in, and that no check of links looks at. */
const addressing: ReadonlySet<string> = new Set(['href', 'xlink:href', 'usemap']);

/** The ids that an attribute refers to. */
function referredTo(element: string, name: string, value: string): readonly string[] {
  if (referring.has(name)) return value.split(/\s+/).filter((id) => id !== '');
  if (addressing.has(name) && element !== 'a' && element !== 'area')
    return value.startsWith('#') ? [value.slice(1)] : [];
  // Of the parts of a drawing: `fill="url(#gradient)"`.
  return [...value.matchAll(/\burl\(\s*['"]?#([^'")\s]+)/g)].map(([, id = '']) => id);
}

function references(source: LessonSource, taken: ReadonlyMap<string, Taken>): Diagnostic[] {
  const elements = source.elements.filter(isOwnElement);
  // What a `usemap` refers to is the name of a `<map>` (HTML standard, 4.8.14).
  const maps = elements.flatMap(({ name, attributes }) =>
    name === 'map' ? attributes.flatMap((attribute) => (attribute.name === 'name' ? (attribute.value ?? []) : [])) : [],
  );
  return elements.flatMap(({ name: element, attributes }) =>
    attributes.flatMap(({ name: written, value, valueSpan }): Diagnostic[] => {
      if (value === undefined) return [];
      const name = written.toLowerCase();
      const unknown = referredTo(element, name, value).find(
        (id) => !(name === 'usemap' ? maps.includes(id) : taken.has(id)),
      );
      if (unknown === undefined) return [];
      const known = name === 'usemap' ? maps : [...taken].flatMap(([id, { at }]) => (at === undefined ? [] : [id]));
      const meant = closest(unknown, known);
      return [
        problem('html-reference-unknown', valueSpan, {
          message:
            name === 'usemap'
              ? `no \`<map>\` has the name \`${unknown}\`${orOneOf(meant, known)}`
              : `no element has the id \`${unknown}\`${orOneOf(meant, known)}`,
          why: `\`${written}\` would refer to nothing`,
          fix:
            meant !== undefined
              ? `write \`${meant}\``
              : `give the ${name === 'usemap' ? `\`<map>\` that is meant \`name="${unknown}"\`` : `element that is meant \`id="${unknown}"\``}, or remove the attribute`,
          ...naming(unknown, facts.sections(source.file), facts.markup(source.file, valueSpan.start.line)),
        }),
      ];
    }),
  );
}
