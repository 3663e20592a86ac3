import { course as courseSchema, type CourseData } from '../../schemas/course.ts';
import { parseYaml, type YamlSource } from '../source/yaml.ts';
import { checkAccents } from './checks/accents.ts';
import { checkTexts } from './checks/texts.ts';
import { facts } from './facts.ts';
import { problem, startOf } from './problem.ts';
import type { CourseReader } from './reader.ts';
import { checkDistinct } from './references.ts';
import { checkSchema, type ValidParts } from './schema.ts';
import { asList, asMapping, valueAt } from './value.ts';

/** The valid parts of `course.yaml`, and all slugs that it lists. */
export interface CourseFile {
  readonly source: YamlSource;
  readonly data: CourseData;
  /** Whether it is completely valid. */
  readonly whole: boolean;
  readonly listed: readonly ListedModule[];
}

/** One entry of a category's `modules`. */
export interface ListedModule {
  readonly slug: string;
  /** Index of the category. */
  readonly category: number;
  readonly path: readonly (string | number)[];
}

/** Reads `course.yaml`; undefined if it is missing or not YAML. */
export function readCourseFile(reader: CourseReader): CourseFile | undefined {
  if (reader.entry('course.yaml') === undefined) {
    reader.report(
      problem('course-missing', startOf('course.yaml'), {
        message: 'no `course.yaml` in the content folder',
        why: 'it gives the course its title and says which modules belong to it, in which order',
        fix: 'write one with `title`, `language` and `categories`',
        unsettles: [facts.path('course.yaml')],
        assumes: [facts.path('course.yaml')],
      }),
    );
    return undefined;
  }
  // A folder of that name is reported with the layout.
  const text = reader.entry('course.yaml')?.kind === 'folder' ? undefined : reader.text('course.yaml');
  if (text === undefined) return undefined;
  // Not cached across processes: a single file is fast to parse.
  return reader.recall(text, undefined, () => {
    const { source, diagnostics } = parseYaml(text);
    if (source === undefined) return { result: undefined, diagnostics };
    const {
      data,
      valid,
      diagnostics: problems,
    } = checkSchema(courseSchema, source, source.value, ['vocabulary', 'rules', 'words', 'packages']);
    return {
      result: {
        source,
        whole: data !== undefined,
        data: data ?? salvage(source.value, valid),
        listed: listedModules(source),
      },
      diagnostics: [
        ...diagnostics,
        ...problems,
        ...checkDistinct(courseSchema, source),
        ...checkTexts(courseSchema, source),
        ...checkAccents(source),
      ],
    };
  });
}

function listedModules(source: YamlSource): ListedModule[] {
  return asList(valueAt(source.value, ['categories'])).flatMap((category, index) =>
    placesOfModules(asMapping(category)?.['modules']).flatMap((place) => {
      const path = ['categories', index, 'modules', ...place];
      const slug = valueAt(source.value, path);
      const written = typeof slug === 'string' ? slug : source.writtenAt(path);
      return written === undefined ? [] : [{ slug: written, category: index, path }];
    }),
  );
}

/**
 * The paths of the entries of a list of modules; a single word instead of a list is reported, but still counts as a
 * module.
 */
function placesOfModules(modules: unknown): readonly (readonly number[])[] {
  return typeof modules === 'string' ? [[]] : [...asList(modules).keys()].map((place) => [place]);
}

/**
 * The valid parts of a `course.yaml` with errors (which are reported), so that the rest of the course is still checked.
 * An invalid language becomes undetermined (`und`, BCP 47), and a rule with an invalid level is off: the intention is
 * unknown, and guessing would only add noise.
 */
function salvage(value: unknown, { data, leftOut }: ValidParts<CourseData>): CourseData {
  const categories = asList(asMapping(value)?.['categories']).map((category, index) => {
    const raw = asMapping(category) ?? {};
    const text = (key: string): string => (typeof raw[key] === 'string' ? raw[key] : `category-${index + 1}`);
    return {
      id: text('id'),
      title: text('title'),
      modules: asList(raw['modules']).filter((slug) => typeof slug === 'string'),
    };
  });
  const written = asMapping(value) ?? {};
  const rules = Object.hasOwn(written, 'rules') ? data.rules : rulesElsewhere(written);
  const off = [...(leftOut.get('rules') ?? [])].flatMap((code) =>
    Object.hasOwn(asMapping(asMapping(value)?.['rules']) ?? {}, code) ? [[String(code), 'off'] as const] : [],
  );
  return {
    title: '',
    language: 'und',
    vocabulary: [],
    words: {},
    packages: [],
    ...data,
    rules: { ...rules, ...Object.fromEntries(off) },
    categories,
  };
}

/** The value of an unknown key that can only be a misspelt `rules`; the key itself is reported. */
function rulesElsewhere(course: Readonly<Record<string, unknown>>): CourseData['rules'] {
  const { rules, ...others } = courseSchema.shape;
  const unknown = Object.entries(course).filter(
    ([key, value]) => !Object.hasOwn(others, key) && Object.keys(asMapping(value) ?? {}).length > 0,
  );
  const meant = unknown.map(([, value]) => rules.safeParse(value).data).filter((found) => found !== undefined);
  return meant.length === 1 && meant[0] !== undefined ? meant[0] : {};
}
