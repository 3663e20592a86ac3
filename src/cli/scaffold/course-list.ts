import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { Refusal } from '../refusal.ts';

/** A category of `course.yaml`, as far as needed to choose one. */
export interface ListedCategory {
  readonly id: string;
  readonly title: string;
}

/** The categories of a `course.yaml`, in order; empty if there are none or they cannot be parsed. */
export function categoriesOf(text: string): readonly ListedCategory[] {
  return categoryMaps(text).flatMap(({ map }) => {
    const id = map.get('id');
    const title = map.get('title');
    return typeof id === 'string' ? [{ id, title: typeof title === 'string' ? title : id }] : [];
  });
}

/** Whether a category already lists the module. */
export function isListed(text: string, slug: string): boolean {
  return categoryMaps(text).some(({ map }) => {
    const modules = map.get('modules', true) as unknown;
    return isSeq(modules) && modules.items.some((item) => isScalar(item) && item.value === slug);
  });
}

/**
 * Adds a module at the end of a category of `course.yaml`. Nothing else changes: comments, quotes, blank lines and the
 * style of the list are preserved.
 *
 * @throws {Refusal} if the category's list has a form that cannot be extended safely.
 */
export function addModule(text: string, category: string, slug: string): string {
  const found = categoryMaps(text).find(({ map }) => map.get('id') === category);
  const modules = found?.map.get('modules', true) as unknown;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  if (isSeq(modules))
    return modules.flow === true ? intoFlow(text, modules, slug) : intoBlock(text, modules, slug, newline);
  throw new Refusal(
    `The category \`${category}\` in course.yaml has no list of modules to add to.`,
    `Add it by hand: modules: [${slug}]`,
  );
}

/** A category with its modules, as it is added to a course. */
export interface NewCategory {
  readonly id: string;
  readonly title: string;
  readonly modules: readonly string[];
}

/** A category as an entry of the list in `course.yaml`. */
export const categoryText = ({ id, title, modules }: NewCategory, indent = '  '): string =>
  `${indent}- id: ${id}\n${indent}  title: ${JSON.stringify(title)}\n${indent}  modules:\n${modules.map((slug) => `${indent}    - ${slug}\n`).join('')}`;

/**
 * Adds modules to the categories of `course.yaml`, new ones at its end. Nothing else changes.
 *
 * @throws {Refusal} if the list has a form that cannot be extended safely.
 */
export function withCategories(text: string, categories: readonly NewCategory[]): string {
  let next = text;
  for (const category of categories) {
    if (categoryMaps(next).some(({ map }) => map.get('id') === category.id))
      for (const slug of category.modules) next = addModule(next, category.id, slug);
    else next = addCategory(next, category);
  }
  return next;
}

function addCategory(text: string, category: NewCategory): string {
  const last = categoryMaps(text).at(-1)?.map;
  const { contents } = parseDocument(text);
  const list = isMap(contents) ? (contents.get('categories', true) as unknown) : undefined;
  if (last === undefined || !isSeq(list) || list.flow === true)
    throw new Refusal(
      'course.yaml has no list of categories that can be extended safely.',
      `Add one by hand, with a line for each category: categories:\n${categoryText(category)}`,
    );
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const [start, end] = last.range ?? [0, 0];
  const dash = text.lastIndexOf('-', start);
  const indent = text.slice(text.lastIndexOf('\n', dash) + 1, dash);
  const content = text.slice(0, end).trimEnd().length;
  const at = text.indexOf('\n', content) < 0 ? text.length : text.indexOf('\n', content) + 1;
  const before = text.slice(0, at);
  return `${before}${before.endsWith('\n') ? '' : newline}${categoryText(category, indent).replaceAll('\n', newline)}${text.slice(at)}`;
}

/** What a `course.yaml` says of formulas; undefined if it says nothing. */
export function mathOf(text: string): boolean | undefined {
  const { contents } = parseDocument(text);
  const math = isMap(contents) ? contents.get('math') : undefined;
  return typeof math === 'boolean' ? math : undefined;
}

