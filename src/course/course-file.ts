import type { z } from 'zod';
import { course as courseSchema, type CourseData } from '../../schemas/course.ts';
import { parseYaml, type YamlSource } from '../source/yaml.ts';
import type { CourseReader } from './reader.ts';
import { checkSchema } from './schema.ts';
import { asList, asMapping, valueAt } from './value.ts';

/** `course.yaml` as far as it can be trusted, and every slug it lists. */
export interface CourseFile {
  readonly source: YamlSource;
  readonly data: CourseData;
  readonly listed: readonly ListedModule[];
}

/** One entry of a category's `modules`. */
export interface ListedModule {
  readonly slug: string;
  /** Index of the category. */
  readonly category: number;
  readonly path: readonly (string | number)[];
}

/** Reads `course.yaml`; undefined where it is missing or no YAML. */
export function readCourseFile(reader: CourseReader): CourseFile | undefined {
  const start = { line: 1, column: 1 };
  if (reader.entry('course.yaml') === undefined) {
    reader.report({
      file: 'course.yaml',
      start,
      end: start,
      code: 'course-missing',
      severity: 'error',
      message: 'no `course.yaml` in the content folder',
      why: 'it gives the course its title and says which modules belong to it, in which order',
      fix: 'write one with `title`, `language` and `categories`',
    });
    return undefined;
  }
  const text = reader.text('course.yaml');
  if (text === undefined) return undefined;
  const { source, diagnostics } = parseYaml(text);
  reader.report(diagnostics);
  if (source === undefined) return undefined;
  const { data, diagnostics: problems } = checkSchema(courseSchema, source);
  reader.report(problems);
  return { source, data: data ?? salvage(source.value), listed: listedModules(source) };
}

function listedModules(source: YamlSource): ListedModule[] {
  return asList(valueAt(source.value, ['categories'])).flatMap((category, index) =>
    asList(asMapping(category)?.['modules']).flatMap((_, place) => {
      const path = ['categories', index, 'modules', place];
      const slug = valueAt(source.value, path);
      const written = typeof slug === 'string' ? slug : source.writtenAt(path);
      return written === undefined ? [] : [{ slug: written, category: index, path }];
    }),
  );
}

/** What is right in a `course.yaml` with mistakes, so that the rest of the course is still checked. The mistakes are reported. */
function salvage(value: unknown): CourseData {
  const mapping = asMapping(value) ?? {};
  const right = <T>(schema: z.ZodType<T>, key: keyof CourseData): T | undefined => schema.safeParse(mapping[key]).data;
  const { shape } = courseSchema;
  const categories = asList(mapping['categories']).map((category, index) => {
    const raw = asMapping(category) ?? {};
    const text = (key: string): string => (typeof raw[key] === 'string' ? raw[key] : `category-${index + 1}`);
    return { id: text('id'), title: text('title'), modules: asList(raw['modules']).filter((slug) => typeof slug === 'string') };
  });
  return {
    title: right(shape.title, 'title') ?? '',
    description: right(shape.description, 'description'),
    language: right(shape.language, 'language') ?? 'en',
    url: right(shape.url, 'url'),
    categories,
    vocabulary: right(shape.vocabulary, 'vocabulary') ?? [],
    rules: right(shape.rules, 'rules') ?? {},
    packages: right(shape.packages, 'packages') ?? [],
  };
}

