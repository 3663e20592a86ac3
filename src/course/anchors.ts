import { pageIds, type LessonSource } from '../source/lesson.ts';
import { isOwnElement } from './addresses.ts';
import { exerciseIds } from './exercises.ts';
import { bodyCode } from './component-code.ts';

/** The link targets on a lesson's page. */
export interface Anchors {
  readonly ids: ReadonlySet<string>;
  /** Ids that its sections had before, each with the one it has now. */
  readonly renamed?: ReadonlyMap<string, string>;
  /** The page contains components, so there may be further ids. */
  readonly isOpen: boolean;
}

const known = new WeakMap<LessonSource, Anchors>();

/** The ids of a lesson's headings, exercises and elements, and of its page. */
export function anchorsOf(source: LessonSource): Anchors {
  let anchors = known.get(source);
  if (anchors === undefined) known.set(source, (anchors = read(source)));
  return anchors;
}

function read(source: LessonSource): Anchors {
  const { headings, elements } = source;
  // The contents of parts are known.
  const parts = new Set(
    source.needsMdx
      ? bodyCode(source).imports.flatMap(({ specifier, names }) =>
          /\.mdx?$/.test(specifier ?? '') ? names.map(({ local }) => local) : [],
        )
      : [],
  );
  const named = elements.flatMap(({ name, attributes }) =>
    // Link targets are an `id`, or the `name` of an `<a>` (HTML standard, 7.4.6.4).
    attributes.flatMap(({ name: attribute, value }) =>
      value && (attribute === 'id' || (attribute === 'name' && name === 'a')) ? [value] : [],
    ),
  );
  return {
    ids: new Set([...headings.map(({ id }) => id), ...named, ...exerciseIds(source).map(({ id }) => id), ...pageIds]),
    isOpen: elements.some(
      (element) =>
        !['Question', 'Fragment'].includes(element.name) && !isOwnElement(element) && !parts.has(element.name),
    ),
  };
}
