import { pageIds, type LessonSource } from '../source/lesson.ts';
import { isOwnElement } from './addresses.ts';
import { bodyCode } from './component-code.ts';

/** The places of a lesson's page that a link can lead to. */
export interface Anchors {
  readonly ids: ReadonlySet<string>;
  /** Components of the course have a say in the page: there may be more ids than can be known. */
  readonly isOpen: boolean;
}

const known = new WeakMap<LessonSource, Anchors>();

/** The ids of a lesson's headings and elements, and those of its page. */
export function anchorsOf(source: LessonSource): Anchors {
  let anchors = known.get(source);
  if (anchors === undefined) known.set(source, (anchors = read(source)));
  return anchors;
}

function read(source: LessonSource): Anchors {
  const { headings, elements } = source;
  // What parts hold is known.
  const parts = new Set(
    source.needsMdx
      ? bodyCode(source).imports.flatMap(({ specifier, names }) =>
          /\.mdx?$/.test(specifier ?? '') ? names.map(({ local }) => local) : [],
        )
      : [],
  );
  const named = elements.flatMap(({ name, attributes }) =>
    // A link finds an `id` first, then the `name` of an `<a>` (HTML standard, 7.4.6.4).
    attributes.flatMap(({ name: attribute, value }) =>
      value && (attribute === 'id' || (attribute === 'name' && name === 'a')) ? [value] : [],
    ),
  );
  return {
    ids: new Set([...headings.map(({ id }) => id), ...named, ...pageIds]),
    isOpen: elements.some(
      (element) =>
        !['Question', 'Fragment'].includes(element.name) && !isOwnElement(element) && !parts.has(element.name),
    ),
  };
}