/** Turns formulas on in a `course.yaml` that says nothing of them. */
export function withMath(text: string): string {
  const { contents } = parseDocument(text);
  const pair = isMap(contents)
    ? contents.items.find(({ key }) => isScalar(key) && key.value === 'categories')
    : undefined;
  const at = isScalar(pair?.key) ? (pair.key.range?.[0] ?? 0) : 0;
  return `${text.slice(0, at)}math: true${text.includes('\r\n') ? '\r\n' : '\n'}${text.slice(at)}`;
}

/** Names another language in `translations`; the same text where it is named already. Nothing else changes. */
export function addLanguage(text: string, language: string): string {
  const document = parseDocument(text, { lineCounter: new LineCounter() });
  const languages = isMap(document.contents) ? (document.contents.get('translations', true) as unknown) : undefined;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  if (!isSeq(languages))
    return text.replace(/^language:.*$/m, (line) => `${line.trimEnd()}${newline}translations: [${language}]`);
  if (languages.items.some((item) => isScalar(item) && item.value === language)) return text;
  return languages.flow === true ? intoFlow(text, languages, language) : intoBlock(text, languages, language, newline);
}

function categoryMaps(text: string): readonly { readonly map: YAMLMap }[] {
  const document = parseDocument(text, { lineCounter: new LineCounter() });
  const categories =
    document.errors.length === 0 && isMap(document.contents) ? document.contents.get('categories') : undefined;
  return isSeq(categories) ? categories.items.flatMap((map) => (isMap(map) ? [{ map: map as YAMLMap }] : [])) : [];
}

/** Appends `, slug` after the last item of `[a, b]`. */
function intoFlow(text: string, list: YAMLSeq, slug: string): string {
  const last = list.items.at(-1);
  const [start, end] = list.range ?? [0, 0];
  const at = isScalar(last) ? (last.range?.[1] ?? start + 1) : text.indexOf('[', start) + 1;
  const closing = text.slice(at, end);
  const separator = !isScalar(last) ? '' : /^\s*,/.test(closing) ? '' : ', ';
  // A trailing comma already separates the next item.
  const into = isScalar(last) && separator === '' ? at + closing.indexOf(',') + 1 : at;
  return `${text.slice(0, into)}${isScalar(last) && separator === '' ? ' ' : separator}${slug}${text.slice(into)}`;
}

/** Appends a `- item` line below the last item, with the same indentation. */
function intoBlock(text: string, list: YAMLSeq, slug: string, newline: string): string {
  const last = list.items.at(-1);
  const from = isScalar(last) ? (last.range?.[0] ?? 0) : 0;
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  const indent = /^\s*/.exec(text.slice(lineStart))?.[0] ?? '';
  const lineEnd = text.indexOf('\n', from);
  return lineEnd === -1
    ? `${text}${newline}${indent}- ${slug}${newline}`
    : `${text.slice(0, lineEnd + 1)}${indent}- ${slug}${newline}${text.slice(lineEnd + 1)}`;
}

/** The format that a `course.yaml` names, if it is a number; not readable if it is not YAML with keys. */
export function formatOf(text: string): { readonly written: number | undefined; readonly isReadable: boolean } {
  const document = parseDocument(text);
  const isReadable = document.errors.length === 0 && isMap(document.contents);
  const written = isMap(document.contents) ? document.contents.get('lectern') : undefined;
  return { written: typeof written === 'number' ? written : undefined, isReadable };
}

/**
 * Writes the format as the first key of a `course.yaml`, in place of what is written there. Nothing else changes.
 *
 * @throws {Refusal} if the file is written in braces, on one line.
 */
export function withFormat(text: string, format: number): string {
  const { contents } = parseDocument(text);
  const map = isMap(contents) ? contents : undefined;
  const pair = map?.items.find(({ key }) => isScalar(key) && key.value === 'lectern');
  const value = isScalar(pair?.value) ? pair.value.range : undefined;
  if (value !== undefined && value !== null) return `${text.slice(0, value[0])}${format}${text.slice(value[1])}`;
  const first = map?.items[0]?.key;
  if (map?.flow === true || !isScalar(first))
    throw new Refusal(
      'course.yaml is written in a form that cannot be changed safely.',
      `Add it by hand: lectern: ${format}`,
    );
  const at = first.range?.[0] ?? 0;
  return `${text.slice(0, at)}lectern: ${format}${text.includes('\r\n') ? '\r\n' : '\n'}${text.slice(at)}`;
}
